package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"
)

// banned responds with 429 and what is left of a ban of ten seconds, then with 200, after a
// latency.
func banned(latency time.Duration, during *atomic.Int64) step {
	end := time.Now().Add(10 * time.Second)
	return func(*http.Request) (*http.Response, error) {
		time.Sleep(latency)
		if left := time.Until(end); left > 0 {
			during.Add(1)
			return respond(429, "", "Retry-After", strconv.Itoa(int((left+time.Second-1)/time.Second))), nil
		}
		return respond(200, "good"), nil
	}
}

// A thousand calls at once, to a server that lets nothing pass for ten seconds.
func TestGateIsForAll(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		latency time.Duration
		limit   bool
		timeout time.Duration
		during  int64 // the most requests while the server takes none
		within  time.Duration
	}{
		{"an instant server", 0, true, time.Hour, 40, 36 * time.Second},
		{"a real one", 50 * time.Millisecond, true, time.Hour, 42, 37 * time.Second}, // those on their way
		{"little time", 50 * time.Millisecond, true, 30 * time.Second, 42, 30 * time.Second},
		{"no limit", 50 * time.Millisecond, false, 30 * time.Second, 1000, 11 * time.Second},
		{"no limit, one before", 0, false, 30 * time.Second, 1, 11 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var during atomic.Int64
				s := serve(banned(tt.latency, &during))
				var wait func(context.Context) error
				if tt.limit {
					wait = Waiter(rate.NewLimiter(40, 40))
				}
				rt := Chain(s, Coalesce(nil), Limit(wait), Retry(RetryConfig{Wait: wait}))
				start := time.Now()
				var second [40]atomic.Int64 // requests after the ban
				var wg sync.WaitGroup
				for i := range 1000 {
					wg.Go(func() {
						ctx, cancel := context.WithTimeout(t.Context(), tt.timeout)
						defer cancel()
						req := request(t, "GET", target+"&page="+strconv.Itoa(i), "")
						if status, _ := do(t, rt, req.WithContext(ctx)); status != 200 {
							t.Errorf("status %d after %v", status, time.Since(start))
						}
						second[int(time.Since(start)/time.Second)].Add(1)
					})
					if tt.during == 1 && i == 0 {
						synctest.Wait()
					}
				}
				wg.Wait()
				if n := during.Load(); n > tt.during {
					t.Errorf("%d requests during the ban, want at most %d", n, tt.during)
				}
				if took := time.Since(start); took > tt.within {
					t.Errorf("took %v", took)
				}
				if tt.limit {
					for i := range second {
						if n := second[i].Load(); n > 100 {
							t.Errorf("%d requests in second %d", n, i)
						}
					}
				}
			})
		})
	}
}

func TestGate(t *testing.T) {
	t.Parallel()
	const other = "https://other.test/"
	tests := []struct {
		name       string
		cfg        RetryConfig
		retryAfter string
		url        string
		after      time.Duration // before the second call
		timeout    time.Duration // of the second call
		status     int           // of the second call, 0 for an error
		waited     time.Duration
		left       time.Duration // that the error tells
		late       bool          // whether the error is of the deadline
	}{
		{"waits", RetryConfig{}, "10", target, 0, time.Minute, 200, 10 * time.Second, 0, false},
		{"waits for what is left", RetryConfig{}, "10", target, 4 * time.Second, time.Minute, 200, 6 * time.Second, 0, false},
		{"is over", RetryConfig{}, "10", target, 10 * time.Second, time.Minute, 200, 0, 0, false},
		{"too late", RetryConfig{}, "10", target, time.Second, 9 * time.Second, 0, 0, 9 * time.Second, true},
		{"too long", RetryConfig{}, "40", target, time.Second, time.Hour, 0, 0, 39 * time.Second, false},
		{"too long at first", RetryConfig{}, "40", target, 10 * time.Second, time.Hour, 200, 30 * time.Second, 0, false},
		{"may be so long", RetryConfig{MaxWait: time.Hour}, "40", target, 0, time.Hour, 200, 40 * time.Second, 0, false},
		{"a day is a minute", RetryConfig{MaxWait: time.Hour}, "86400", target, 0, time.Hour, 200, time.Minute, 0, false},
		{"another server", RetryConfig{}, "10", other, 0, time.Minute, 200, 0, 0, false},
		{"no time told", RetryConfig{}, "", target, 0, time.Minute, 200, 250 * time.Millisecond, 0, false},
		{"no retries", RetryConfig{Max: -1}, "10", target, 0, time.Minute, 200, 0, 0, false},
		{"at once", RetryConfig{}, "0", target, 0, time.Minute, 200, 250 * time.Millisecond, 0, false},
		{"no time told, too late", RetryConfig{}, "", target, 0, 100 * time.Millisecond, 0, 0, 250 * time.Millisecond, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(ok(429, "", "Retry-After", tt.retryAfter), ok(200, ""))
				tt.cfg.random = func() float64 { return 0.5 }
				layer := Retry(tt.cfg)
				rt := layer(s)
				begin := time.Now()
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Microsecond, cancel) // the first caller leaves
				if resp, err := rt.RoundTrip(get(t).WithContext(ctx)); err == nil {
					_ = resp.Body.Close()
				}
				time.Sleep(time.Until(begin.Add(tt.after)))

				ctx, cancel = context.WithTimeout(t.Context(), tt.timeout)
				defer cancel()
				body := &readBody{}
				req := request(t, "PUT", tt.url, "")
				req.Body = body
				start := time.Now()
				resp, err := layer(s).RoundTrip(req.WithContext(ctx)) // the gate is the layer's
				if waited := time.Since(start).Round(time.Millisecond); waited != tt.waited {
					t.Errorf("waited %v, want %v", waited, tt.waited)
				}
				if tt.status == 0 {
					e, ok := errors.AsType[*TooManyRequestsError](err)
					if !ok || e.RetryAfter.Round(time.Millisecond) != tt.left || errors.Is(err, context.DeadlineExceeded) != tt.late {
						t.Fatalf("error %v", err)
					}
					if s.calls.Load() != 1 || !body.closed {
						t.Errorf("%d requests, body closed %v", s.calls.Load(), body.closed)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if _ = resp.Body.Close(); resp.StatusCode != tt.status {
					t.Errorf("status %d", resp.StatusCode)
				}
			})
		})
	}
}

type readBody struct{ closed bool }

func (*readBody) Read([]byte) (int, error) { return 0, io.EOF }
func (b *readBody) Close() error           { b.closed = true; return nil }

func TestGateContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		g.shut("host", 10*time.Second)
		g.shut("host", time.Second) // opens nothing
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(2*time.Second, func() { cancel(errReset) })
		if held, err := g.wait(ctx, "host", time.Minute); !held || err != errReset {
			t.Errorf("%v, %v", held, err)
		}
		if held, err := g.wait(t.Context(), "host", time.Minute); !held || err != nil {
			t.Errorf("%v, %v", held, err)
		}
		if held, err := g.wait(t.Context(), "host", time.Minute); held || err != nil {
			t.Errorf("opened: %v, %v, %v", held, err, g.until)
		}
	})
}
