package wrapper

import (
	"net/http"
	"net/url"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestDefaultsOfEveryOperation calls every operation of a client with all defaults, and wants them where
// the operation has the parameter, and nowhere else; the session of details only if they append what is
// about a user.
func TestDefaultsOfEveryOperation(t *testing.T) {
	t.Parallel()
	var sent url.Values
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		sent = r.URL.Query()
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}, WithLimiter(nil), WithDefaults(Language("pt-BR"), Region("BR")), WithDefaults(Timezone("America/Sao_Paulo"), IncludeAdult(true)),
		WithDefaults(ImageLanguages("pt", "null"), VideoLanguages("pt", "en")), WithDefaults(GuestSession("guest"), Session("session")))
	all := map[string]string{
		"language": "pt-BR", "region": "BR", "timezone": "America/Sao_Paulo", "include_adult": "true",
		"include_image_language": "pt,null", "include_video_language": "pt,en", "session_id": "session",
	}
	for _, op := range Operations() {
		known := spec.ByID(op.Name)
		want := url.Values{}
		for p := range known.In(spec.InQuery) {
			if p.Required {
				want.Set(p.Name, some(p))
			}
		}
		for name, value := range all {
			if known.Has(name) && !(isUser(name) && known.Has(appendToResponse)) {
				want.Set(name, value)
			}
		}
		sent = nil
		callWith17(t, client, op)
		if sent.Encode() != want.Encode() {
			t.Errorf("%s sent %v, want %v", op.Name, sent, want)
		}
		if !known.Has(appendToResponse) {
			continue
		}
		for pieces, user := range map[string]bool{"images": false, "account_states": true, "images,account_states": true, "season/1": false, "x,,y": false, "season/1/account_states": op.Name == "tvSeriesDetails"} {
			callWith17(t, client, op, Query(appendToResponse, pieces))
			if got := sent.Get(sessionID) == "session"; got != (user && known.Has(sessionID)) {
				t.Errorf("%s with %s sent %v", op.Name, pieces, sent)
			}
		}
	}
}

// TestUsersShareDetails: three users, three variants of a movie, each variant asked for once.
func TestUsersShareDetails(t *testing.T) {
	t.Parallel()
	server := NewStandIn(t)
	app, err := New(server.Token, WithBaseURL(server.URL), WithCache(NewMemoryCache(1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	hits := 0
	for _, user := range []gen.RequestEditorFn{Session("one"), Session("two"), GuestSession("three")} {
		client := with(t, app, WithDefaults(user))
		for _, params := range []*gen.MovieDetailsParams{nil, {Language: new("de")}, {AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits}}} {
			ctx, trace := TraceCalls(t.Context())
			if _, err := client.Movies.Details(ctx, 550, params); err != nil {
				t.Fatal(err)
			}
			if trace().Cache == CacheHit {
				hits++
			}
		}
	}
	if n := len(server.Requests()); n != 3 || hits != 6 {
		t.Errorf("%d requests and %d hits, want 3 and 6", n, hits)
	}
}

// TestDefaultUserStays: a request that is made with the context of another one, by another client, does
// not act for the first one's user.
func TestDefaultUserStays(t *testing.T) {
	t.Parallel()
	var inner string
	other := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		inner = r.URL.RawQuery
		testkit.Respond(200, jsonType, `{}`)(w, r)
	})
	states := &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{gen.MovieAppendAccountStates}}
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get(sessionID) != "s" {
			t.Errorf("sent %s", r.URL)
		}
		_, _ = other.Movies.Details(r.Context(), 551, states)
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}, WithDefaults(Session("s")))
	if _, err := client.Movies.Details(t.Context(), 550, states); err != nil || inner != "append_to_response=account_states" {
		t.Errorf("the other client sent %s, %v", inner, err)
	}
}

