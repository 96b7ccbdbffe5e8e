package transport

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/store"
)

func TestChainOrder(t *testing.T) {
	t.Parallel()
	var order []string
	layer := func(name string) Layer {
		return func(next http.RoundTripper) http.RoundTripper {
			return Func(func(req *http.Request) (*http.Response, error) {
				order = append(order, name)
				return next.RoundTrip(req)
			})
		}
	}
	rt := Chain(serve(ok(200, "body")), layer("a"), nil, layer("b"), layer("c"))
	if status, body := do(t, rt, get(t)); status != 200 || body != "body" {
		t.Errorf("response: %d %q", status, body)
	}
	if want := []string{"a", "b", "c"}; !slices.Equal(order, want) {
		t.Errorf("order: %v, want %v", order, want)
	}
}

type idleCloser struct {
	http.RoundTripper
	closed bool
}

func (c *idleCloser) CloseIdleConnections() { c.closed = true }

func TestChainClosesIdleConnections(t *testing.T) {
	t.Parallel()
	base := &idleCloser{}
	client := http.Client{Transport: Chain(base, Retry(RetryConfig{}))}
	client.CloseIdleConnections()
	if !base.closed {
		t.Error("the base was not told")
	}
	client.Transport = Chain(serve())
	client.CloseIdleConnections() // a base that has no such thing
}

func TestChainDefaultBase(t *testing.T) {
	t.Parallel()
	if c := Chain(nil).(*chain); c.first != http.DefaultTransport {
		t.Errorf("base: %T", c.first)
	}
}

// All layers in their order, over a network: a server that is down at first, many callers, two
// users.
func TestChainWhole(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if calls.Add(1) == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=3600")
		gzipped(w, r.Header.Get("Authorization"))
	}))
	t.Cleanup(srv.Close)
	network := &http.Transport{}
	t.Cleanup(network.CloseIdleConnections)
	var out lockedBuffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	wait := Waiter(rate.NewLimiter(1e6, 100))
	client := http.Client{Timeout: time.Minute, Transport: Chain(network,
		Log(silent(LogConfig{Logger: logger})),
		Credentials(func(u *url.URL) bool { return "http://"+u.Host == srv.URL }),
		Coalesce(nil),
		Cache(CacheConfig{Store: store.NewMemory(1 << 20)}),
		Limit(wait),
		Retry(RetryConfig{MinWait: 1, Wait: wait}),
		LimitBody(1<<20),
	)}
	var wg sync.WaitGroup
	for i := range 20 {
		user := []string{"one", "two"}[i%2]
		wg.Go(func() {
			for range 10 {
				resp, err := client.Do(request(t, "GET", srv.URL+"/"+secret, "", "Authorization", user))
				if err != nil {
					t.Error(err)
					return
				}
				if got := text(t, resp); resp.StatusCode != 200 || got != user {
					t.Errorf("%d, user %s got the response of %q", resp.StatusCode, user, got)
				}
			}
		})
	}
	wg.Wait()
	if n := calls.Load(); n != 3 {
		t.Errorf("%d calls, want one for each user and one that failed", n)
	}
	logged := out.String()
	if n := strings.Count(logged, "\n"); n != 200 {
		t.Errorf("%d records, want 200", n)
	}
	for _, want := range []string{"cache=hit", "cache=miss attempts=2", "cache=miss attempts=1"} {
		if !strings.Contains(logged, want) {
			t.Errorf("no record has %s", want)
		}
	}
	if strings.Contains(logged, secret) {
		t.Error("a secret is logged")
	}
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func BenchmarkChain(b *testing.B) {
	wait := Waiter(rate.NewLimiter(1e12, 1000))
	rt := Chain(serve(ok(200, "body")),
		Log(LogConfig{}), Credentials(nil), Limit(wait), Retry(RetryConfig{}), LimitBody(1<<20))
	req := get(b)
	b.ReportAllocs()
	for b.Loop() {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
}
