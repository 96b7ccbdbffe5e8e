package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// half makes every random wait half of the longest.
func half() float64 { return 0.5 }

func TestRetry(t *testing.T) {
	t.Parallel()
	always := func(*http.Request) bool { return true }
	notReplayable := func(t *testing.T) *http.Request {
		req := request(t, "POST", target, "")
		req.Body = io.NopCloser(strings.NewReader("body"))
		return req
	}
	tests := []struct {
		name   string
		cfg    Retry
		req    func(*testing.T) *http.Request
		steps  []func(*http.Request) (*http.Response, error)
		calls  int64
		status int // 0 for errLost
		waited time.Duration
	}{
		{
			name:  "good at once",
			steps: []func(*http.Request) (*http.Response, error){ok(200, "")},
			calls: 1, status: 200,
		},
		{
			name:  "not found is an answer",
			steps: []func(*http.Request) (*http.Response, error){ok(404, "")},
			calls: 1, status: 404,
		},
		{
			name:  "501 is one too",
			steps: []func(*http.Request) (*http.Response, error){ok(501, "")},
			calls: 1, status: 501,
		},
		{
			name:  "lost, 429, 500, then good",
			steps: []func(*http.Request) (*http.Response, error){fail(errLost), ok(429, ""), ok(500, ""), ok(200, "")},
			calls: 4, status: 200, waited: 250*time.Millisecond + 500*time.Millisecond + time.Second,
		},
		{
			name:  "502, 503, 504",
			steps: []func(*http.Request) (*http.Response, error){ok(502, ""), ok(503, ""), ok(504, "")},
			calls: 4, status: 504, waited: 1750 * time.Millisecond,
		},
		{
			name:  "the last error",
			steps: []func(*http.Request) (*http.Response, error){ok(500, ""), fail(errLost)},
			calls: 4, waited: 1750 * time.Millisecond,
		},
		{
			name:  "no tries",
			cfg:   Retry{Max: -1},
			steps: []func(*http.Request) (*http.Response, error){ok(503, "")},
			calls: 1, status: 503,
		},
		{
			name:  "waits have an upper bound",
			cfg:   Retry{Max: 5, MinWait: time.Second, MaxWait: 3 * time.Second},
			steps: []func(*http.Request) (*http.Response, error){ok(503, "")},
			calls: 6, status: 503, waited: (1 + 2 + 3 + 3 + 3) * time.Second / 2,
		},
		{
			name:  "Retry-After in seconds",
			steps: []func(*http.Request) (*http.Response, error){ok(429, "", "Retry-After", "7"), ok(200, "")},
			calls: 2, status: 200, waited: 7250 * time.Millisecond,
		},
		{
			name:  "Retry-After as a date",
			steps: []func(*http.Request) (*http.Response, error){ok(503, "", "Retry-After", "Sat, 01 Jan 2000 00:00:09 GMT"), ok(200, "")},
			calls: 2, status: 200, waited: 9250 * time.Millisecond,
		},
		{
			name:  "Retry-After 0 does not spin",
			steps: []func(*http.Request) (*http.Response, error){ok(429, "", "Retry-After", "0"), ok(429, "", "Retry-After", "0"), ok(200, "")},
			calls: 3, status: 200, waited: 750 * time.Millisecond,
		},
		{
			name:  "Retry-After that makes no sense",
			steps: []func(*http.Request) (*http.Response, error){ok(429, "", "Retry-After", "-1"), ok(429, "", "Retry-After", "later"), ok(200, "")},
			calls: 3, status: 200, waited: 750 * time.Millisecond,
		},
		{
			name:  "Retry-After that is too long",
			steps: []func(*http.Request) (*http.Response, error){ok(429, "", "Retry-After", "31")},
			calls: 1, status: 429,
		},
		{
			name:  "Retry-After that may be so long",
			cfg:   Retry{MaxRetryAfter: time.Minute, MinWait: 2, MaxWait: 2},
			steps: []func(*http.Request) (*http.Response, error){ok(429, "", "Retry-After", "31"), ok(200, "")},
			calls: 2, status: 200, waited: 31*time.Second + 1,
		},
		{
			name:  "a write after 429",
			req:   func(t *testing.T) *http.Request { return request(t, "POST", target, "body") },
			steps: []func(*http.Request) (*http.Response, error){ok(429, ""), ok(201, "")},
			calls: 2, status: 201, waited: 250 * time.Millisecond,
		},
		{
			name:  "a write without a body after 429",
			req:   func(t *testing.T) *http.Request { return request(t, "DELETE", target, "") },
			steps: []func(*http.Request) (*http.Response, error){ok(429, ""), ok(200, "")},
			calls: 2, status: 200, waited: 250 * time.Millisecond,
		},
		{
			name:  "no write after 503",
			req:   func(t *testing.T) *http.Request { return request(t, "PUT", target, "body") },
			steps: []func(*http.Request) (*http.Response, error){ok(503, "")},
			calls: 1, status: 503,
		},
		{
			name:  "no write after a lost connection",
			req:   func(t *testing.T) *http.Request { return request(t, "DELETE", target, "") },
			steps: []func(*http.Request) (*http.Response, error){fail(errLost)},
			calls: 1,
		},
		{
			name:  "a write that may be repeated",
			cfg:   Retry{Retryable: always},
			req:   func(t *testing.T) *http.Request { return request(t, "PUT", target, "body") },
			steps: []func(*http.Request) (*http.Response, error){fail(errLost), ok(503, ""), ok(200, "")},
			calls: 3, status: 200, waited: 750 * time.Millisecond,
		},
		{
			name:  "a body that is read only once",
			req:   notReplayable,
			steps: []func(*http.Request) (*http.Response, error){ok(429, "")},
			calls: 1, status: 429,
		},
		{
			name:  "never",
			cfg:   Retry{Never: always},
			steps: []func(*http.Request) (*http.Response, error){ok(429, "")},
			calls: 1, status: 429,
		},
		{
			name:  "another protocol",
			req:   func(t *testing.T) *http.Request { return request(t, "GET", "ftp://example.test/", "") },
			steps: []func(*http.Request) (*http.Response, error){fail(errLost)},
			calls: 1,
		},
		{
			name:  "no such host",
			steps: []func(*http.Request) (*http.Response, error){fail(fmt.Errorf("%w%w", errLost, &net.DNSError{IsNotFound: true}))},
			calls: 1,
		},
		{
			name:  "HEAD",
			req:   func(t *testing.T) *http.Request { return request(t, "HEAD", target, "") },
			steps: []func(*http.Request) (*http.Response, error){ok(500, ""), ok(200, "")},
			calls: 2, status: 200, waited: 250 * time.Millisecond,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.steps...)
				tt.cfg.random = half
				rt := NewRetry(tt.cfg)(s)
				req := get(t)
				if tt.req != nil {
					req = tt.req(t)
				}
				req, rec := recorded(req)
				start := time.Now()
				resp, err := rt.RoundTrip(req)
				if waited := time.Since(start); waited != tt.waited {
					t.Errorf("waited %v, want %v", waited, tt.waited)
				}
				switch {
				case tt.status == 0 && !errors.Is(err, errLost):
					t.Errorf("error %v, want %v", err, errLost)
				case tt.status != 0 && err != nil:
					t.Errorf("error %v", err)
				case tt.status != 0:
					if resp.StatusCode != tt.status {
						t.Errorf("status %d, want %d", resp.StatusCode, tt.status)
					}
					_ = resp.Body.Close()
				}
				if n := s.calls.Load(); n != tt.calls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
				if n := s.open.Load(); n != 0 {
					t.Errorf("%d bodies open", n)
				}
				if n := rec.Outcome().Tries; n != int(tt.calls) {
					t.Errorf("%d tries recorded, want %d", n, tt.calls)
				}
			})
		})
	}
}

