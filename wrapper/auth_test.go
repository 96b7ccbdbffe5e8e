package wrapper

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
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
