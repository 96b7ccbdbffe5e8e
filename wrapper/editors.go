package wrapper

import (
	"context"
	"errors"
	"net/http"

	"github.com/tmdb-go/tmdb/gen"
)

// Language returns a request editor that has one call answered in a language, such as "pt-BR". Like the
// others that follow, it goes before what the call's params and the client's defaults say, does nothing
// if the operation does not have the parameter, works with the generated client alone, too, and with an
// invalid value has the call return an error that is [ErrInvalid].
func Language(tag string) gen.RequestEditorFn { return editor(languageParam(tag)) }

// Region returns a request editor that has one call answered for a country, such as "BR". See [Language].
func Region(code string) gen.RequestEditorFn { return editor(regionParam(code)) }

// Timezone returns a request editor that has one call answered for a time zone, such as
// "America/Sao_Paulo". See [Language].
func Timezone(zone string) gen.RequestEditorFn { return editor(timezoneParam(zone)) }

// IncludeAdult returns a request editor that has adult titles in the answer of one call or not. See
// [Language].
func IncludeAdult(include bool) gen.RequestEditorFn { return editor(includeAdultParam(include)) }

// ImageLanguages returns a request editor that has images in these languages in the answer of one call,
// "null" for images without text. See [Language].
func ImageLanguages(tags ...string) gen.RequestEditorFn { return editor(imageLanguagesParam(tags)) }

// VideoLanguages returns a request editor that has videos in these languages in the answer of one call.
// See [Language].
func VideoLanguages(tags ...string) gen.RequestEditorFn { return editor(videoLanguagesParam(tags)) }

// Session returns a request editor that makes one call for the user of a v3 session, and for no guest.
// See [Language].
func Session(id string) gen.RequestEditorFn { return editor(sessionParam(id)) }

// GuestSession returns a request editor that makes one call for a guest, and for no user. A guest session
// that is a part of the path stays as it is. See [Language].
func GuestSession(id string) gen.RequestEditorFn { return editor(guestSessionParam(id)) }

// Page returns a request editor that asks for a page of a list, from 1 to 500. See [Language].
func Page(number int) gen.RequestEditorFn { return editor(pageParam(number)) }

// Query returns a request editor that sets a query parameter of one call in place of what its params
// and the client's defaults say, also one that the operation is not known to have. An empty value keeps
// a default of the client away. An empty name has the call return an error that is [ErrInvalid].
func Query(name, value string) gen.RequestEditorFn {
	return func(_ context.Context, req *http.Request) error {
		if name == "" {
			return &because{errors.New("the name of the parameter is empty: want one such as language"), ErrInvalid}
		}
		setQuery(req.URL, name, value)
		return nil
	}
}

// editor returns what sets p, or err if there is one.
func editor(p param, err error) gen.RequestEditorFn {
	return func(ctx context.Context, req *http.Request) error {
		if err != nil {
			return &because{err, ErrInvalid}
		}
		op := operationOf(ctx, req)
		if op == nil || !op.HasQuery(p.name) {
			return nil
		}
		if isUser(p.name) {
			dropQuery(req.URL, sessionID, guestSessionID)
		}
		setQuery(req.URL, p.name, p.values...)
		return nil
	}
}

// operationOf returns the operation of a request that is being made with ctx, nil if it is not known.
func operationOf(ctx context.Context, req *http.Request) *Operation {
	if c := callFrom(ctx); c != nil && c.req == nil {
		return c.op
	}
	return findOperation(req.Method, escapedPath(req.URL))
}
