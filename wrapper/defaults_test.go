package wrapper

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// TestOperationsFollowTheSpec holds what the table says of query parameters, pages and writes against the
// OpenAPI document.
func TestOperationsFollowTheSpec(t *testing.T) {
	t.Parallel()
	doc := loadSpec(t)
	for _, op := range Operations() {
		spec := doc.Paths.Find(op.Path).GetOperation(op.Method)
		var want []string
		for _, p := range spec.Parameters {
			if p.Value.In == "query" {
				name := p.Value.Name
				if p.Value.Required {
					name += "!"
				}
				want = append(want, name)
				if !op.HasQuery(p.Value.Name) {
					t.Errorf("%s has no %s", op.Name, p.Value.Name)
				}
			}
		}
		if got := strings.Fields(op.query); !reflect.DeepEqual(got, want) && len(want) > 0 {
			t.Errorf("%s has %v, want %v", op.Name, got, want)
		}
		if got, want := op.Paged(), spec.Parameters.GetByInAndName("query", "page") != nil; got != want {
			t.Errorf("%s is paged: %v", op.Name, got)
		}
		if got, want := op.Writes, op.Method != http.MethodGet || op.Path == "/4/list/{list_id}/clear"; got != want {
			t.Errorf("%s writes: %v", op.Name, got)
		}
		unique := op.Name == "createRequestToken" || op.Name == "createGuestSession"
		if op.unique != unique {
			t.Errorf("%s has unique answers: %v", op.Name, op.unique)
		}
		for _, none := range []string{"", "nothing", "langua", op.query + " "} {
			if op.HasQuery(none) {
				t.Errorf("%s has %q", op.Name, none)
			}
		}
	}
}

// TestDefaultsOfEveryOperation calls every operation of a client with all defaults, and wants them where
// the operation has the parameter, and nowhere else.
func TestDefaultsOfEveryOperation(t *testing.T) {
	t.Parallel()
	var sent url.Values
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		sent = r.URL.Query()
		answer(200, jsonType, `{}`)(w, r)
	}, WithoutRateLimit(), WithLanguage("pt-BR"), WithRegion("BR"), WithTimezone("America/Sao_Paulo"), WithIncludeAdult(true),
		WithImageLanguages("pt", "null"), WithVideoLanguages("pt", "en"), WithGuestSession("guest"), WithSession("session"))
	all := map[string]string{
		"language": "pt-BR", "region": "BR", "timezone": "America/Sao_Paulo", "include_adult": "true",
		"include_image_language": "pt,null", "include_video_language": "pt,en", "session_id": "session",
	}
	for _, op := range Operations() {
		sent = nil
		callWith17(t, client, op)
		want := url.Values{}
		for name, required := range op.parameters() {
			if required {
				want.Set(name, "17")
			}
		}
		for name, value := range all {
			if op.HasQuery(name) {
				want.Set(name, value)
			}
		}
		if sent.Encode() != want.Encode() {
			t.Errorf("%s sent %v, want %v", op.Name, sent, want)
		}
	}
}

// callWith17 calls an operation with ids that are 17 and nothing else that the client has no default for.
func callWith17(t *testing.T, client *Client, op Operation) {
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
	for name, required := range op.parameters() {
		if required && name != sessionID {
			args = append(args, reflect.ValueOf(Query(name, "17")))
		}
	}
	method.Call(args)
}

