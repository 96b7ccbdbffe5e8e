package proxy

import (
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

func TestIsHost(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "localhost:8080": true, "tmdb-proxy.example": true, "[::1]:8080": true, "[::1]": true, "127.0.0.1:80": true,
		"": false, ":8080": false, "a:b": false, "a:123456": false, "a/b": false, "a\"b": false, "[::1": false, "[::1]x": false, "a:1:2": false, "u@h": false,
	} {
		if isHost(host) != want {
			t.Errorf("%q is a host: %v", host, !want)
		}
	}
}

// TestConfiguration: images are where the client has the proxy, and all else is as TMDB has it.
func TestConfiguration(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	public := newPair(t, srv, func(c *Config) { c.PublicURL = parsed(t, "https://films.example/tmdb") })
	own := newPair(t, srv)
	want := askAt(t, "GET", srv.URL+"/3/configuration", "", "Authorization", "Bearer "+srv.Token).body
	for _, tt := range []struct {
		p    *pair
		base string
	}{{public, "https://films.example/tmdb/t/p/"}, {own, own.url + "/t/p/"}} {
		first := tt.p.ask(t, "GET", "/3/configuration", "")
		if back := strings.ReplaceAll(first.body, tt.base, srv.URL+"/t/p/"); back != want || strings.Count(first.body, tt.base) != 2 {
			t.Errorf("the configuration is %s, want %s", first.body, want)
		}
		again := tt.p.ask(t, "GET", "/3/configuration", "", "If-None-Match", first.header.Get("Etag"))
		if again.status != 304 {
			t.Errorf("once more it is %d", again.status)
		}
	}
	if public.ask(t, "GET", "/3/configuration", "").header.Get("Etag") == own.ask(t, "GET", "/3/configuration", "").header.Get("Etag") {
		t.Error("two that differ have one ETag")
	}
}

// TestBrowsers: scripts of all pages may ask, or only those that are named.
func TestBrowsers(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	for name, tt := range map[string]struct {
		origins      []string
		origin, want string
	}{
		"all":     {nil, "https://any.example", "*"},
		"named":   {[]string{"https://films.example"}, "https://films.example", "https://films.example"},
		"another": {[]string{"https://films.example"}, "https://films.example.evil", ""},
		"none":    {[]string{"https://films.example"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t, srv, func(c *Config) { c.Origins, c.Token = tt.origins, strings.Repeat("a", 20) })
			resp := p.ask(t, "OPTIONS", "/3/movie/550", "", "Origin", tt.origin,
				"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "authorization,x-a")
			if resp.status != 204 || resp.header.Get("Access-Control-Allow-Headers") != "authorization,x-a" ||
				resp.header.Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" {
				t.Errorf("the preflight has %d %v", resp.status, resp.header)
			}
			for _, target := range []string{"/3/movie/550", "/3/nothing", "/t/p/w92/none.jpg"} {
				resp := p.ask(t, "GET", target, "", "Origin", tt.origin)
				if got := resp.header.Get("Access-Control-Allow-Origin"); got != tt.want {
					t.Errorf("%s lets in %q, want %q", target, got, tt.want)
				}
			}
			if (tt.origins != nil) != strings.Contains(strings.Join(resp.header["Vary"], " "), "Origin") {
				t.Errorf("it varies by %q", resp.header.Get("Vary"))
			}
		})
	}
	odd := newPair(t, srv).ask(t, "OPTIONS", "/3/movie/550", "", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "a;b")
	if got := odd.header.Get("Access-Control-Allow-Headers"); got != "" {
		t.Errorf("it repeats %q", got)
	}
}
