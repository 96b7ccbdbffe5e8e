package wrapper

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// TestBearerAuthAlone uses the editor with the generated client, without a Client.
func TestBearerAuthAlone(t *testing.T) {
	t.Parallel()
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		testkit.Respond(200, "application/json", `{"id":550}`)(w, r)
	}))
	defer server.Close()
	api, err := gen.NewClientWithResponses(server.URL, gen.WithRequestEditorFn(BearerAuth(testToken)))
	if err != nil {
		t.Fatal(err)
	}
	movie, err := Result(api.MovieDetailsWithResponse(t.Context(), 550, nil))
	if err != nil || movie.ID != 550 {
		t.Fatalf("got %v, %v", movie, err)
	}
	if got != "Bearer "+testToken {
		t.Errorf("Authorization %q", got)
	}
}

func TestBearerAuthRefuses(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"", "0123456789abcdef0123456789ABCDEF", "two words", "line\n", "api_key=" + testKey, "https://x", "{}"} {
		req := httptest.NewRequest(http.MethodGet, "/", nil)
		if err := BearerAuth(token)(t.Context(), req); err == nil {
			t.Errorf("%q: no error", token)
		}
		if got := req.Header.Get("Authorization"); got != "" {
			t.Errorf("%q: Authorization %q", token, got)
		}
	}
}

// TestShortCredentials: what a test or a stand-in makes up does not take the letters out of errors, and
// shows in none.
func TestShortCredentials(t *testing.T) {
	t.Parallel()
	const message = "The resource you requested could not be found: a movie is a movie."
	for _, test := range []struct {
		network func(*http.Request) (*http.Response, error)
		want    string
	}{
		{func(req *http.Request) (*http.Response, error) {
			return said(req, 404, jsonType, `{"status_code":34,"status_message":"`+message+`"}`)
		}, message},
		{func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("a proxy let %s with %v fail", req.URL, req.Header["Authorization"])
		}, "a proxy let https://api.themoviedb.org/3/movie/550/account_states?session_id=[redacted] with [Bearer [redacted]] fail"},
	} {
		client, err := New("e", WithHTTPClient(&http.Client{Transport: transport.Func(test.network)}), WithRetry(nil))
		if err != nil {
			t.Fatal(err)
		}
		_, err = with(t, client, WithDefaults(Session("a"))).Movies.AccountStates(t.Context(), 550, nil)
		if err == nil {
			t.Fatal("no error")
		}
		testkit.WantText(t, err.Error(), test.want)
	}
}