func TestRetryKeepsBodies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(ok(429, "slow down", "Retry-After", "3"))
		resp, err := NewRetry(Retry{Max: 2})(s).RoundTrip(request(t, "POST", target, "rating"))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, resp); got != "slow down" {
			t.Errorf("the last answer's body: %q", got)
		}
		if got := resp.Header.Get("Retry-After"); got != "3" {
			t.Errorf("Retry-After: %q", got)
		}
		if want := []string{"rating", "rating", "rating"}; !slices.Equal(s.bodies, want) {
			t.Errorf("bodies sent: %q", s.bodies)
		}
	})
}

func TestRetryContext(t *testing.T) {
	t.Parallel()
	t.Run("cancelled while waiting", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(ok(429, "", "Retry-After", "10"))
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(time.Second, func() { cancel(errLost) })
			start := time.Now()
			_, err := NewRetry(Retry{})(s).RoundTrip(get(t).WithContext(ctx))
			if !errors.Is(err, errLost) {
				t.Errorf("error %v, want the cause", err)
			}
			if waited := time.Since(start); waited != time.Second {
				t.Errorf("returned after %v", waited)
			}
			if n := s.open.Load(); n != 0 {
				t.Errorf("%d bodies open", n)
			}
		})
	})
	t.Run("cancelled in flight", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(hang)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err := NewRetry(Retry{})(s).RoundTrip(get(t).WithContext(ctx))
			if !errors.Is(err, context.DeadlineExceeded) || s.calls.Load() != 1 {
				t.Errorf("%v after %d calls", err, s.calls.Load())
			}
		})
	})
	t.Run("a wait beyond the deadline", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(ok(503, "down", "Retry-After", "10"))
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			start := time.Now()
			status, body := do(t, NewRetry(Retry{})(s), get(t).WithContext(ctx))
			if status != 503 || body != "down" || time.Since(start) != 0 {
				t.Errorf("%d %q after %v", status, body, time.Since(start))
			}
		})
	})
}

