package standin

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestStart: whom an example asks, by what tmdb-server prints.
func TestStart(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, cmp.Or(r.Header.Get("Authorization"), "no credential"))
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":550}`)
	}))
	defer server.Close()
	example := func(ctx context.Context, _ io.Writer, opts ...tmdb.Option) error {
		client, err := tmdb.FromEnv(opts...)
		if err != nil {
			return err
		}
		_, err = client.Movies.Details(ctx, 550, nil)
		return err
	}
	for name, test := range map[string]struct {
		token, baseURL string
		asked          string
		says           string
	}{
		"nothing":          {"", "", "", "a stand-in for TMDB responds"},
		"token and server": {"made.up.token", server.URL, "Bearer made.up.token", ""},
		"server alone":     {"", server.URL, "no credential", ""},
	} {
		t.Setenv("TMDB_ACCESS_TOKEN", test.token)
		t.Setenv("TMDB_API_KEY", "")
		t.Setenv("TMDB_BASE_URL", test.baseURL)
		asked = nil
		var out strings.Builder
		err := Start(t.Context(), &out, InEnv(), example)
		if err != nil || strings.Join(asked, " ") != test.asked || !strings.Contains(out.String(), test.says) {
			t.Errorf("%s: asked with %q, said %q, %v", name, asked, out.String(), err)
		}
	}
}
