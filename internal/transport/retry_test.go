package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
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
		cfg    RetryConfig
		req    func(*testing.T) *http.Request
		steps  []func(*http.Request) (*http.Response, error)
		calls  int64
		status int // 0 for errReset
		waited time.Duration
	}{
		{
			name:  "good at once",
			steps: []func(*http.Request) (*http.Response, error){ok(200, "")},
			calls: 1, status: 200,
		},
		{
			name:  "not found is a response",
			steps: []func(*http.Request) (*http.Response, error){ok(404, "")},
			calls: 1, status: 404,
		},
		{
			name:  "501 is one too",
			steps: []func(*http.Request) (*http.Response, error){ok(501, "")},
			calls: 1, status: 501,
		},
		{
			name:  "reset, 429, 500, then good",
			steps: []func(*http.Request) (*http.Response, error){fail(errReset), ok(429, ""), ok(500, ""), ok(200, "")},
			calls: 4, status: 200, waited: 250*time.Millisecond + 500*time.Millisecond + time.Second,
		},
		{
			name:  "502, 503, 504",
			steps: []func(*http.Request) (*http.Response, error){ok(502, ""), ok(503, ""), ok(504, "")},
			calls: 4, status: 504, waited: 1750 * time.Millisecond,
		},
		{
			name:  "the last error",
			steps: []func(*http.Request) (*http.Response, error){ok(500, ""), fail(errReset)},
			calls: 4, waited: 1750 * time.Millisecond,
		},
		{
			name:  "no more attempts",
			cfg:   RetryConfig{Max: -1},
			steps: []func(*http.Request) (*http.Response, error){ok(503, "")},
			calls: 1, status: 503,
		},
		{
			name:  "waits have an upper bound",
			cfg:   RetryConfig{Max: 5, MinWait: time.Second, MaxWait: 3 * time.Second},
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
			cfg:   RetryConfig{MaxWait: time.Minute, MinWait: 2},
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
			name:  "no write after a reset",
			req:   func(t *testing.T) *http.Request { return request(t, "DELETE", target, "") },
			steps: []func(*http.Request) (*http.Response, error){fail(errReset)},
			calls: 1,
		},
		{
			name:  "a write that may be repeated",
			cfg:   RetryConfig{Reads: always},
			req:   func(t *testing.T) *http.Request { return request(t, "PUT", target, "body") },
			steps: []func(*http.Request) (*http.Response, error){fail(errReset), ok(503, ""), ok(200, "")},
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
			cfg:   RetryConfig{Never: always},
			steps: []func(*http.Request) (*http.Response, error){ok(429, "")},
			calls: 1, status: 429,
		},
		{
			name:  "another protocol",
			req:   func(t *testing.T) *http.Request { return request(t, "GET", "ftp://example.test/", "") },
			steps: []func(*http.Request) (*http.Response, error){fail(errReset)},
			calls: 1,
		},
		{
			name:  "no such host",
			steps: []func(*http.Request) (*http.Response, error){fail(fmt.Errorf("%w%w", errReset, &net.DNSError{IsNotFound: true}))},
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
				rt := Retry(tt.cfg)(s)
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
				case tt.status == 0 && !errors.Is(err, errReset):
					t.Errorf("error %v, want %v", err, errReset)
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
				if n := rec.Trace().Attempts; n != int(tt.calls) {
					t.Errorf("%d attempts recorded, want %d", n, tt.calls)
				}
			})
		})
	}
}

