package transport

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/store"
)

func TestLimitBody(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		method string
		limit  int64
		body   string
		length int64
		want   string
		large  bool
	}{
		{"empty", "GET", 5, "", -1, "", false},
		{"less", "GET", 5, "abc", -1, "abc", false},
		{"just fits", "GET", 5, "abcde", -1, "abcde", false},
		{"just fits, as it says", "GET", 5, "abcde", 5, "abcde", false},
		{"one too many", "GET", 5, "abcdef", -1, "abcde", true},
		{"far too many", "GET", 5, strings.Repeat("x", 10000), -1, "xxxxx", true},
		{"too many, as it says", "GET", 5, "abcdef", 6, "", true},
		{"HEAD has no body", "HEAD", 5, "", 6, "", false},
		{"no limit", "GET", 0, "abcdef", 6, "abcdef", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for name, wrap := range map[string]func(io.Reader) io.Reader{
				"bytes at a time": iotest.OneByteReader,
				"end with data":   iotest.DataErrReader,
			} {
				s := serve(func(*http.Request) (*http.Response, error) {
					resp := respond(200, "")
					resp.Body = io.NopCloser(wrap(strings.NewReader(tt.body)))
					resp.ContentLength = tt.length
					return resp, nil
				})
				resp, err := LimitBody(tt.limit)(s).RoundTrip(request(t, tt.method, target, ""))
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(resp.Body)
				if string(body) != tt.want {
					t.Errorf("%s: body %q, want %q", name, body, tt.want)
				}
				large, is := errors.AsType[*BodyTooLargeError](err)
				if is != tt.large || is && large.Limit != tt.limit || !is && err != nil {
					t.Errorf("%s: error %v", name, err)
				}
				if n, again := resp.Body.Read(make([]byte, 8)); tt.large && (n != 0 || again != err) {
					t.Errorf("%s: read on: %d, %v", name, n, again)
				}
				if err := resp.Body.Close(); err != nil || s.open.Load() != 0 {
					t.Errorf("%s: close: %v, %d open", name, err, s.open.Load())
				}
			}
		})
	}
}

func TestLimitBodyEdges(t *testing.T) {
	t.Parallel()
	if _, err := LimitBody(1)(serve(fail(errReset))).RoundTrip(get(t)); !errors.Is(err, errReset) {
		t.Errorf("error %v", err)
	}
	noBody := Func(func(*http.Request) (*http.Response, error) { return &http.Response{}, nil })
	if resp, err := LimitBody(1)(noBody).RoundTrip(get(t)); err != nil || resp.Body == nil {
		t.Errorf("no body: %v, %v", resp.Body, err)
	}
	resp, err := LimitBody(1)(serve(ok(200, "x"))).RoundTrip(get(t))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := resp.Body.Read(nil); n != 0 || err != nil {
		t.Errorf("reading nothing: %d, %v", n, err)
	}
	if text(t, resp) != "x" {
		t.Error("the body has gone")
	}
	if got := (&BodyTooLargeError{Limit: 42}).Error(); !strings.Contains(got, "42 bytes") {
		t.Errorf("the error does not say the limit: %s", got)
	}
}

// A small response that unpacks to a large one.
func TestLimitBodyGzip(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.Copy(z, io.LimitReader(zeros{}, 1<<20))
		_ = z.Close()
	}))
	t.Cleanup(srv.Close)
	base := &http.Transport{}
	t.Cleanup(base.CloseIdleConnections)

	for _, limit := range []int64{1 << 16, 1 << 20} {
		resp, err := LimitBody(limit)(base).RoundTrip(request(t, "GET", srv.URL, ""))
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		_, large := errors.AsType[*BodyTooLargeError](err)
		if n != limit || large != (limit < 1<<20) {
			t.Errorf("limit %d: %d bytes, %v", limit, n, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestBuffer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		body   io.Reader
		length int64
		want   string
		err    error
	}{
		{"empty", strings.NewReader(""), -1, "", nil},
		{"of a length not told", strings.NewReader("abcde"), -1, "abcde", nil},
		{"of the length it says", strings.NewReader("abcde"), 5, "abcde", nil},
		{"of another length", strings.NewReader("abcde"), 7, "abcde", nil},
		{"cut off", io.MultiReader(strings.NewReader("abc"), failingReader{errReset}), -1, "abc", errReset},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve()
			s.open.Add(1)
			resp := respond(200, "")
			resp.Body = &countedBody{ReadCloser: io.NopCloser(tt.body), open: &s.open}
			resp.ContentLength = tt.length
			b := *inmemory.Read(resp)
			if n := s.open.Load(); n != 0 {
				t.Errorf("%d bodies open", n)
			}
			if tt.err == nil && resp.ContentLength != int64(len(tt.want)) || tt.err != nil && resp.ContentLength != tt.length {
				t.Errorf("length %d", resp.ContentLength)
			}
			again := b
			for _, body := range []io.ReadCloser{resp.Body, &again} {
				got, err := io.ReadAll(body)
				if !errors.Is(err, tt.err) || string(got) != tt.want {
					t.Errorf("body %q, %v", got, err)
				}
				if err := body.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
		})
	}
}

