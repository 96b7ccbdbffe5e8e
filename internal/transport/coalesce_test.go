package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// slow answers after a second, if it is not given up.
func slow(then step) step {
	return func(req *http.Request) (*http.Response, error) {
		select {
		case <-time.After(time.Second):
			return then(req)
		case <-req.Context().Done():
			return nil, context.Cause(req.Context())
		}
	}
}

func TestCoalesce(t *testing.T) {
	t.Parallel()
	plain := func(t *testing.T) *http.Request { return get(t) }
	with := func(method, url, body string, header ...string) func(*testing.T) *http.Request {
		return func(t *testing.T) *http.Request { return request(t, method, url, body, header...) }
	}
	tests := []struct {
		name  string
		cfg   Coalesce
		a, b  func(*testing.T) *http.Request
		calls int64
	}{
		{"the same", Coalesce{}, plain, plain, 1},
		{"another URL", Coalesce{}, plain, with("GET", target+"&c=3", ""), 2},
		{"another credential", Coalesce{}, with("GET", target, "", "Authorization", "1"), with("GET", target, "", "Authorization", "2"), 2},
		{"another field", Coalesce{}, plain, with("GET", target, "", "If-None-Match", "1"), 2},
		{"another method", Coalesce{}, plain, with("HEAD", target, ""), 2},
		{"writes", Coalesce{}, with("DELETE", target, ""), with("DELETE", target, ""), 2},
		{"with bodies", Coalesce{}, with("GET", target, "body"), with("GET", target, "body"), 2},
		{"never", Coalesce{Never: func(*http.Request) bool { return true }}, plain, plain, 2},
		{
			"apart by a function", Coalesce{KeyFunc: func(r *http.Request) string { return fmt.Sprint(r.Context().Value(userKey{})) }},
			plain,
			func(t *testing.T) *http.Request {
				return get(t).WithContext(context.WithValue(t.Context(), userKey{}, "b"))
			},
			2,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(slow(ok(200, "body", "X", "1")))
				rt := NewCoalesce(tt.cfg)(s)
				var wg sync.WaitGroup
				for _, make := range []func(*testing.T) *http.Request{tt.a, tt.b} {
					wg.Go(func() {
						req, rec := recorded(make(t))
						resp, err := rt.RoundTrip(req)
						if err != nil {
							t.Error(err)
							return
						}
						resp.Header.Set("X", "mine") // under -race: it is a copy
						if body := text(t, resp); body != "body" || tt.calls == 1 && (resp.Request != req || resp.ContentLength != 4) {
							t.Errorf("%q, %+v", body, resp)
						}
						if tt.calls == 2 && rec.Outcome().Shared {
							t.Error("shared")
						}
					})
				}
				wg.Wait()
				if n := s.calls.Load(); n != tt.calls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
				if n := s.open.Load(); n != 0 {
					t.Errorf("%d bodies open", n)
				}
				if c := rt.(*coalescer); len(c.flights) != 0 {
					t.Errorf("%d in flight", len(c.flights))
				}
			})
		})
	}
}

type userKey struct{}

func TestCoalesceOutcome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := NewCoalesce(Coalesce{})(serve(slow(func(req *http.Request) (*http.Response, error) {
			record(req.Context(), func(o *Outcome) { *o = Outcome{Cache: Miss, Tries: 2} })
			return answer(200, ""), nil
		})))
		var wg sync.WaitGroup
		for i := range 3 {
			wg.Go(func() {
				req, rec := recorded(get(t))
				do(t, rt, req)
				if got, want := rec.Outcome(), (Outcome{Cache: Miss, Tries: 2, Shared: i > 0}); got != want {
					t.Errorf("%d: %+v, want %+v", i, got, want)
				}
			})
			synctest.Wait()
		}
		wg.Wait()
	})
}

func TestCoalesceFailures(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		step step
		want error
		body string
	}{
		{"no answer", fail(errLost), errLost, ""},
		{"half an answer", cut("half"), io.ErrUnexpectedEOF, "half"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(slow(tt.step), ok(200, "good"))
				rt := NewCoalesce(Coalesce{})(s)
				var wg sync.WaitGroup
				for range 3 {
					wg.Go(func() {
						resp, err := rt.RoundTrip(get(t))
						var body []byte
						if err == nil {
							body, err = io.ReadAll(resp.Body)
							_ = resp.Body.Close()
						}
						if !errors.Is(err, tt.want) || string(body) != tt.body {
							t.Errorf("%q, %v", body, err)
						}
					})
				}
				wg.Wait()
				if _, body := do(t, rt, get(t)); body != "good" || s.calls.Load() != 2 {
					t.Errorf("later: %q, %d calls", body, s.calls.Load())
				}
				if s.open.Load() != 0 {
					t.Error("a body is open")
				}
			})
		})
	}
}

