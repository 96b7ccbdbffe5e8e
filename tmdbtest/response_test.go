package tmdbtest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	resp, body := ask(t, s, "GET", "/3/movie/550", "")
	for name, want := range map[string]string{
		"Content-Type": "application/json;charset=utf-8", "Cache-Control": "public, max-age=21600",
		"Vary": "accept-encoding, Origin", "Server": "openresty", "X-Cache": "Miss from cloudfront", "X-Memc": "HIT",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if etag := resp.Header.Get("Etag"); !strings.HasPrefix(etag, `W/"`) || len(etag) != 36 {
		t.Errorf("ETag is %q, want a weak one of 32 digits", etag)
	}
	if len(body) == 0 {
		t.Error("the body is empty")
	}
	resp, _ = ask(t, s, "GET", "/3/authentication/token/new", "")
	if page := resp.Header.Get("Authentication-Callback"); !strings.HasPrefix(page, s.URL+"/authenticate/") {
		t.Errorf("Authentication-Callback is %q, want the approval page", page)
	}
}

func TestCacheControl(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	for path, want := range map[string]string{
		"/3/movie/550":                "public, max-age=21600",
		"/3/search/movie?query=club":  "public, max-age=14400",
		"/3/trending/all/day":         "public, max-age=600",
		"/3/authentication":           "public, max-age=0",
		"/3/authentication/token/new": "public, max-age=0",
		"/3/movie/550/changes":        "public, max-age=600",
		"/3/movie/latest":             "public, max-age=0",
		"/3/movie/9":                  "public, max-age=0",
	} {
		resp, _ := ask(t, s, "GET", path, "")
		if got := resp.Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestIfNoneMatch(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	resp, _ := ask(t, s, "GET", "/3/movie/550", "")
	etag := resp.Header.Get("Etag")
	for header, want := range map[string]int{
		etag:                           304,
		strings.TrimPrefix(etag, "W/"): 304,
		`"x", ` + etag:                 304,
		"*":                            304,
		`W/"x"`:                        200,
		"":                             200,
	} {
		resp, body := ask(t, s, "GET", "/3/movie/550", "", func(r *http.Request) { r.Header.Set("If-None-Match", header) })
		if resp.StatusCode != want || (want == 304) != (len(body) == 0) {
			t.Errorf("If-None-Match %s: %d with %d bytes, want %d", header, resp.StatusCode, len(body), want)
		}
		if resp.Header.Get("Etag") != etag {
			t.Errorf("If-None-Match %s: no ETag", header)
		}
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	_, plain := ask(t, s, "GET", "/3/movie/550", "", func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") })
	for header, want := range map[string]string{
		"gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "br": "",
	} {
		resp, body := ask(t, s, "GET", "/3/movie/550", "", func(r *http.Request) { r.Header.Set("Accept-Encoding", header) })
		if got := resp.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %s: %q, want %q", header, got, want)
		}
		if want == "gzip" {
			z, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(body, plain) {
			t.Errorf("Accept-Encoding %s: another body", header)
		}
	}
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	run := func() string {
		s := newWorld(t)
		var all bytes.Buffer
		for _, path := range []string{
			"/3/movie/550?append_to_response=credits,images,videos", "/3/authentication/token/new", "/3/authentication/guest_session/new",
			"/3/discover/movie", "/3/tv/1396?append_to_response=season/1,season/1/credits", "/3/search/multi?query=b",
		} {
			resp, body := ask(t, s, "GET", path, "")
			all.WriteString(resp.Header.Get("Etag") + "\n" + string(body) + "\n")
		}
		return all.String()
	}
	if a, b := run(), run(); a != b {
		t.Errorf("first\n%s\nthen\n%s", a, b)
	}
}