func TestRetryKeepsBodies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(ok(429, "slow down", "Retry-After", "3"))
		resp, err := Retry(RetryConfig{Max: 2})(s).RoundTrip(request(t, "POST", target, "rating"))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, resp); got != "slow down" {
			t.Errorf("the last response's body: %q", got)
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
			time.AfterFunc(time.Second, func() { cancel(errReset) })
			start := time.Now()
			_, err := Retry(RetryConfig{})(s).RoundTrip(get(t).WithContext(ctx))
			if !errors.Is(err, errReset) {
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
			_, err := Retry(RetryConfig{})(s).RoundTrip(get(t).WithContext(ctx))
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
			status, body := do(t, Retry(RetryConfig{})(s), get(t).WithContext(ctx))
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
		{"refuses", errReset, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(ok(500, ""), ok(500, ""), ok(200, ""))
				asked := 0
				rt := Retry(RetryConfig{Wait: func(context.Context) error { asked++; return tt.err }})(s)
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
				if left := rt.(*retrier).budget.tokens; tt.err != nil && left != fullBudget {
					t.Errorf("an attempt that was not made is paid for: %d left", left)
				}
			})
		})
	}
}

func TestRetryBodyFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		req := request(t, "POST", target, "body")
		req.GetBody = func() (io.ReadCloser, error) { return nil, errReset }
		if _, err := Retry(RetryConfig{})(serve(ok(429, ""))).RoundTrip(req); !errors.Is(err, errReset) {
			t.Errorf("error %v", err)
		}
	})
}

func TestAttempts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var got []Attempt
		rt := Retry(RetryConfig{
			random: half,
			Report: func(_ *http.Request, e Attempt) { got = append(got, e) },
		})(serve(ok(429, "", "Retry-After", "2"), fail(errReset), ok(200, "")))
		do(t, rt, get(t))
		want := []Attempt{
			{Number: 1, Wait: 2250 * time.Millisecond, Status: 429},
			{Number: 2, Wait: 500 * time.Millisecond, Err: errReset},
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
		{"an outage that takes long", 20, fail(timeout), 4 + 4, 0},
		{"nothing left for one more", 14, ok(503, ""), 4 + 2, 4},
		{"success", 20, ok(200, ""), 4, 24},
		{"success with all there is", fullBudget, ok(200, ""), 4, fullBudget},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.step)
				layer := Retry(RetryConfig{})
				b := layer(s).(*retrier).budget // that of the layer
				b.tokens = tt.budget
				for range 4 {
					resp, err := layer(s).RoundTrip(get(t))
					if err == nil {
						_ = resp.Body.Close()
					}
				}
				if n := s.calls.Load(); n != tt.calls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
				if b.tokens != tt.left {
					t.Errorf("%d left, want %d", b.tokens, tt.left)
				}
			})
		})
	}
}

func TestRetryBudgetComesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Retry(RetryConfig{})(serve(ok(503, ""), ok(503, ""), ok(200, "")))
		do(t, rt, get(t))
		b := rt.(*retrier).budget
		if want := fullBudget - attemptCost; b.tokens != want { // the attempt that succeeded costs nothing
			t.Errorf("%d left, want %d", b.tokens, want)
		}
		do(t, rt, get(t))
		if want := fullBudget - attemptCost + successGain; b.tokens != want {
			t.Errorf("%d left, want %d", b.tokens, want)
		}
	})
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		min, max time.Duration
		number   int
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
		r := &retrier{RetryConfig: RetryConfig{MinWait: tt.min, MaxWait: tt.max, random: nearOne}}
		if got := r.backoff(tt.number); got > tt.want || float64(got) < 0.999999*float64(tt.want) {
			t.Errorf("%v to %v, attempt %d: %v, want %v", tt.min, tt.max, tt.number, got, tt.want)
		}
	}
	real := &retrier{RetryConfig: RetryConfig{}.withDefaults()}
	for range 1000 {
		if wait := real.backoff(1); wait < 0 || wait >= defaultMinWait {
			t.Fatalf("waits %v", wait)
		}
	}
}