// Who leaves gets the reason at once. The others get the answer, whoever of them began.
func TestCoalesceLeaving(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		leave   []bool // which of the callers
		calls   int64
		stopped bool // whether the fetch is given up
	}{
		{"the first", []bool{true, false, false}, 1, false},
		{"another", []bool{false, true, false}, 1, false},
		{"all", []bool{true, true, true}, 1, true},
		{"the only one", []bool{true}, 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var stopped bool
				s := serve(func(req *http.Request) (*http.Response, error) {
					resp, err := slow(ok(200, "body"))(req)
					stopped = err != nil
					return resp, err
				})
				rt := NewCoalesce(Coalesce{})(s)
				start := time.Now()
				var wg sync.WaitGroup
				for i, leaves := range tt.leave {
					ctx, cancel := context.WithCancelCause(t.Context())
					defer cancel(nil)
					if leaves {
						time.AfterFunc(time.Second/2, func() { cancel(errLost) })
					}
					wg.Go(func() {
						resp, err := rt.RoundTrip(get(t).WithContext(ctx))
						switch {
						case leaves && (!errors.Is(err, errLost) || time.Since(start) != time.Second/2):
							t.Errorf("%d left: %v after %v", i, err, time.Since(start))
						case !leaves && err != nil:
							t.Errorf("%d: %v", i, err)
						case !leaves:
							if body := text(t, resp); body != "body" {
								t.Errorf("%d: %q", i, body)
							}
						}
					})
					synctest.Wait()
				}
				wg.Wait()
				synctest.Wait()
				if s.calls.Load() != tt.calls || stopped != tt.stopped || s.open.Load() != 0 {
					t.Errorf("%d calls, stopped %v, %d open", s.calls.Load(), stopped, s.open.Load())
				}
				// Nobody joins what was given up.
				do(t, rt, get(t))
			})
		})
	}
}

func TestCoalesceGone(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errLost)
	s := serve(ok(200, ""))
	if _, err := NewCoalesce(Coalesce{})(s).RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, errLost) || s.calls.Load() != 0 {
		t.Errorf("%v, %d calls", err, s.calls.Load())
	}
}

// A body that is too large to share.
func TestCoalesceLargeBody(t *testing.T) {
	t.Parallel()
	large := slow(ok(200, "large body"))
	t.Run("each has it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(large)
			rt := NewCoalesce(Coalesce{MaxBody: 5})(s)
			var wg sync.WaitGroup
			for range 3 {
				wg.Go(func() {
					if _, body := do(t, rt, get(t)); body != "large body" {
						t.Errorf("%q", body)
					}
				})
			}
			wg.Wait()
			if s.calls.Load() != 3 || s.open.Load() != 0 {
				t.Errorf("%d calls, %d open", s.calls.Load(), s.open.Load())
			}
		})
	})
	t.Run("it ends with its reader", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(large)
			ctx, cancel := context.WithCancel(t.Context())
			resp, err := NewCoalesce(Coalesce{MaxBody: 5})(s).RoundTrip(get(t).WithContext(ctx))
			if err != nil {
				t.Fatal(err)
			}
			sent := s.seen().Context()
			if sent.Err() != nil {
				t.Error("the fetch has ended before its body")
			}
			cancel()
			synctest.Wait()
			if sent.Err() == nil {
				t.Error("the fetch goes on for a caller who has gone")
			}
			if err := resp.Body.Close(); err != nil || s.open.Load() != 0 {
				t.Errorf("close: %v, %d open", err, s.open.Load())
			}
		})
	})
	t.Run("nobody is left to read it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(func(req *http.Request) (*http.Response, error) {
				time.Sleep(time.Second) // it minds no context
				return answer(200, "large body"), nil
			})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
			defer cancel()
			_, err := NewCoalesce(Coalesce{MaxBody: 5})(s).RoundTrip(get(t).WithContext(ctx))
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("error %v", err)
			}
			time.Sleep(time.Second)
			if s.open.Load() != 0 {
				t.Error("the body is open")
			}
		})
	})
	t.Run("another leaves while it is read", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(large)
			c := NewCoalesce(Coalesce{MaxBody: 5})(s).(*coalescer)
			f, _ := c.join(get(t))
			_, _ = c.join(get(t))
			<-f.done
			resp, err := c.answer(f, get(t), true)
			if err != nil {
				t.Fatal(err)
			}
			c.leave(f)
			if s.open.Load() != 1 || f.ctx.Err() != nil {
				t.Errorf("%d open, context %v", s.open.Load(), f.ctx.Err())
			}
			if body := text(t, resp); body != "large body" || s.open.Load() != 0 {
				t.Errorf("%q, %d open", body, s.open.Load())
			}
		})
	})
	t.Run("its reader leaves as it lands", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := serve(ok(200, "large body"))
			c := NewCoalesce(Coalesce{MaxBody: 5})(s).(*coalescer)
			f, _ := c.join(get(t))
			<-f.done
			c.leave(f)
			if s.open.Load() != 0 || f.ctx.Err() == nil {
				t.Errorf("%d open, context %v", s.open.Load(), f.ctx.Err())
			}
		})
	})
}