func TestBufferMemory(t *testing.T) {
	t.Parallel()
	data := []byte("abcde")
	resp := respond(200, "")
	resp.Body = &inmemory.Body{Data: data}
	if b := inmemory.Read(resp); &b.Data[0] != &data[0] {
		t.Error("a body in memory is copied")
	}
	_, _ = io.CopyN(io.Discard, resp.Body, 2)
	if b := inmemory.Read(resp); string(b.Data) != "cde" {
		t.Errorf("a body that was read from: %q", b.Data)
	}
	resp.Body = http.NoBody
	if b := inmemory.Read(resp); b.Err != nil || len(b.Data) != 0 {
		t.Errorf("no body: %+v", b)
	}
}

func TestFault(t *testing.T) {
	t.Parallel()
	for _, want := range []error{nil, errReset, ErrFailed} {
		resp := respond(200, "body")
		checks := 0
		usable := func(*http.Response, []byte) error { checks++; return want }
		for range 2 {
			if err := fault(usable, resp); err != want {
				t.Errorf("fault %v, want %v", err, want)
			}
			if err := unusable(usable, resp); (err != nil) != (want == errReset) {
				t.Errorf("%v makes it unusable: %v", want, err)
			}
		}
		if checks != 1 {
			t.Errorf("%d checks", checks)
		}
	}
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }

// hungBody comes never, whatever is done with it.
type hungBody struct{ ctx context.Context }

func (b hungBody) Read([]byte) (int, error) { <-b.ctx.Done(); return 0, io.EOF }
func (b hungBody) Close() error             { <-b.ctx.Done(); return nil }

type panickingBody struct{}

func (panickingBody) Read([]byte) (int, error) { panic(errReset) }
func (panickingBody) Close() error             { return nil }

// A response that is dropped is not waited for when its body stalls.
func TestDrop(t *testing.T) {
	t.Parallel()
	stale := func(s *server) http.RoundTripper {
		return Cache(CacheConfig{Store: store.NewMemory(1 << 20), StaleIfError: time.Hour})(s)
	}
	retry := func(s *server) http.RoundTripper { return Retry(RetryConfig{MinWait: 1})(s) }
	first := ok(200, "first", "Etag", `"1"`, "Cache-Control", "max-age=0")
	tests := []struct {
		name  string
		layer func(*server) http.RoundTripper
		steps []step
		body  string // of the last response
		calls int    // to the layer
	}{
		{"before the next attempt", retry, []step{stall(503), stall(429), ok(200, "good")}, "good", 1},
		{"given up", retry, []step{stall(503), ok(404, "gone")}, "gone", 1},
		{"stale instead", stale, []step{first, stall(503)}, "first", 2},
		{"confirmed", stale, []step{first, stall(304)}, "first", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.steps...)
				rt := tt.layer(s)
				start, body := time.Now(), ""
				for range tt.calls {
					_, body = do(t, rt, get(t))
				}
				if took := time.Since(start); body != tt.body || took > time.Second {
					t.Errorf("%q after %v", body, took)
				}
				if synctest.Wait(); s.open.Load() != 0 {
					t.Errorf("%d bodies open", s.open.Load())
				}
			})
		})
	}

	t.Run("cannot even be closed", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			start := time.Now()
			drop(&http.Response{Body: hungBody{ctx}})
			if took := time.Since(start); took != drainTime {
				t.Errorf("after %v", took)
			}
		})
	})
	t.Run("panics", func(t *testing.T) {
		t.Parallel()
		defer func() {
			if value := recover(); value != errReset {
				t.Errorf("panic %v, want that of the body", value)
			}
		}()
		drop(&http.Response{Body: panickingBody{}})
	})
}
