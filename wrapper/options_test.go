package wrapper

import (
	"net/http"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestWithBaseURL(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ url, want string }{
		{"https://api.tmdb.org", ""},
		{"https://proxy.example/tmdb", ""},
		{"https://proxy.example/tmdb/", ""},
		{"http://localhost:8080", ""},
		{"http://tmdb.localhost", "not https"},
		{"http://tmdb-proxy:3000", "or WithInsecureBaseURL where nobody else can listen"},
		{"http://127.0.0.1:1234", ""},
		{"http://[::1]:1234", ""},
		{"", "does not begin with https://"},
		{"api.tmdb.org", "does not begin with https://"},
		{"/3", "does not begin with https://"},
		{"https:api.tmdb.org", "does not begin with https://"},
		{"https://:443", "has no host"},
		{"https://user:hunter2@api.tmdb.org", "holds a user"},
		{"https://api.tmdb.org?api_key=hunter2", "a query or a fragment"},
		{"https://api.tmdb.org?", "a query or a fragment"},
		{"https://api.tmdb.org#x", "a query or a fragment"},
		{"https://api.tmdb.org#", "a query or a fragment"},
		{"http://api.tmdb.org", "not https"},
		{"http://127.example.com", "not https"},
		{"ftp://localhost", "does not begin with https://"},
		{"https://api tmdb.org/hunter2", "white space"},
		{"https://a:hunter2:b", "does not parse"},
	} {
		t.Run(test.url, func(t *testing.T) {
			t.Parallel()
			_, err := New(testToken, WithBaseURL(test.url))
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && err == nil:
				t.Error("no error")
			case err != nil:
				testkit.WantText(t, err.Error(), "WithBaseURL", test.want)
				testkit.WantNone(t, err.Error(), "hunter2")
			}
		})
	}
}

func TestBaseURLWithPath(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it has TMDB at the top of its own paths")
	var got string
	handler := func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.Path
		testkit.Respond(200, "application/json", `{}`)(w, r)
	}
	base := newTestClient(t, handler).String()[len("tmdb client for "):]
	for _, prefix := range []string{"/proxy/tmdb", "/proxy/tmdb/", "/proxy/tmdb/3", "/proxy/tmdb/4/"} {
		client, err := New(testToken, WithBaseURL(base+prefix))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
			t.Fatal(err)
		}
		if want := "/proxy/tmdb/3/movie/550"; got != want {
			t.Errorf("path %q, want %q", got, want)
		}
	}
}

func TestWithHTTPClientLeavesItAlone(t *testing.T) {
	t.Parallel()
	mine := &http.Client{Timeout: time.Minute}
	if _, err := New(testToken, WithHTTPClient(mine)); err != nil {
		t.Fatal(err)
	}
	if mine.CheckRedirect != nil || mine.Transport != nil || mine.Timeout != time.Minute || mine.Jar != nil {
		t.Errorf("the client is now %+v", mine)
	}
}