// A response with status 2xx that is of no use is repeated as a 502 would be.
func TestRetryUnusable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		cfg    RetryConfig
		req    func(*testing.T) *http.Request
		steps  []step
		calls  int64
		body   string
		err    error   // of reading the body
		events []error // of the attempts that were repeated
	}{
		{"cut off", RetryConfig{}, nil, []step{cut(`{"a":`), ok(200, "{}")}, 2, "{}", nil, []error{io.ErrUnexpectedEOF}},
		{"HTML", RetryConfig{Usable: isJSON}, nil, []step{ok(200, "<html>"), ok(200, "{}")}, 2, "{}", nil, []error{errNoJSON}},
		{
			"HTML again and again", RetryConfig{Usable: isJSON, Max: 2}, nil, []step{ok(203, "<html>")},
			3, "<html>", nil, []error{errNoJSON, errNoJSON},
		},
		{"cut off at last", RetryConfig{Max: 1}, nil, []step{ok(502, "down"), cut("half")}, 2, "half", io.ErrUnexpectedEOF, []error{nil}},
		{"good", RetryConfig{Usable: isJSON}, nil, []step{ok(200, "{}")}, 1, "{}", nil, nil},
		{"no content", RetryConfig{Usable: isJSON}, nil, []step{ok(204, "")}, 1, "", nil, nil},
		{"anything goes", RetryConfig{}, nil, []step{ok(200, "<html>")}, 1, "<html>", nil, nil},
		{"of another status", RetryConfig{Usable: isJSON}, nil, []step{ok(404, "<html>")}, 1, "<html>", nil, nil},
		{
			"HEAD has none", RetryConfig{Usable: isJSON}, func(t *testing.T) *http.Request { return request(t, "HEAD", target, "") },
			[]step{ok(200, "")}, 1, "", nil, nil,
		},
		{
			"a write was done", RetryConfig{Usable: isJSON}, func(t *testing.T) *http.Request { return request(t, "POST", target, "") },
			[]step{ok(200, "<html>")}, 1, "<html>", nil, nil,
		},
		{
			"a write that may be repeated", RetryConfig{Usable: isJSON, Reads: func(*http.Request) bool { return true }},
			func(t *testing.T) *http.Request { return request(t, "POST", target, "") },
			[]step{ok(200, "<html>"), ok(200, "{}")}, 2, "{}", nil, []error{errNoJSON},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var events []error
				tt.cfg.Report = func(_ *http.Request, a Attempt) { events = append(events, a.Err) }
				s := serve(tt.steps...)
				req := get(t)
				if tt.req != nil {
					req = tt.req(t)
				}
				resp, err := Retry(tt.cfg)(s).RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				if string(body) != tt.body || !errors.Is(err, tt.err) {
					t.Errorf("%q, %v", body, err)
				}
				if s.calls.Load() != tt.calls || s.open.Load() != 0 || !slices.Equal(events, tt.events) {
					t.Errorf("%d requests, %d open, events %v", s.calls.Load(), s.open.Load(), events)
				}
			})
		})
	}
}

var errNoJSON = errors.New("not JSON")

func isJSON(resp *http.Response, body []byte) error {
	if resp.StatusCode == http.StatusNoContent || json.Valid(body) {
		return nil
	}
	return errNoJSON
}

// What is too large will be so again.
func TestRetryTooLarge(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "too large"))
	resp, err := Chain(s, Retry(RetryConfig{}), LimitBody(3)).RoundTrip(get(t))
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(resp.Body)
	if _, large := errors.AsType[*BodyTooLargeError](err); !large || s.calls.Load() != 1 {
		t.Errorf("%v after %d requests", err, s.calls.Load())
	}
}

// A body that stalls is waited for as long as its caller waits.
func TestRetryStalledBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(stall(200))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		resp, err := Retry(RetryConfig{})(s).RoundTrip(get(t).WithContext(ctx))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(resp.Body); !errors.Is(err, context.DeadlineExceeded) || s.calls.Load() != 1 {
			t.Errorf("%v after %d requests", err, s.calls.Load())
		}
	})
}

