package proxy

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestLeadsToExports: the daily exports are TMDB's own, and nothing else leads there.
func TestLeadsToExports(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
		c.Upstreams = []*url.URL{parsed(t, "https://api.themoviedb.org")}
		c.Token = "what-clients-have-to-send"
	})
	const export = "/p/exports/tv_network_ids_05_15_2026.json.gz"
	for name, tt := range map[string]struct {
		method, target string
		status         int
	}{
		"one":            {http.MethodGet, export, 307},
		"its header":     {http.MethodHead, export, 307},
		"with a query":   {http.MethodGet, export + "?api_key=secret", 307},
		"POST":           {http.MethodPost, export, 404},
		"another file":   {http.MethodGet, "/p/exports/passwd", 404},
		"another folder": {http.MethodGet, "/p/exports/../x_ids_05_15_2026.json.gz", 404},
		"more":           {http.MethodGet, export + "/x", 404},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := httptest.NewRecorder()
			p.ServeHTTP(w, httptest.NewRequest(tt.method, tt.target, nil))
			want := ""
			if tt.status == 307 {
				want = "https://files.tmdb.org" + export
			}
			if got := w.Header().Get("Location"); w.Code != tt.status || got != want {
				t.Errorf("it is %d and leads to %q, want %d and %q", w.Code, got, tt.status, want)
			}
		})
	}
}
