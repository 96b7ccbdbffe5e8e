package wrapper

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

func TestOptionsRefuse(t *testing.T) {
	t.Parallel()
	for want, opt := range map[string]Option{
		"WithTimeout: the timeout is -1ns: want a positive one, or 0 for none": WithTimeout(-1),
		"WithStart: the function is nil: want one":                             WithStart(nil),
		"WithMiddleware: the function is nil: want one":                        WithMiddleware(nil),
		"WithMiddleware: the function returned nil: want a transport":          WithMiddleware(func(http.RoundTripper) http.RoundTripper { return nil }),
		"an option is nil":                                               Options(WithTimeout(1), nil),
		"WithTimeout: the timeout is -2ns: want":                         Options(WithTimeout(1), WithTimeout(-2)),
		"WithMaxBody: bytes is 0: want 1 or more":                        WithMaxBody(0),
		"WithMaxBody: bytes is -1":                                       WithMaxBody(-1),
		"WithLogger: the logger is nil":                                  WithLogger(nil),
		"WithUserAgent: userAgent is empty":                              WithUserAgent(" "),
		"WithUserAgent: userAgent is empty or holds a line end":          WithUserAgent("a\r\nX-Y: b"),
		"WithCache: the store is nil: want one such as NewMemoryCache":   WithCache(nil),
		"WithCache: NewMemoryCache has -1 bytes: want a positive number": WithCache(NewMemoryCache(-1)),
		"WithStaleIfError: the duration is -1ns: want a positive one":    WithStaleIfError(-1),
		"WithStaleIfError: there is no cache to take responses from":     WithStaleIfError(time.Hour),
	} {
		client, err := New(testToken, opt)
		if client != nil || !errors.Is(err, ErrInvalid) || !strings.HasPrefix(err.Error(), "tmdb: "+want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// TestTimeout: all of a call counts, its waits included; a context may end it before.
func TestTimeout(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts     []Option
		deadline time.Duration
		want     time.Duration // 0: it does not end by itself
	}{
		"default":            {nil, 0, 30 * time.Second},
		"shorter":            {[]Option{WithTimeout(5 * time.Second)}, 0, 5 * time.Second},
		"context":            {nil, 2 * time.Second, 2 * time.Second},
		"context is longer":  {nil, time.Hour, 30 * time.Second},
		"none but context":   {[]Option{WithTimeout(0)}, time.Hour, time.Hour},
		"of the HTTP client": {[]Option{withSlowHTTP(7 * time.Second)}, 0, 7 * time.Second},
		"before that":        {[]Option{withSlowHTTP(7 * time.Second), WithTimeout(8 * time.Second)}, 0, 8 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client, err := New(testToken, append([]Option{withSlowHTTP(0)}, test.opts...)...)
				if err != nil {
					t.Fatal(err)
				}
				ctx := t.Context()
				if test.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.deadline)
					defer cancel()
				}
				begun := time.Now()
				_, err = client.Movies.Details(ctx, 550, nil)
				if took := time.Since(begun); !errors.Is(err, context.DeadlineExceeded) || took != test.want {
					t.Errorf("got %v after %v, want an end after %v", err, took, test.want)
				}
			})
		})
	}
}

// withSlowHTTP uses an HTTP client that waits for ever.
func withSlowHTTP(timeout time.Duration) Option {
	return WithHTTPClient(&http.Client{Timeout: timeout, Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		<-req.Context().Done()
		return nil, req.Context().Err()
	})})
}

// TestTimeoutOfRetries: tries that each end in time do not go on beyond it.
func TestTimeoutOfRetries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var tries atomic.Int64
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			select {
			case <-time.After(9 * time.Second):
			case <-r.Context().Done():
			}
			w.WriteHeader(http.StatusBadGateway)
		})
		begun := time.Now()
		_, err := client.Movies.Details(t.Context(), 550, nil)
		if took := time.Since(begun); err == nil || took > 30*time.Second || tries.Load() > 4 {
			t.Errorf("got %v after %v and %d tries", err, took, tries.Load())
		}
	})
}

func TestWithMaxBody(t *testing.T) {
	t.Parallel()
	body := `{"id":550,"title":"` + strings.Repeat("x", 100) + `"}`
	for name, test := range map[string]struct {
		status int
		limit  int64
		want   string
	}{
		"just fits": {200, int64(len(body)), ""},
		"too large": {200, int64(len(body)) - 1, "larger than the limit of 120 bytes"},
		"a failure": {404, 10, "404 Not Found"},
	} {
		client := newTestClient(t, testkit.Respond(test.status, jsonType, body), WithMaxBody(test.limit))
		_, err := client.Movies.Details(t.Context(), 550, nil)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case test.want != "" && err == nil:
			t.Errorf("%s: no error", name)
		case err != nil:
			testkit.WantText(t, err.Error(), "tmdb: GET /3/movie/550: ", test.want)
		}
	}
}

func TestUserAgent(t *testing.T) {
	t.Parallel()
	var got string
	handler := func(w http.ResponseWriter, r *http.Request) {
		got = r.UserAgent()
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}
	for name, test := range map[string]struct {
		opts []Option
		want string
	}{
		"default":   {nil, "tmdb-go/devel"},
		"own":       {[]Option{WithUserAgent("moviebot/1.2 (+https://moviebot.example)")}, "moviebot/1.2 (+https://moviebot.example)"},
		"an editor": {[]Option{WithDefaults(header("User-Agent", "x"))}, "x"},
	} {
		client := newFakeClient(t, handler, test.opts...)
		if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil || got != test.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, test.want)
		}
	}
}