// The statuses of servers and CDNs that say "later".
func TestRetryStatuses(t *testing.T) {
	t.Parallel()
	for status := 400; status < 600; status++ {
		want := int64(1)
		switch {
		case status == 408, status == 429, status == 500, status >= 502 && status <= 504,
			status >= 520 && status <= 527, status == 530:
			want = 2
		}
		synctest.Test(t, func(t *testing.T) {
			s := serve(ok(status, ""), ok(200, ""))
			do(t, Retry(RetryConfig{})(s), get(t))
			if n := s.calls.Load(); n != want {
				t.Errorf("%d: %d requests, want %d", status, n, want)
			}
			if status != 429 && want == 2 { // a write may have been done
				s := serve(ok(status, ""), ok(200, ""))
				do(t, Retry(RetryConfig{})(s), request(t, "POST", target, "body"))
				if n := s.calls.Load(); n != 1 {
					t.Errorf("%d: %d writes", status, n)
				}
			}
		})
	}
}

// A real connection that breaks, and one that is used again after a response that was dropped.
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
	rt := Retry(RetryConfig{MinWait: 1})(base)
	if status, body := do(t, rt, request(t, "GET", srv.URL, "")); status != 200 || body != "good" {
		t.Errorf("%d %q", status, body)
	}
	if calls.Load() != 3 || connections.Load() != 2 {
		t.Errorf("%d calls on %d connections, want 3 on 2", calls.Load(), connections.Load())
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want time.Duration
		ok   bool
	}{
		{"0", 0, true},
		{"10", 10 * time.Second, true},
		{" 10 ", 10 * time.Second, true},
		{"Sun, 01 Mar 2026 12:00:07 GMT", 7 * time.Second, true},
		{"Sunday, 01-Mar-26 12:00:07 GMT", 7 * time.Second, true},
		{"Sun Mar  1 12:00:07 2026", 7 * time.Second, true},
		{"Sun, 01 Mar 2026 11:00:00 GMT", 0, true},
		{"", 0, false},
		{"-5", 0, false},
		{"1.5", 0, false},
		{"2026-03-01T12:00:07Z", 0, false},
		{"soon", 0, false},
	}
	for _, tt := range tests {
		if got, ok := RetryAfter(header("Date", noon.Format(http.TimeFormat), "Retry-After", tt.in)); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
	if wait, ok := RetryAfter(nil); wait != 0 || ok {
		t.Errorf("no header: %v, %v", wait, ok)
	}
}

func TestRetryAfterClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := time.Now().UTC()
		date := func(at time.Time) string { return at.Format(http.TimeFormat) }
		tests := []struct {
			name          string
			date, retryAt string
			want          time.Duration
		}{
			{"our clock", "", date(now.Add(5 * time.Second)), 5 * time.Second},
			{"the server's clock", date(now.Add(time.Hour)), date(now.Add(time.Hour + 5*time.Second)), 5 * time.Second},
			{"a date that is none", "today", date(now.Add(5 * time.Second)), 5 * time.Second},
		}
		for _, tt := range tests {
			header := http.Header{"Retry-After": {tt.retryAt}}
			if tt.date != "" {
				header.Set("Date", tt.date)
			}
			if got, ok := RetryAfter(header); got != tt.want || !ok {
				t.Errorf("%s: %v, %v; want %v", tt.name, got, ok, tt.want)
			}
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"0", "120", "-1", "99999999999", "Sun, 01 Mar 2026 12:00:07 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		wait, ok := RetryAfter(header("Retry-After", value))
		if wait < 0 || !ok && wait != 0 {
			t.Errorf("%q: %v, %v", value, wait, ok)
		}
	})
}

