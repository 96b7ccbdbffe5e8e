package proxy

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// rawHost returns the URL of a server that responds to all by the same bytes.
func rawHost(t testing.TB, bytes string) *url.URL {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = conn.Read(make([]byte, 64<<10))
				_, _ = io.WriteString(conn, bytes)
			}()
		}
	}()
	return parsed(t, "http://"+l.Addr().String())
}

// raw returns a response as it is sent, which claims a length.
func raw(status, fields, body string, length int) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", status, fields, length, body)
}

// zeros returns so many bytes of them, packed.
func zeros(n int) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(make([]byte, n))
	_ = z.Close()
	return b.String()
}

// TestOddResponses: what is no response of TMDB's does not go on to a client as one, whether the request
// reads or writes.
func TestOddResponses(t *testing.T) {
	t.Parallel()
	const good, bad = `{"id":550}`, `{"success":false,"status_code":34,"status_message":"not found"}`
	bomb := zeros(2 * largest)
	const packed = "Content-Encoding: gzip\r\n"
	for name, tt := range map[string]struct {
		method, from string
		status       int
		text         string
	}{
		"no status":          {"GET", raw("042 Odd", "", good, len(good)), 502, "responded with 42"},
		"no status, written": {"POST", raw("042 Odd", "", good, len(good)), 502, "responded with 42"},
		"another protocol":   {"GET", raw("101 Switching Protocols", "", good, len(good)), 502, "responded with 101"},
		"999":                {"GET", raw("999 Odd", "", good, len(good)), 502, "responded with 999"},
		"a page, written":    {"POST", raw("200 OK", "", "<p>", 3), 502, "no JSON"},
		"nothing, written":   {"POST", raw("201 Created", "", "", 0), 502, "no JSON"},
		"no content":         {"POST", raw("204 No Content", "", "", 0), 204, ""},
		"half a failure":     {"GET", raw("404 Not Found", "", bad[:30], len(bad)), 404, "404 and no text of its own"},
		"half of one, as it": {"GET", raw("404 Not Found", "", bad[:30], 30), 404, "404 and no text of its own"},
		"a failure":          {"GET", raw("404 Not Found", "", bad, len(bad)), 404, "not found"},
		"half a success":     {"POST", raw("200 OK", "", good[:3], len(good)), 502, "cut off"},
		"too large":          {"GET", raw("200 OK", "", good, largest+1), 502, "too large"},
		"too large, packed":  {"GET", raw("200 OK", packed, bomb, len(bomb)), 502, "too large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t, tmdbtest.NewServer(t), func(c *Config) { c.Upstreams, c.Write = []*url.URL{rawHost(t, tt.from)}, true })
			target := "/3/movie/550"
			if tt.method == http.MethodPost {
				target += "/rating?guest_session_id=g"
			}
			got := p.ask(t, tt.method, target, `{"value":8}`)
			if got.status != tt.status || !strings.Contains(got.body, tt.text) {
				t.Errorf("the response is %d %s", got.status, got.body)
			}
			if tt.status >= http.StatusBadRequest {
				failedIn(t, got)
			}
		})
	}
}

// TestNoImages: what is none is neither passed on nor kept, whatever it says that it is.
func TestNoImages(t *testing.T) {
	t.Parallel()
	const jpeg, kept = "\xff\xd8\xff\xe0 and so on", "Content-Type: image/jpeg\r\nCache-Control: max-age=600\r\n"
	bomb := zeros(2 * largestImage)
	for name, tt := range map[string]struct {
		from   string
		status int
		text   string
	}{
		"one":               {raw("200 OK", kept, jpeg, len(jpeg)), 200, jpeg},
		"a page":            {raw("200 OK", kept, "<html>", 6), 502, "no image"},
		"nothing":           {raw("200 OK", kept, "", 0), 502, "no image"},
		"a part":            {raw("206 Partial Content", kept+"Content-Range: bytes 0-1/9\r\n", jpeg, len(jpeg)), 502, "no image (206)"},
		"half of one":       {raw("200 OK", kept, jpeg, len(jpeg)+1), 502, "cut off"},
		"packed":            {raw("200 OK", kept+"Content-Encoding: br\r\n", jpeg, len(jpeg)), 502, "no image"},
		"too large":         {raw("200 OK", kept, jpeg, largestImage+1), 502, "too large"},
		"too large, packed": {raw("200 OK", kept+"Content-Encoding: gzip\r\n", bomb, len(bomb)), 502, "too large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from := []*url.URL{rawHost(t, tt.from)}
			p := newPair(t, tmdbtest.NewServer(t), func(c *Config) { c.Images = from })
			if got := p.ask(t, "GET", "/t/p/w500/a.jpg", ""); got.status != tt.status || !strings.Contains(got.body, tt.text) {
				t.Errorf("the response is %d %s", got.status, got.body)
			}
			if entries := p.config.Store.(*store.Memory).Bytes(); (entries > 0) != (tt.status == http.StatusOK) {
				t.Errorf("%d bytes are kept", entries)
			}
		})
	}
}
