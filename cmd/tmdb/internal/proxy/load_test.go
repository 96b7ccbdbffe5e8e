package proxy

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestAtOnce: of 64 clients each gets every response, and TMDB each question once.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	p := newPair(t, srv)
	var targets []string
	for _, id := range []int{550, 329865, 603, 13, 278} {
		for _, language := range []string{"de-DE", "en-US", "fr-FR", "ja-JP"} {
			targets = append(targets, fmt.Sprintf("/3/movie/%d?language=%s", id, language))
		}
	}
	want := make([]string, len(targets))
	for i, target := range targets {
		want[i] = askAt(t, "GET", srv.URL+target, "", "Authorization", "Bearer "+srv.Token).body
	}
	before := len(srv.Requests())
	var wg sync.WaitGroup
	for client := range 64 {
		wg.Go(func() {
			for i := range targets {
				i = (i + client/4) % len(targets)
				resp := p.ask(t, "GET", targets[i], "")
				if resp.status != http.StatusOK || resp.body != want[i] {
					t.Errorf("%s: %d with %d bytes", targets[i], resp.status, len(resp.body))
				}
			}
		})
	}
	wg.Wait()
	if n := len(srv.Requests()) - before; n != len(targets) {
		t.Errorf("%d requests arrived, want %d", n, len(targets))
	}
	metrics := p.ask(t, "GET", "/metrics", "").body
	if !strings.Contains(metrics, fmt.Sprintf(`status="200"} %d`, len(targets))) {
		t.Errorf("the metrics do not tell: %s", metrics)
	}
}

// TestTooMany: beyond the bound a client is asked to come again.
func TestTooMany(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t))
	for range cap(p.underWay) {
		p.underWay <- struct{}{}
	}
	resp := p.ask(t, "GET", "/3/movie/550", "")
	if f := failedIn(t, resp); resp.status != http.StatusServiceUnavailable || resp.header.Get("Retry-After") != "1" || f.Code != 9 {
		t.Errorf("the response is %d %v", resp.status, resp.header)
	}
	if resp := p.ask(t, "GET", "/healthz", ""); resp.status != http.StatusOK {
		t.Errorf("/healthz is %d", resp.status)
	}
}

func BenchmarkHit(b *testing.B) { benchmark(b, func(*pair) {}) }

// BenchmarkMiss asks a stand-in on the same machine: TMDB is farther away.
func BenchmarkMiss(b *testing.B) {
	benchmark(b, func(p *pair) { p.api.shared = p.api.alone })
}

func benchmark(b *testing.B, change func(*pair)) {
	p := newPair(b, tmdbtest.NewServer(b), func(c *Config) { c.Quiet = true })
	change(p)
	p.ask(b, "GET", "/3/movie/550", "")
	b.ReportAllocs()
	for b.Loop() {
		if resp := p.ask(b, "GET", "/3/movie/550", ""); resp.status != http.StatusOK {
			b.Fatal(resp.status)
		}
	}
}
