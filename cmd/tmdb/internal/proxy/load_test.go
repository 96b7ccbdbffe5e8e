package proxy

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/diskcache"
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

// TestSlowReaders: what clients have yet to read of images takes only so much memory, and is given free.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t))
	const image = "/t/p/w92/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg"
	p.sending.Store(imagesInMemory)
	if resp := p.ask(t, "GET", image, ""); resp.status != http.StatusServiceUnavailable || resp.header.Get("Retry-After") != "1" || failedIn(t, resp).Code != 9 {
		t.Errorf("the response is %d %v", resp.status, resp.header)
	}
	if resp := p.ask(t, "GET", "/3/movie/550", ""); resp.status != http.StatusOK {
		t.Errorf("a movie is %d", resp.status)
	}
	p.sending.Store(0)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", image, nil))
	if n := p.sending.Load(); w.Code != http.StatusOK || n != 0 {
		t.Errorf("there is room, and the response is %d; %d bytes are not given free", w.Code, n)
	}
}

// TestSmallCache: with 64 clients and a cache that has room for a part of what they ask for, each gets the
// right images and responses, and no more is kept than there may be.
func TestSmallCache(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // else images would be waited for
		srv := standIn(t)
		const most = 400 << 10
		disk, err := diskcache.Open(t.TempDir(), most)
		if err != nil {
			t.Fatal(err)
		}
		defer disk.Close()
		p := unserved(t, srv, func(c *Config) {
			c.Store = diskcache.NewLayered(100<<10, disk)
			c.Images = []*url.URL{parsed(t, "https://images/t/p")}
			c.network = byHost{"tmdb": inProcess(srv).RoundTrip, "images": func(req *http.Request) (*http.Response, error) {
				w := httptest.NewRecorder()
				w.Header().Set("Content-Type", "image/png")
				w.Header().Set("Cache-Control", "max-age=600")
				_, _ = io.WriteString(w, pictureAt(req.URL.Path))
				return w.Result(), nil
			}}
		})
		want := map[string]string{}
		for i := range 12 {
			image := fmt.Sprintf("/t/p/w500/a%d.png", i)
			want[image] = pictureAt(image)
			target := fmt.Sprintf("/3/movie/%d?append_to_response=credits,images", []int{550, 329865, 603, 13, 278, 680}[i/2])
			if i%2 == 0 {
				target += "&language=de-DE"
			}
			w := httptest.NewRecorder()
			r := httptest.NewRequestWithContext(t.Context(), "GET", target, nil)
			r.Header.Set("Authorization", "Bearer "+srv.Token)
			srv.Handler().ServeHTTP(w, r)
			want[target] = w.Body.String()
		}
		targets := slices.Sorted(maps.Keys(want))
		var wg sync.WaitGroup
		for client := range 64 {
			wg.Go(func() {
				for i := range targets {
					target := targets[(i*(2*(client%2)+5)+client)%len(targets)]
					w := httptest.NewRecorder()
					p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", target, nil))
					if w.Code != http.StatusOK || w.Body.String() != want[target] {
						t.Errorf("%s: %d with %d bytes", target, w.Code, w.Body.Len())
					}
				}
			})
		}
		wg.Wait()
		if stats := disk.Stats(); stats.Evictions == 0 || stats.Bytes > most || stats.Entries == 0 {
			t.Errorf("the cache has %+v", stats)
		}
	})
}

// pictureAt returns what stands for the picture at a path: much, and another for each.
func pictureAt(path string) string { return "\x89PNG" + strings.Repeat(path, 3000) }