// Who has seen a change done must not be given what was read before it.
func TestCoalesceReadsItsWrites(t *testing.T) {
	t.Parallel()
	clear := func(r *http.Request) bool { return r.URL.Path == "/clear" }
	for name, write := range map[string]func(*testing.T) *http.Request{
		"write":             func(t *testing.T) *http.Request { return request(t, "POST", target, "x") },
		"a GET that writes": func(t *testing.T) *http.Request { return request(t, "GET", "https://example.test/clear", "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				value := "old"
				s := serve(func(req *http.Request) (*http.Response, error) {
					mu.Lock()
					if req.Method == "POST" || clear(req) {
						value = "new"
					}
					seen := value
					mu.Unlock()
					if req.Method == "GET" && !clear(req) {
						time.Sleep(time.Second)
					}
					return answer(200, seen), nil
				})
				rt := NewCoalesce(Coalesce{Never: clear})(s)
				var wg sync.WaitGroup
				wg.Go(func() {
					if _, body := do(t, rt, get(t)); body != "old" {
						t.Errorf("before: %q", body)
					}
				})
				synctest.Wait()
				do(t, rt, write(t))
				for range 2 {
					wg.Go(func() {
						if _, body := do(t, rt, get(t)); body != "new" {
							t.Errorf("after: %q", body)
						}
					})
				}
				wg.Wait()
				if s.calls.Load() != 3 {
					t.Errorf("%d calls", s.calls.Load())
				}
			})
		})
	}
}

func TestCoalesceDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		in := func(d time.Duration) context.Context {
			ctx, cancel := context.WithTimeout(t.Context(), d)
			t.Cleanup(cancel)
			return ctx
		}
		c := newFlightContext(in(2 * time.Second))
		defer c.cancel()
		steps := []struct {
			join context.Context
			want time.Duration
		}{
			{nil, 2 * time.Second},
			{in(time.Second), 2 * time.Second},
			{in(3 * time.Second), 3 * time.Second},
			{t.Context(), 0},
			{in(time.Second), 0},
		}
		for i, s := range steps {
			if s.join != nil {
				c.extend(s.join)
			}
			deadline, ok := c.Deadline()
			if ok != (s.want > 0) || ok && deadline.Sub(start) != s.want {
				t.Errorf("step %d: %v, %v", i, deadline.Sub(start), ok)
			}
		}
	})
}

// With a retry inside, a caller with little time learns what the server said, not that time is up.
func TestCoalesceRetryKnowsDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(ok(429, "slow down", "Retry-After", "10"))
		rt := Chain(s, NewCoalesce(Coalesce{}), NewRetry(Retry{}))
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if status, body := do(t, rt, get(t).WithContext(ctx)); status != 429 || body != "slow down" {
			t.Errorf("%d %q", status, body)
		}
	})
}

// And what has begun for a caller with little time goes on for one who has more.
func TestCoalesceRetryForThePatient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Chain(serve(slow(ok(429, "", "Retry-After", "10")), ok(200, "good")), NewCoalesce(Coalesce{}), NewRetry(Retry{}))
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := rt.RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the first: %v", err)
			}
		})
		synctest.Wait()
		if status, body := do(t, rt, get(t)); status != 200 || body != "good" {
			t.Errorf("%d %q", status, body)
		}
		wg.Wait()
	})
}

func TestCoalesceKeepsValues(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, ""))
	do(t, NewCoalesce(Coalesce{})(s), get(t).WithContext(context.WithValue(t.Context(), userKey{}, "a")))
	if got := s.seen().Context().Value(userKey{}); got != "a" {
		t.Errorf("value %v", got)
	}
}

// A round tripper that ends its goroutine, as a test's does that fails.
func TestCoalesceGoexit(t *testing.T) {
	t.Parallel()
	rt := NewCoalesce(Coalesce{})(Func(func(*http.Request) (*http.Response, error) {
		runtime.Goexit()
		return nil, nil
	}))
	if _, err := rt.RoundTrip(get(t)); err == nil || !strings.Contains(err.Error(), "without an answer") {
		t.Errorf("error %v", err)
	}
}

// The timeout of an http.Client is that of one caller.
func TestCoalesceClientTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(func(req *http.Request) (*http.Response, error) {
			select {
			case <-req.Cancel: // where http.Client tells round trippers that it does not know
				return nil, errLost
			case <-time.After(time.Second):
				return answer(200, "body"), nil
			}
		})
		rt := NewCoalesce(Coalesce{})(s)
		impatient, patient := http.Client{Transport: rt, Timeout: time.Second / 2}, http.Client{Transport: rt}
		var wg sync.WaitGroup
		wg.Go(func() {
			resp, err := impatient.Do(get(t))
			if err == nil {
				_ = resp.Body.Close()
			}
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient: %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			resp, err := patient.Do(get(t))
			if err != nil {
				t.Errorf("the patient: %v", err)
				return
			}
			if body := text(t, resp); body != "body" {
				t.Errorf("the patient: %q", body)
			}
		})
		wg.Wait()
		if s.calls.Load() != 1 {
			t.Errorf("%d calls", s.calls.Load())
		}
	})
}

func BenchmarkCoalesce(b *testing.B) {
	rt := NewCoalesce(Coalesce{})(serve(ok(200, "body")))
	req := get(b, "Authorization", "Bearer "+secret, "Accept", "application/json", "User-Agent", "x")
	b.ReportAllocs()
	for b.Loop() {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
}