func TestRetryBefore(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		err   error
		calls int64
	}{
		{"passes", nil, 3},
		{"refuses", errLost, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(ok(500, ""), ok(500, ""), ok(200, ""))
				asked := 0
				rt := NewRetry(Retry{Before: func(context.Context) error { asked++; return tt.err }})(s)
				resp, err := rt.RoundTrip(get(t))
				if !errors.Is(err, tt.err) {
					t.Fatalf("error %v, want %v", err, tt.err)
				}
				if err == nil {
					_ = resp.Body.Close()
				}
				if s.calls.Load() != tt.calls || asked != max(1, int(tt.calls-1)) {
					t.Errorf("%d calls, asked %d times", s.calls.Load(), asked)
				}
				if s.open.Load() != 0 {
					t.Error("a body is open")
				}
				if left := rt.(*retrier).budget.tokens; tt.err != nil && left != defaultBudget {
					t.Errorf("a try that was not made is paid for: %d left", left)
				}
			})
		})
	}
}

func TestRetryBodyFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		req := request(t, "POST", target, "body")
		req.GetBody = func() (io.ReadCloser, error) { return nil, errLost }
		if _, err := NewRetry(Retry{})(serve(ok(429, ""))).RoundTrip(req); !errors.Is(err, errLost) {
			t.Errorf("error %v", err)
		}
	})
}

func TestRetryEvents(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var got []RetryEvent
		rt := NewRetry(Retry{
			random:  half,
			OnRetry: func(_ context.Context, e RetryEvent) { got = append(got, e) },
		})(serve(ok(429, "", "Retry-After", "2"), fail(errLost), ok(200, "")))
		do(t, rt, get(t))
		want := []RetryEvent{
			{Try: 1, Wait: 2250 * time.Millisecond, Status: 429},
			{Try: 2, Wait: 500 * time.Millisecond, Err: errLost},
		}
		if !slices.Equal(got, want) {
			t.Errorf("events %+v, want %+v", got, want)
		}
	})
}