func TestPermanent(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		err  error
		want bool
	}{
		{"reset", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, false},
		{"refused", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, false},
		{"dial timeout", &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, false},
		{"end of file", io.EOF, false},
		{"cut off", io.ErrUnexpectedEOF, false},
		{"anything", errors.New("boom"), false},
		{"name server down", &net.DNSError{IsTemporary: true, IsNotFound: true}, false},
		{"name unknown", &net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, true},
		{"cancelled", fmt.Errorf("wrapped: %w", context.Canceled), true},
		{"certificate", &tls.CertificateVerificationError{Err: x509.HostnameError{}}, true},
		{"authority", x509.UnknownAuthorityError{}, true},
		{"host name", x509.HostnameError{}, true},
		{"expired", x509.CertificateInvalidError{Reason: x509.Expired}, true},
		{"no roots", x509.SystemRootsError{}, true},
		{"no TLS", tls.RecordHeaderError{}, true},
		{"HTTP for HTTPS", http.ErrSchemeMismatch, true},
		{"address", &net.AddrError{}, true},
		{"parse", &net.ParseError{}, true},
		{"invalid address", net.InvalidAddrError("x"), true},
		{"network", net.UnknownNetworkError("x"), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := permanent(t.Context(), tt.err); got != tt.want {
				t.Errorf("%T: %v, want %v", tt.err, got, tt.want)
			}
		})
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if !permanent(ctx, io.EOF) {
		t.Error("an error after the context has ended passes")
	}
}

// What net/http really returns for a server that is not trusted, and for one without TLS.
func TestPermanentServers(t *testing.T) {
	t.Parallel()
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	trusted, plain := httptest.NewUnstartedServer(handler), httptest.NewServer(handler)
	t.Cleanup(plain.Close)
	trusted.Config.ErrorLog = discardLog
	trusted.StartTLS()
	t.Cleanup(trusted.Close)

	for name, target := range map[string]string{
		"not trusted": trusted.URL,
		"no TLS":      "https" + plain.URL[len("http"):],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base := &http.Transport{}
			t.Cleanup(base.CloseIdleConnections)
			_, err := base.RoundTrip(request(t, "GET", target, ""))
			if err == nil || !permanent(t.Context(), err) {
				t.Errorf("%T %v is not permanent", err, err)
			}
		})
	}
}

func TestCanBeSent(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"https://example.test/": true,
		"http://127.0.0.1:80":   true,
		"ftp://example.test/":   false,
		"https:///path":         false,
		"/path":                 false,
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := canBeSent(u); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestBudget(t *testing.T) {
	t.Parallel()
	b := &budget{tokens: 12}
	steps := []struct {
		cost int
		want bool
		left int
	}{
		{5, true, 7},
		{10, false, 7},
		{7, true, 0},
		{1, false, 0},
		{-1, true, 1},
		{1, true, 0},
		{-2 * fullBudget, true, fullBudget},
	}
	for i, s := range steps {
		if got := b.pay(s.cost); got != s.want || b.tokens != s.left {
			t.Errorf("step %d: pay(%d): %v, %d left, want %v, %d", i, s.cost, got, b.tokens, s.want, s.left)
		}
	}
}

// What a server refuses is sent again, however much it is: the gate spares the server, not the
// budget.
func TestRetryBudgetOf429(t *testing.T) {
	t.Parallel()
	for _, retryAfter := range []string{"5", "0", ""} {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			s := serve(func(*http.Request) (*http.Response, error) {
				time.Sleep(time.Second)
				if time.Since(begin) < 2*time.Second {
					return respond(429, "", "Retry-After", retryAfter), nil
				}
				return respond(200, ""), nil
			})
			rt := Retry(RetryConfig{})(s)
			var good atomic.Int64
			var wg sync.WaitGroup
			for range 400 {
				wg.Go(func() {
					if status, _ := do(t, rt, get(t)); status == 200 {
						good.Add(1)
					}
				})
			}
			wg.Wait()
			if n := good.Load(); n != 400 {
				t.Errorf("Retry-After %q: %d of 400 succeed", retryAfter, n)
			}
		})
	}
}
