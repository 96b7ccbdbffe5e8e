package proxy

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/diskcache"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestLog: a line for each request says what it came to, and --quiet leaves them out.
func TestLog(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	host := strings.TrimPrefix(srv.URL, "http://")
	p := newPair(t, srv)
	quiet := newPair(t, srv, func(c *Config) { c.Quiet = true })
	for _, tt := range []struct{ method, target, want string }{
		{"GET", "/3/movie/550?language=de", `method=GET operation=movieDetails status=200 cache=miss`},
		{"GET", "/3/movie/551?language=fr", ` target="/3/movie/551?language=fr" attempts=1 host=` + host},
		{"HEAD", "/3/movie/550?language=de", `method=HEAD operation=movieDetails status=200 cache=hit`},
		{"GET", "/3/secret-of-mine", `method=GET operation=none status=404 cache=none`},
		{"GET", "/3/movie/secret-of-mine", `method=GET operation=movieDetails status=404 cache=none`},
		{"HEAD", "/3/movie/popular/?page=secret-of-mine", `method=HEAD operation=popularMovies status=400 cache=none`},
		{"POST", "/3/movie/550/rating?guest_session_id=secret-of-mine", `method=POST operation=addMovieRating status=405 cache=none`},
		{"BREW", "/3/movie/550", `method=other operation=none status=405 cache=none`},
		{"GET", "/t/p/w92/none.jpg", `operation=image status=404 cache=miss`},
		{"GET", "/t/p/w92/none2.jpg", `size=w92 attempts=1 host=` + host},
	} {
		before := len(p.log.String())
		p.ask(t, tt.method, tt.target, "")
		quiet.ask(t, tt.method, tt.target, "")
		if line := p.log.String()[before:]; !strings.Contains(line, tt.want) || strings.Count(line, "\n") != 1 {
			t.Errorf("the line is %swant %s", line, tt.want)
		}
	}
	if text := p.log.String() + quiet.log.String(); strings.Contains(text, "secret-of-mine") || quiet.log.String() != "" {
		t.Errorf("the logs are %s", text)
	}
}

// TestCacheFails: a cache that cannot be written keeps nobody from TMDB, and the log has a line of it a
// minute, not one for each request.
func TestCacheFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := standIn(t)
		dir, log := filepath.Join(t.TempDir(), "cache"), &logs{}
		disk, err := diskcache.Open(dir, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		defer disk.Close()
		p := unserved(t, srv, func(c *Config) {
			c.Store, c.Quiet, c.Logger = diskcache.NewLayered(1<<20, disk), true, slog.New(slog.NewTextHandler(log, nil))
			c.network = inProcess(srv)
		})
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for i, step := range []time.Duration{0, 0, 59 * time.Second, 2 * time.Second, 0} {
			time.Sleep(step)
			w := httptest.NewRecorder()
			p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", fmt.Sprintf("/3/search/movie?query=%d", i), nil))
			want := 1
			if i >= 3 {
				want = 2
			}
			if n := strings.Count(log.String(), "the cache failed"); w.Code != http.StatusOK || n != want {
				t.Errorf("request %d: the response is %d, and there are %d lines, want %d: %s", i, w.Code, n, want, log)
			}
		}
	})
}
