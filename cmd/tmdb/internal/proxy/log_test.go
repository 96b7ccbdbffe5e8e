package proxy

import (
	"strings"
	"testing"

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
