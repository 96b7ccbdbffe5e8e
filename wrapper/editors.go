package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/internal/language"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const (
	sessionID      = "session_id"
	guestSessionID = "guest_session_id"

	appendToResponse = "append_to_response"
)

var (
	regionText   = regexp.MustCompile(`^[A-Z]{2}$`)
	timezoneText = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`)
)

// Language returns a request editor that has one call, or by [WithDefaults] all, answered in a
// language, such as "pt-BR". Text that TMDB does not have in it is empty or in another one. TMDB
// knows a language and a country: of "zh-Hans" and "es-419" only the language is left. A [Client]
// asks for images and videos in the language of the call, too, and for images without text, unless
// [ImageLanguages], [VideoLanguages] or the params say otherwise.
//
// Like the others that follow, it goes before what the call's params and the client's defaults say,
// does nothing if the operation does not have the parameter, works with the generated client alone,
// too, and with an invalid value has the call return an error that is [ErrInvalid].
func Language(tag string) gen.RequestEditorFn {
	parsed, err := language.Parse(tag)
	return editor("language", unless(err == nil, "language is %.40q: want one like pt-BR or pt", tag), parsed.String())
}

// Region returns a request editor that has calls answered for a country, such as "BR": release
// dates, and which movies are in its cinemas. See [Language].
func Region(code string) gen.RequestEditorFn {
	return editor("region", unless(regionText.MatchString(code),
		"region is %.40q: want a country in two capital letters, such as BR", code), code)
}

// Timezone returns a request editor that has the days of series in a time zone, such as
// "America/Sao_Paulo". See [Language].
func Timezone(zone string) gen.RequestEditorFn {
	return editor("timezone", unless(timezoneText.MatchString(zone),
		"timezone is %.40q: want one like America/Sao_Paulo", zone), zone)
}

// IncludeAdult returns a request editor that has adult titles in responses or not. TMDB leaves them
// out by itself. See [Language].
func IncludeAdult(include bool) gen.RequestEditorFn {
	return editor("include_adult", nil, strconv.FormatBool(include))
}

// ImageLanguages returns a request editor that has images in these languages in responses, such as
// "pt", "en" and [NoLanguage] for images without text. TMDB matches the language alone, so that
// "pt-BR" is sent as "pt" and brings the images of all countries. See [Language].
func ImageLanguages(tags ...string) gen.RequestEditorFn {
	return languagesEditor("include_image_language", tags)
}

// VideoLanguages returns a request editor that has videos in these languages in responses. See
// [ImageLanguages].
func VideoLanguages(tags ...string) gen.RequestEditorFn {
	return languagesEditor("include_video_language", tags)
}

func languagesEditor(name string, tags []string) gen.RequestEditorFn {
	values, err := language.ParseMedia(name, tags)
	if err == nil {
		err = unless(len(tags) > 0, "%s has no language: want at least one, such as pt", name)
	}
	return editor(name, err, values...)
}

// Session returns a request editor that acts for the user of a v3 session, and for no guest. As a
// default it goes only where it changes the response: to what is about a user, and to details that
// append such a piece, account_states. So all users share requests for details. See [Language].
func Session(id string) gen.RequestEditorFn {
	return editor(sessionID, credential.Session(sessionID, id), id)
}

// GuestSession returns a request editor that acts for a guest, and for no user. A guest session
// that is a part of the path stays as it is. As a default it goes where that of [Session] does.
func GuestSession(id string) gen.RequestEditorFn {
	return editor(guestSessionID, credential.Session(guestSessionID, id), id)
}

// Page returns a request editor that asks for a page of a list, from 1 to 500. See [Language].
func Page(number int) gen.RequestEditorFn {
	text := strconv.Itoa(number)
	return editor("page", spec.SearchMovies.Query("page").Check(text), text)
}

// Query returns a request editor that sets a query parameter in place of what the call's params and
// the client's defaults say, also one that the operation is not known to have. An empty value keeps
// a default of the client away. An empty name has the call return an error that is [ErrInvalid].
func Query(name, value string) gen.RequestEditorFn {
	return func(ctx context.Context, req *http.Request) error {
		if name == "" {
			return refuse("the name of the parameter is empty: want one such as language")
		}
		if call, ok := underlaid(ctx); !ok || !call.Has(name) {
			setQuery(req.URL, name, value)
		}
		return nil
	}
}

// unless returns an error if a condition does not hold.
func unless(holds bool, format string, args ...any) error {
	if holds {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// editor returns what sets a parameter wherever the operation has it, or err if there is one.
func editor(name string, err error, values ...string) gen.RequestEditorFn {
	return func(ctx context.Context, req *http.Request) error {
		if err != nil {
			return refuse(err.Error())
		}
		op := operationOf(ctx, req)
		if !op.Has(name) {
			return nil
		}
		if call, ok := underlaid(ctx); ok && isSet(op, call, name) {
			return nil
		}
		if _, ok := underlaid(ctx); ok && isUser(name) && op.Has(appendToResponse) {
			actLater(req, name, values...)
			return nil
		}
		if isUser(name) {
			dropQuery(req.URL, isUser)
		}
		setQuery(req.URL, name, values...)
		return nil
	}
}

type laterKey struct{}

// actLater has a request for details act for the default user if a piece is appended whose own
// operation is about a user, which is known when all editors have run. For all else the response
// is everybody's, and so is the request.
func actLater(req *http.Request, name string, values ...string) {
	own := req.URL // a request that an editor or a transport makes with this one's context has another
	*req = *req.WithContext(context.WithValue(req.Context(), laterKey{}, func(u *url.URL) {
		query := u.Query()
		if u != own || query.Has(sessionID) || query.Has(guestSessionID) {
			return
		}
		for piece := range strings.SplitSeq(strings.Join(query[appendToResponse], ","), ",") {
			if op := spec.Find(http.MethodGet, u.Path+"/"+piece); op.Has(name) && !op.Has(appendToResponse) {
				setQuery(u, name, values...)
				return
			}
		}
	}))
}

// isUser reports whether a parameter says who acts.
func isUser(name string) bool { return name == sessionID || name == guestSessionID }

// isSet reports whether the query of a call sets a parameter. One that is there without a value
// keeps a default away, unless the operation requires it: then the generated code has put it there.
func isSet(op *spec.Operation, query url.Values, name string) bool {
	if isUser(name) && (query.Get(sessionID) != "" || query.Has(guestSessionID)) {
		return true
	}
	return query.Has(name) && (query.Get(name) != "" || !op.Query(name).Required)
}

type underlayKey struct{}

// underlay returns the editor that carries out the defaults of a client, which go under what the
// call sets itself. That they are defaults, editors see from their context, which holds the call's
// own query.
func underlay(defaults []gen.RequestEditorFn) gen.RequestEditorFn {
	return func(ctx context.Context, req *http.Request) error {
		own := req.URL.RawQuery
		ctx = context.WithValue(ctx, underlayKey{}, req.URL.Query())
		for _, edit := range defaults {
			if err := edit(ctx, req); err != nil {
				return err
			}
		}
		// In one order, so that clients with the same defaults make the same URLs.
		if added, ok := strings.CutPrefix(req.URL.RawQuery, own); ok && added != "" {
			parts := strings.Split(strings.TrimPrefix(added, "&"), "&")
			slices.Sort(parts)
			req.URL.RawQuery = strings.TrimPrefix(own+"&"+strings.Join(parts, "&"), "&")
		}
		return nil
	}
}

// underlaid returns the call's own query if an editor is run as a default.
func underlaid(ctx context.Context) (url.Values, bool) {
	query, ok := ctx.Value(underlayKey{}).(url.Values)
	return query, ok
}

// guard returns the editors without those that are nil. What one returns becomes an *Error that
// shows no secret.
func guard(editors []gen.RequestEditorFn) []gen.RequestEditorFn {
	if len(editors) == 0 {
		return nil
	}
	guarded := make([]gen.RequestEditorFn, 0, len(editors))
	for _, edit := range editors {
		if edit == nil {
			continue
		}
		guarded = append(guarded, func(ctx context.Context, req *http.Request) error {
			err := callFrom(ctx).run(req, func() error { return edit(ctx, req) })
			if err == nil {
				return nil
			}
			op := operationOf(ctx, req)
			if e, ok := errors.AsType[*Error](err); ok && e.Operation == "" {
				return newError(op, e.Kind, redact.Error(e.Err, redact.Secrets(op, req)...))
			} else if ok {
				return e
			}
			return newError(op, nil, redact.Error(err, redact.Secrets(op, req)...))
		})
	}
	return guarded
}

// setQuery sets a parameter of a URL's query in place of what it has of this name. The rest of the
// query stays as it is written. The commas between values stay commas, as the generated code writes
// them.
func setQuery(u *url.URL, name string, values ...string) {
	dropQuery(u, func(other string) bool { return other == name })
	var b strings.Builder
	b.WriteString(u.RawQuery)
	if u.RawQuery != "" {
		b.WriteByte('&')
	}
	b.WriteString(url.QueryEscape(name) + "=")
	for i, value := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(url.QueryEscape(value))
	}
	u.RawQuery = b.String()
}

// setMediaLanguages has images and videos come in the languages of the texts, where a request does
// not say otherwise. They stand last, so that requests for the same have one URL.
func setMediaLanguages(op *spec.Operation, u *url.URL, texts []language.Tag) error {
	if !language.HasMedia(op) || u.RawQuery == "" && texts == nil { // it says neither pieces nor languages
		return nil
	}
	settings, err := language.Media(op, u.Query(), texts)
	for _, s := range settings {
		setQuery(u, s.Parameter, s.Values...)
	}
	return err
}

// dropQuery takes the parameters that drop names away from a URL's query.
func dropQuery(u *url.URL, drop func(name string) bool) {
	parts := strings.Split(u.RawQuery, "&")
	kept := slices.DeleteFunc(parts, func(part string) bool {
		key, _, _ := strings.Cut(part, "=")
		decoded, err := url.QueryUnescape(key)
		return part == "" || err == nil && drop(decoded)
	})
	if len(kept) < len(parts) {
		u.RawQuery = strings.Join(kept, "&")
	}
}

// dropEmpty takes the parameters of an operation that have no value away from a URL's query, which
// TMDB takes as not there.
func dropEmpty(op *spec.Operation, u *url.URL) {
	if !strings.HasSuffix(u.RawQuery, "=") && !strings.Contains(u.RawQuery, "=&") {
		return
	}
	query := u.Query()
	dropQuery(u, func(name string) bool { return op.Has(name) && strings.Join(query[name], "") == "" })
}