func TestRetryBudget(t *testing.T) {
	t.Parallel()
	timeout := &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}
	tests := []struct {
		name   string
		budget int
		step   func(*http.Request) (*http.Response, error)
		calls  int64 // for 4 requests
		left   int
	}{
		{"an outage", 20, ok(503, ""), 4 + 4, 0},
		{"an outage that takes long", 20, fail(timeout), 4 + 2, 0},
		{"nothing left for one more", 14, ok(503, ""), 4 + 2, 4},
		{"no bound", -1, ok(503, ""), 4 * 4, 0},
		{"success", 20, ok(200, ""), 4, 20},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.step)
				layer := NewRetry(Retry{Budget: tt.budget})
				for range 4 { // the budget is that of the layer
					resp, err := layer(s).RoundTrip(get(t))
					if err == nil {
						_ = resp.Body.Close()
					}
				}
				if n := s.calls.Load(); n != tt.calls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
				if b := layer(s).(*retrier).budget; b != nil && b.tokens != tt.left {
					t.Errorf("%d left, want %d", b.tokens, tt.left)
				}
			})
		})
	}
}

func TestRetryBudgetComesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := NewRetry(Retry{})(serve(ok(503, ""), ok(503, ""), ok(200, "")))
		do(t, rt, get(t))
		b := rt.(*retrier).budget
		if want := defaultBudget - tryCost; b.tokens != want { // the try that succeeded costs nothing
			t.Errorf("%d left, want %d", b.tokens, want)
		}
		do(t, rt, get(t))
		if want := defaultBudget - tryCost + successGain; b.tokens != want {
			t.Errorf("%d left, want %d", b.tokens, want)
		}
	})
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		min, max time.Duration
		try      int
		want     time.Duration
	}{
		{time.Second, time.Minute, 1, time.Second},
		{time.Second, time.Minute, 6, 32 * time.Second},
		{time.Second, time.Minute, 7, time.Minute},
		{time.Second, time.Minute, math.MaxInt, time.Minute},
		{time.Minute, time.Second, 1, time.Second},
		{1, math.MaxInt64, math.MaxInt, math.MaxInt64},
	}
	for _, tt := range tests {
		nearOne := func() float64 { return math.Nextafter(1, 0) }
		r := &retrier{Retry: Retry{MinWait: tt.min, MaxWait: tt.max, random: nearOne}}
		if got := r.backoff(tt.try); got > tt.want || float64(got) < 0.999999*float64(tt.want) {
			t.Errorf("%v to %v, try %d: %v, want %v", tt.min, tt.max, tt.try, got, tt.want)
		}
	}
	real := &retrier{Retry: Retry{}.withDefaults()}
	for range 1000 {
		if wait := real.backoff(1); wait < 0 || wait >= defaultMinWait {
			t.Fatalf("waits %v", wait)
		}
	}
}

// A real connection that breaks, and one that is used again after an answer that was dropped.
func TestRetryConnections(t *testing.T) {
	t.Parallel()
	var calls, connections atomic.Int64
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch calls.Add(1) {
		case 1:
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_ = conn.Close()
			}
		case 2:
			w.WriteHeader(503)
			_, _ = io.WriteString(w, "try later")
		default:
			_, _ = io.WriteString(w, "good")
		}
	}))
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			connections.Add(1)
		}
	}
	srv.Start()
	t.Cleanup(srv.Close)
	base := &http.Transport{}
	t.Cleanup(base.CloseIdleConnections)
	rt := NewRetry(Retry{MinWait: 1})(base)
	if status, body := do(t, rt, request(t, "GET", srv.URL, "")); status != 200 || body != "good" {
		t.Errorf("%d %q", status, body)
	}
	if calls.Load() != 3 || connections.Load() != 2 {
		t.Errorf("%d calls on %d connections, want 3 on 2", calls.Load(), connections.Load())
	}
}
