package proxy

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

func TestImageOf(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"/t/p/w500/kqjL17yufvn9OVLyXYpvtyrFfak.jpg":      true,
		"/t/p/original/a.svg":                            true,
		"/t/p/h632/a.webp":                               true,
		"/t/p/w600_and_h900_bestv2/a.png":                true,
		"/t/p/w1920_and_h800_multi_faces/a.jpeg":         true,
		"/t/p/w500/a.gif":                                false,
		"/t/p/w500/a":                                    false,
		"/t/p/w500/":                                     false,
		"/t/p/w500":                                      false,
		"/t/p//a.jpg":                                    false,
		"/t/p/500/a.jpg":                                 false,
		"/t/p/w/a.jpg":                                   false,
		"/t/p/w99999/a.jpg":                              false,
		"/t/p/w500_and_/a.jpg":                           false,
		"/t/p/w500_and_h1_/a.jpg":                        false,
		"/t/p/w500/../a.jpg":                             false,
		"/t/p/w500/a/b.jpg":                              false,
		"/t/p/w500/%61.jpg":                              false,
		"/t/p/w500/a.jpg.jpg":                            false,
		"/t/p/w500/" + strings.Repeat("a", 101) + ".jpg": false,
		"/t/p/original/a.jpg%00":                         false,
		"/t/p/w1_and_h1_filter(duotone,032541,0)/a.jpg":  false,
		"/t/p/w500/a%2f..%2f..%2f3%2faccount%3fx%3d.jpg": false,
	} {
		if size, file, ok := imageOf(path); ok != want {
			t.Errorf("%s is %q, %q, %v", path, size, file, ok)
		}
	}
}

// TestImages: an image is fetched once, and then there as a whole, in parts, or as what is known already.
func TestImages(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	var fetched atomic.Int32
	p := newPair(t, srv, func(c *Config) {
		c.network = counting{&fetched}
	})
	var configuration struct{ Images map[string]any }
	resp := p.ask(t, "GET", "/3/configuration", "")
	if err := json.Unmarshal([]byte(resp.body), &configuration); err != nil {
		t.Fatal(err)
	}
	base, _ := configuration.Images["base_url"].(string)
	if base != p.url+"/t/p/" || configuration.Images["secure_base_url"] != base {
		t.Fatalf("the images are at %v", configuration.Images)
	}
	const file = "w92/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg"
	want := askAt(t, "GET", srv.URL+"/t/p/"+file, "")
	if want.status != http.StatusOK {
		t.Fatalf("the stand-in has no %s: %d", file, want.status)
	}
	fetched.Store(0)
	for _, tt := range []struct {
		method string
		header []string
		status int
		body   string
	}{
		{"GET", nil, 200, want.body},
		{"HEAD", nil, 200, ""},
		{"GET", []string{"If-None-Match", want.header.Get("Etag")}, 304, ""},
		{"GET", []string{"Range", "bytes=-10"}, 206, want.body[len(want.body)-10:]},
		{"GET", []string{"Range", "bytes=0-1", "If-Range", want.header.Get("Etag")}, 206, want.body[:2]},
		{"GET", []string{"Range", "bytes=0-1", "If-Range", `"x"`}, 200, want.body},
	} {
		got := askAt(t, tt.method, base+file, "", tt.header...)
		if got.status != tt.status || got.body != tt.body {
			t.Errorf("%v: %d with %d bytes", tt, got.status, len(got.body))
		}
		if got.header.Get("X-Content-Type-Options") != "nosniff" || got.status == 200 && got.header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("the header is %v", got.header)
		}
	}
	if n := fetched.Load(); n != 1 {
		t.Errorf("it was fetched %d times", n)
	}
	for target, status := range map[string]int{"/t/p/w92/none.jpg": 404, "/t/p/w92/none.exe": 404, "/t/p/": 404} {
		if got := p.ask(t, "GET", target, ""); got.status != status || failedIn(t, got).Code != 34 {
			t.Errorf("%s is %d", target, got.status)
		}
	}
	if got := p.ask(t, "DELETE", "/t/p/"+file, ""); got.status != 405 || got.header.Get("Allow") != "GET, HEAD, OPTIONS" {
		t.Errorf("DELETE is %d %v", got.status, got.header)
	}
}

// counting counts the requests that it sends.
type counting struct{ n *atomic.Int32 }

func (c counting) RoundTrip(req *http.Request) (*http.Response, error) {
	c.n.Add(1)
	return testkit.HTTP.Transport.RoundTrip(req)
}

// TestOddImages: what is none is not passed on, and an SVG runs nothing.
func TestOddImages(t *testing.T) {
	t.Parallel()
	var most, now atomic.Int32
	cdn := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer now.Add(-1)
		if r.Header.Get("Authorization") != "" || r.URL.RawQuery != "" {
			t.Errorf("%s came with %v", r.URL, r.Header)
		}
		switch r.URL.Path {
		case "/t/p/original/html.jpg":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<script>alert(1)</script>")
		case "/t/p/original/forbidden.jpg":
			w.WriteHeader(http.StatusForbidden)
		case "/t/p/original/moved.jpg":
			http.Redirect(w, r, "http://evil.example/", http.StatusFound)
		default:
			w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
			w.Header().Set("Set-Cookie", "a=b")
			w.Header().Set("Cache-Control", "max-age=60")
			fmt.Fprint(w, "<svg/>")
		}
	}))
	defer cdn.Close()
	p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
		c.Images = []*url.URL{parsed(t, cdn.URL+"/t/p")}
	})
	for file, want := range map[string]int{"html.jpg": 502, "forbidden.jpg": 404, "moved.jpg": 502, "good.svg": 200} {
		got := p.ask(t, "GET", "/t/p/original/"+file+"?api_key=x", "", "Authorization", "Bearer x")
		if got.status != want || strings.Contains(got.body, "script") || got.header.Get("Set-Cookie") != "" || got.header.Get("Location") != "" {
			t.Errorf("%s is %d %v %s", file, got.status, got.header, got.body)
		}
		policy := got.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "sandbox") {
			t.Errorf("%s has the policy %s", file, policy)
		}
	}
	var wg sync.WaitGroup
	for i := range 15 {
		wg.Go(func() { p.ask(t, "GET", fmt.Sprintf("/t/p/original/a%d.svg", i), "") })
	}
	wg.Wait()
	if n := most.Load(); n > imagesAtOnce {
		t.Errorf("%d were under way at once", n)
	}
}