// callWith17 calls an operation with ids that are 17 and nothing else that the client has no default for.
func callWith17(t *testing.T, client *Client, op Operation, editors ...gen.RequestEditorFn) {
	t.Helper()
	method := reflect.ValueOf(client.Services).FieldByName(op.Service).MethodByName(op.GoMethod)
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn()-1; i++ {
		arg := reflect.New(method.Type().In(i)).Elem()
		switch {
		case arg.CanInt():
			arg.SetInt(17)
		case arg.Kind() == reflect.String:
			arg.SetString("17")
		case arg.Type() == reflect.TypeFor[gen.RatingBody]():
			arg.FieldByName("Value").SetFloat(8.5)
		}
		args = append(args, arg)
	}
	for p := range spec.ByID(op.Name).In(spec.InQuery) {
		if p.Required && p.Name != sessionID {
			args = append(args, reflect.ValueOf(Query(p.Name, some(p))))
		}
	}
	for _, edit := range editors {
		args = append(args, reflect.ValueOf(edit))
	}
	method.Call(args)
}

func TestDefaultsOfACall(t *testing.T) {
	t.Parallel()
	var got string
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.RawQuery
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}, WithLimiter(nil))
	details := func(params *gen.MovieDetailsParams, editors ...gen.RequestEditorFn) func(*Client) error {
		return func(c *Client) error {
			_, err := c.Movies.Details(t.Context(), 550, params, editors...)
			return err
		}
	}
	appended := &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{gen.MovieAppendImages, gen.MovieAppendAccountStates}}
	states := func(params *gen.MovieAccountStatesParams, editors ...gen.RequestEditorFn) func(*Client) error {
		return func(c *Client) error { return errorOf(c.Movies.AccountStates(t.Context(), 550, params, editors...)) }
	}
	for name, test := range map[string]struct {
		opts []Option
		call func(*Client) error
		want string
	}{
		"none":                  {nil, details(nil), ""},
		"unset":                 {[]Option{WithDefaults(Language("pt-BR"))}, details(nil), "language=pt-BR"},
		"set":                   {[]Option{WithDefaults(Language("pt-BR"))}, details(&gen.MovieDetailsParams{Language: new("de")}), "language=de"},
		"set to nothing":        {[]Option{WithDefaults(Language("pt-BR"))}, details(&gen.MovieDetailsParams{Language: new("")}), ""},
		"by the last option":    {[]Option{WithDefaults(Language("pt-BR"), Language("fr"))}, details(nil), "language=fr"},
		"by an editor":          {[]Option{WithDefaults(Language("pt-BR"))}, details(nil, Language("de")), "language=de"},
		"editor over params":    {[]Option{WithDefaults(Language("pt-BR"))}, details(&gen.MovieDetailsParams{Language: new("fr")}, Language("de")), "language=de"},
		"editor to nothing":     {[]Option{WithDefaults(Language("pt-BR"))}, details(nil, Query("language", "")), ""},
		"others stay":           {[]Option{WithDefaults(Language("pt-BR"))}, details(&gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{"credits", "images"}}), "append_to_response=credits,images&language=pt-BR&include_image_language=pt,null"},
		"session":               {[]Option{WithDefaults(Session("s"))}, states(nil), "session_id=s"},
		"guest":                 {[]Option{WithDefaults(GuestSession("g"))}, states(nil), "guest_session_id=g"},
		"session before guest":  {[]Option{WithDefaults(GuestSession("g"), Session("s"))}, states(nil), "session_id=s"},
		"guest in the call":     {[]Option{WithDefaults(Session("s"))}, states(&gen.MovieAccountStatesParams{GuestSessionID: new("g")}), "guest_session_id=g"},
		"session in the call":   {[]Option{WithDefaults(GuestSession("g"))}, states(&gen.MovieAccountStatesParams{SessionID: new("s")}), "session_id=s"},
		"guest by an editor":    {[]Option{WithDefaults(Session("s"))}, states(nil, GuestSession("g")), "guest_session_id=g"},
		"nobody":                {[]Option{WithDefaults(Session("s"))}, states(nil, Query("session_id", "")), ""},
		"escaped":               {[]Option{WithDefaults(Session("a&b=c"))}, states(nil), "session_id=a%26b%3Dc"},
		"editor over the other": {nil, details(&gen.MovieDetailsParams{GuestSessionID: new("g")}, Session("s")), "session_id=s"},
		// Details are about nobody unless they append what is, or the call says so.
		"details, session":      {[]Option{WithDefaults(Session("s"))}, details(nil), ""},
		"details, guest":        {[]Option{WithDefaults(GuestSession("g"))}, details(nil), ""},
		"details, appended":     {[]Option{WithDefaults(Session("s"))}, details(appended), "append_to_response=images,account_states&session_id=s"},
		"details, last default": {[]Option{WithDefaults(Session("s"), GuestSession("g"))}, details(appended), "append_to_response=images,account_states&guest_session_id=g"},
		"details, appended by an editor": {[]Option{WithDefaults(Session("s"))}, details(nil, Query(appendToResponse, "account_states")),
			"append_to_response=account_states&session_id=s"},
		"details, appended by default": {[]Option{WithDefaults(Session("s"), Query(appendToResponse, "account_states"))}, details(nil),
			"append_to_response=account_states&session_id=s"},
		"details, editor":            {[]Option{WithDefaults(Session("s"))}, details(nil, Session("mine")), "session_id=mine"},
		"details, param":             {[]Option{WithDefaults(Session("s"))}, details(&gen.MovieDetailsParams{GuestSessionID: new("mine")}), "guest_session_id=mine"},
		"details, appended, editor":  {[]Option{WithDefaults(Session("s"))}, details(appended, GuestSession("g")), "append_to_response=images,account_states&guest_session_id=g"},
		"details, appended, nobody":  {[]Option{WithDefaults(Session("s"))}, details(appended, Query("session_id", "")), "append_to_response=images,account_states"},
		"details, whatever it costs": {[]Option{WithDefaults(Query("session_id", "s"))}, details(nil), "session_id=s"},
		"guest in the path": {[]Option{WithDefaults(GuestSession("g"), Session("s"))}, func(c *Client) error {
			_, err := c.GuestSessions.RatedMovies(t.Context(), "mine", nil)
			return err
		}, ""},
		"no parameter": {[]Option{WithDefaults(Language("pt-BR"), Session("s"))}, func(c *Client) error {
			_, err := c.Movies.Keywords(t.Context(), 550)
			return err
		}, ""},
		"of the generated client": {[]Option{WithDefaults(Language("pt-BR"))}, func(c *Client) error {
			_, err := Result(c.API.MovieCreditsWithResponse(t.Context(), 550, nil))
			return err
		}, "language=pt-BR"},
		"write": {[]Option{WithDefaults(Session("s"), Language("pt-BR"))}, func(c *Client) error {
			_, err := c.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 8.5})
			return err
		}, "session_id=s"},
		"session that the operation requires": {[]Option{WithDefaults(Session("s"))}, func(c *Client) error {
			_, err := c.Lists.Clear(t.Context(), 17, &gen.ClearListParams{Confirm: true})
			return err
		}, "confirm=true&session_id=s"},
		"checked with the defaults": {[]Option{WithDefaults(Region("BR"))}, func(c *Client) error {
			_, err := c.MovieLists.Popular(t.Context(), nil)
			return err
		}, "region=BR"},
	} {
		got = "nothing was sent"
		if err := test.call(with(t, client, test.opts...)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got != test.want {
			t.Errorf("%s: sent %q, want %q", name, got, test.want)
		}
	}
}

// TestDefaultsHaveOneURL: the order of options makes no difference to the cache.
func TestDefaultsHaveOneURL(t *testing.T) {
	t.Parallel()
	var urls []string
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		urls = append(urls, r.URL.String())
		testkit.Respond(200, jsonType, `{}`)(w, r)
	})
	for _, opts := range [][]Option{{WithDefaults(Language("de"), Session("s"))}, {WithDefaults(Session("s"), Language("de"))}} {
		if _, err := with(t, client, opts...).Movies.Details(t.Context(), 550, nil); err != nil {
			t.Fatal(err)
		}
	}
	if urls[0] != urls[1] {
		t.Errorf("different URLs: %q", urls)
	}
}