func TestDefaultsOfACall(t *testing.T) {
	t.Parallel()
	var got string
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.RawQuery
		answer(200, jsonType, `{}`)(w, r)
	}, WithoutRateLimit())
	details := func(params *gen.MovieDetailsParams, editors ...gen.RequestEditorFn) func(*Client) error {
		return func(c *Client) error {
			_, err := c.Movies.Details(t.Context(), 550, params, editors...)
			return err
		}
	}
	for name, test := range map[string]struct {
		opts []Option
		call func(*Client) error
		want string
	}{
		"none":                  {nil, details(nil), ""},
		"unset":                 {[]Option{WithLanguage("pt-BR")}, details(nil), "language=pt-BR"},
		"set":                   {[]Option{WithLanguage("pt-BR")}, details(&gen.MovieDetailsParams{Language: new("de")}), "language=de"},
		"set to nothing":        {[]Option{WithLanguage("pt-BR")}, details(&gen.MovieDetailsParams{Language: new("")}), ""},
		"by the last option":    {[]Option{WithLanguage("pt-BR"), WithLanguage("fr")}, details(nil), "language=fr"},
		"by an editor":          {[]Option{WithLanguage("pt-BR")}, details(nil, Language("de")), "language=de"},
		"editor over params":    {[]Option{WithLanguage("pt-BR")}, details(&gen.MovieDetailsParams{Language: new("fr")}, Language("de")), "language=de"},
		"editor to nothing":     {[]Option{WithLanguage("pt-BR")}, details(nil, Query("language", "")), ""},
		"others stay":           {[]Option{WithLanguage("pt-BR")}, details(&gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{"credits", "images"}}), "append_to_response=credits,images&language=pt-BR"},
		"session":               {[]Option{WithSession("s")}, details(nil), "session_id=s"},
		"guest":                 {[]Option{WithGuestSession("g")}, details(nil), "guest_session_id=g"},
		"session before guest":  {[]Option{WithGuestSession("g"), WithSession("s")}, details(nil), "session_id=s"},
		"guest in the call":     {[]Option{WithSession("s")}, details(&gen.MovieDetailsParams{GuestSessionID: new("g")}), "guest_session_id=g"},
		"session in the call":   {[]Option{WithGuestSession("g")}, details(&gen.MovieDetailsParams{SessionID: new("s")}), "session_id=s"},
		"guest by an editor":    {[]Option{WithSession("s")}, details(nil, GuestSession("g")), "guest_session_id=g"},
		"editor over the other": {nil, details(&gen.MovieDetailsParams{GuestSessionID: new("g")}, Session("s")), "session_id=s"},
		"nobody":                {[]Option{WithSession("s")}, details(nil, Query("session_id", "")), ""},
		"escaped":               {[]Option{WithSession("a&b=c")}, details(nil), "session_id=a%26b%3Dc"},
		"guest in the path": {[]Option{WithGuestSession("g"), WithSession("s")}, func(c *Client) error {
			_, err := c.GuestSessions.RatedMovies(t.Context(), "mine", nil)
			return err
		}, ""},
		"no parameter": {[]Option{WithLanguage("pt-BR"), WithSession("s")}, func(c *Client) error {
			_, err := c.Movies.Keywords(t.Context(), 550)
			return err
		}, ""},
		"of the generated client": {[]Option{WithLanguage("pt-BR")}, func(c *Client) error {
			_, err := Result(c.API.MovieCreditsWithResponse(t.Context(), 550, nil))
			return err
		}, "language=pt-BR"},
		"write": {[]Option{WithSession("s"), WithLanguage("pt-BR")}, func(c *Client) error {
			_, err := c.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 8.5})
			return err
		}, "session_id=s"},
		"session that the operation requires": {[]Option{WithSession("s")}, func(c *Client) error {
			_, err := c.Lists.Clear(t.Context(), 17, &gen.ClearListParams{Confirm: true})
			return err
		}, "confirm=true&session_id=s"},
		"checked with the defaults": {[]Option{WithRegion("BR")}, func(c *Client) error {
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
		answer(200, jsonType, `{}`)(w, r)
	})
	for _, opts := range [][]Option{{WithLanguage("de"), WithSession("s")}, {WithSession("s"), WithLanguage("de")}} {
		if _, err := with(t, client, opts...).Movies.Details(t.Context(), 550, nil); err != nil {
			t.Fatal(err)
		}
	}
	if urls[0] != urls[1] {
		t.Errorf("different URLs: %q", urls)
	}
}
