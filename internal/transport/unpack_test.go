package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestUnpack(t *testing.T) {
	t.Parallel()
	const limit = 400 // more than any of the small ones takes, packed once, by whatever version of Go
	once := string(testkit.Gzip(t, "good"))
	twice := string(testkit.Gzip(t, once))
	thrice := string(testkit.Gzip(t, twice))
	bomb := string(testkit.Gzip(t, string(testkit.Gzip(t, strings.Repeat("x", 1_000_000)))))
	damaged := once[:len(once)-8] + "damaged!"
	tests := []struct {
		name   string
		body   string
		header []string
		want   string
		fails  bool
	}{
		{"plain", "good", nil, "good", false},
		{"empty", "", nil, "", false},
		{"one byte", "\x1f", nil, "\x1f", false},
		{"not named", once, nil, "good", false},
		{"named", once, []string{"Content-Encoding", "gzip"}, "good", false},
		{"named otherwise", once, []string{"Content-Encoding", "X-GZIP"}, "good", false},
		{"called another type", once, []string{"Content-Type", "text/html", "Content-Encoding", "identity"}, "good", false},
		{"twice", twice, nil, "good", false},
		{"thrice, as it says", thrice, []string{"Content-Encoding", "gzip, gzip, gzip"}, "good", false},
		{"once more", string(testkit.Gzip(t, thrice)), nil, once, false},
		{"named and plain", "good", []string{"Content-Encoding", "gzip"}, "good", false},
		{"two members", once + once, nil, "goodgood", false},
		{"only how it begins", once[:2], nil, "", true},
		{"cut off in its header", once[:7], nil, "", true},
		{"cut off", once[:len(once)-9], nil, "good", true},
		{"damaged", damaged, nil, "good", true},
		{"cut off, packed twice", twice[:len(twice)-12], nil, "good", true},
		{"a bomb", bomb, nil, strings.Repeat("x", limit), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for name, wrap := range map[string]func(io.Reader) io.Reader{
				"at once": func(r io.Reader) io.Reader { return r }, "bytes at a time": iotest.OneByteReader, "end with data": iotest.DataErrReader,
			} {
				s := serve(func(*http.Request) (*http.Response, error) {
					resp := respond(200, "", append(tt.header, "Content-Length", strconv.Itoa(len(tt.body)))...)
					resp.Body, resp.ContentLength = io.NopCloser(wrap(strings.NewReader(tt.body))), int64(len(tt.body))
					return resp, nil
				})
				resp, err := Chain(s, LimitBody(limit), Unpack).RoundTrip(get(t))
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(resp.Body)
				if !strings.HasPrefix(tt.want, string(body)) || !tt.fails && string(body) != tt.want || (err != nil) != tt.fails {
					t.Errorf("%s: %.100q, %v; want %.100q", name, body, err, tt.want)
				}
				if got := resp.Header.Get("Content-Encoding"); strings.Contains(strings.ToLower(got), "gzip") {
					t.Errorf("%s: Content-Encoding is %s still", name, got)
				}
				if _ = resp.Body.Close(); s.open.Load() != 0 {
					t.Errorf("%s: the body is open", name)
				}
			}
		})
	}
}

// What cannot be unpacked is a body that was cut off.
func TestUnpackCutOff(t *testing.T) {
	t.Parallel()
	packed := string(testkit.Gzip(t, strings.Repeat("good", 100)))
	for _, length := range []int{2, 9, 12, len(packed) - 1} {
		s := serve(ok(200, packed[:length]), ok(200, packed))
		if status, body := do(t, Chain(s, Retry(RetryConfig{MinWait: 1}), Unpack), get(t)); status != 200 || len(body) != 400 || s.calls.Load() != 2 {
			t.Errorf("%d bytes: %d with %d bytes after %d requests", length, status, len(body), s.calls.Load())
		}
		resp, err := Unpack(serve(ok(200, packed[:length]))).RoundTrip(get(t))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(resp.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d bytes: %v", length, err)
		}
		_ = resp.Body.Close()
	}
}

// A response is there before its body, which may stall; and some have none.
func TestUnpackWaitsForNoBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		resp, err := Unpack(serve(stall(503))).RoundTrip(get(t))
		if err != nil || time.Since(start) != 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		_ = resp.Body.Close()
	})
	if _, err := Unpack(Func(func(*http.Request) (*http.Response, error) { return nil, nil })).RoundTrip(get(t)); err == nil {
		t.Error("no error without a response")
	}
	resp, err := Chain(Func(func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 204}, nil }), LimitBody(1), Unpack).RoundTrip(get(t))
	if err != nil || text(t, resp) != "" || resp.Header == nil {
		t.Errorf("without a body or a header: %v", err)
	}
}

// A server of net/http, asked in every way, and a cache that keeps what was unpacked.
func TestUnpackFromTheNet(t *testing.T) {
	t.Parallel()
	for name, named := range map[string]bool{"named": true, "not named": false} {
		for _, asks := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					if named {
						w.Header().Set("Content-Encoding", "gzip")
					}
					w.Header().Set("Cache-Control", "max-age=60")
					_, _ = w.Write(testkit.Gzip(t, "good"))
				}))
				t.Cleanup(srv.Close)
				base := &http.Transport{DisableCompression: !asks}
				t.Cleanup(base.CloseIdleConnections)
				kept := openStore{}
				rt := Chain(base, Cache(CacheConfig{Store: kept}), Retry(RetryConfig{}), LimitBody(100), Unpack)
				for _, cache := range []string{Miss, Hit} {
					req, rec := recorded(request(t, "GET", srv.URL, ""))
					resp, err := rt.RoundTrip(req)
					if err != nil {
						t.Fatal(err)
					}
					if body := text(t, resp); body != "good" || resp.ContentLength != 4 || rec.Trace().Cache != cache {
						t.Errorf("%q of %d bytes, %s", body, resp.ContentLength, rec.Trace().Cache)
					}
					if got := resp.Header.Get("Content-Encoding"); got != "" {
						t.Errorf("Content-Encoding: %s", got)
					}
				}
				for _, value := range kept {
					if bytes.Contains(value, []byte("\x1f\x8b")) {
						t.Error("the cache holds it packed")
					}
				}
			})
		}
	}
}
