package transport

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
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
	wait := Waiter(rate.NewLimiter(1e6, 100))
	client := http.Client{Timeout: time.Minute, Transport: Chain(network,
		Credentials(func(u *url.URL) bool { return "http://"+u.Host == srv.URL }),
		Coalesce(nil),
		Cache(CacheConfig{Store: store.NewMemory(1 << 20)}),
		Limit(wait),
		Retry(RetryConfig{MinWait: 1, Wait: wait}),
		LimitBody(1<<20),
	)}
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		seen  = map[Trace]int{}
		total int
	)
	for i := range 20 {
		user := []string{"one", "two"}[i%2]
		wg.Go(func() {
			for range 10 {
				req, rec := recorded(request(t, "GET", srv.URL+"/"+secret, "", "Authorization", user))
				resp, err := client.Do(req)
				if err != nil {
					t.Error(err)
					return
				}
				trace := rec.Trace()
				mu.Lock()
				total++
				seen[Trace{Cache: trace.Cache, Attempts: trace.Attempts}]++
				mu.Unlock()
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
	for _, want := range []Trace{{Cache: Hit}, {Cache: Miss, Attempts: 2}, {Cache: Miss, Attempts: 1}} {
		if seen[want] == 0 {
			t.Errorf("none of the traces %v is %+v", seen, want)
		}
	}
	if total != 200 || len(seen) != 3 {
		t.Errorf("%d requests with traces %v, want 200", total, seen)
	}
}
