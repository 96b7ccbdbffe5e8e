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
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/store"
)

// slow responds after a second, if it is not given up.
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
		own   func(*http.Request) bool
		a, b  func(*testing.T) *http.Request
		calls int64
	}{
		{"the same", nil, plain, plain, 1},
		{"another URL", nil, plain, with("GET", target+"&c=3", ""), 2},
		{"another credential", nil, with("GET", target, "", "Authorization", "1"), with("GET", target, "", "Authorization", "2"), 2},
		{"another field", nil, plain, with("GET", target, "", "If-None-Match", "1"), 2},
		{"another method", nil, plain, with("HEAD", target, ""), 2},
		{"writes", nil, with("DELETE", target, ""), with("DELETE", target, ""), 2},
		{"with bodies", nil, with("GET", target, "body"), with("GET", target, "body"), 2},
		{"their own", func(*http.Request) bool { return true }, plain, plain, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(slow(ok(200, "body", "X", "1")))
				rt := Coalesce(tt.own)(s)
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
						if tt.calls == 2 && rec.Trace().Shared {
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

func TestCoalesceTrace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Coalesce(nil)(serve(slow(func(req *http.Request) (*http.Response, error) {
			note(req.Context(), func(tr *Trace) { *tr = Trace{Cache: Miss, Attempts: 2} })
			return respond(200, ""), nil
		})))
		var wg sync.WaitGroup
		for i := range 3 {
			wg.Go(func() {
				req, rec := recorded(get(t))
				do(t, rt, req)
				if got, want := rec.Trace(), (Trace{Cache: Miss, Attempts: 2, Shared: i > 0}); got != want {
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
		{"no response", fail(errReset), errReset, ""},
		{"half a response", cut("half"), io.ErrUnexpectedEOF, "half"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(slow(tt.step), ok(200, "good"))
				rt := Coalesce(nil)(s)
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

// Who leaves gets the reason at once. The others get the response, whoever of them began.
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
				rt := Coalesce(nil)(s)
				start := time.Now()
				var wg sync.WaitGroup
				for i, leaves := range tt.leave {
					ctx, cancel := context.WithCancelCause(t.Context())
					defer cancel(nil)
					if leaves {
						time.AfterFunc(time.Second/2, func() { cancel(errReset) })
					}
					wg.Go(func() {
						resp, err := rt.RoundTrip(get(t).WithContext(ctx))
						switch {
						case leaves && (!errors.Is(err, errReset) || time.Since(start) != time.Second/2):
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
	cancel(errReset)
	s := serve(ok(200, ""))
	if _, err := Coalesce(nil)(s).RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, errReset) || s.calls.Load() != 0 {
		t.Errorf("%v, %d calls", err, s.calls.Load())
	}
}

// Callers read the same bytes, each from the beginning.
func TestCoalesceSharesBodies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Coalesce(nil)(serve(slow(ok(200, "body"))))
		bodies := make([]*inmemory.Body, 3)
		var wg sync.WaitGroup
		for i := range bodies {
			wg.Go(func() {
				resp, err := rt.RoundTrip(get(t))
				if err != nil {
					t.Error(err)
					return
				}
				bodies[i] = resp.Body.(*inmemory.Body)
				if got := text(t, resp); got != "body" {
					t.Errorf("%q", got)
				}
			})
		}
		wg.Wait()
		if a, b := bodies[0], bodies[1]; a == b || &a.Data[0] != &b.Data[0] {
			t.Error("a body is copied, or a reader is shared")
		}
	})
}

// What rides in the context of a request shows nothing of it, as transports may log that.
func TestFlightContextTellsNothing(t *testing.T) {
	t.Parallel()
	var shown string
	rt := Coalesce(nil)(serve(func(req *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(req.Context(), time.Minute)
		defer cancel()
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t", "%p"} {
			shown += fmt.Sprintf(verb+verb+verb, req.Context(), ctx, []any{struct{ inner context.Context }{req.Context()}})
		}
		return ok(200, "{}")(req)
	}))
	if status, _ := do(t, rt, request(t, http.MethodGet, target+"&api_key="+secret, "", "Authorization", secret)); status != 200 {
		t.Error(status)
	}
	if shown == "" || strings.Contains(shown, secret) {
		t.Errorf("the context shows %s", shown)
	}
}

// What memory has is there at once, also for who would join a request under way.
func TestCoalesceHits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory := store.NewMemory(1 << 20)
		cached := Cache(CacheConfig{Store: memory})
		s := serve(slow(ok(200, "late")))
		rt := Chain(s, Coalesce(nil), cached)
		var wg sync.WaitGroup
		defer wg.Wait()
		wg.Go(func() {
			if _, err := rt.RoundTrip(get(t)); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		do(t, Chain(serve(ok(200, "kept", "Cache-Control", "max-age=60")), cached), get(t)) // by another client
		start, rec := time.Now(), Recorder{trace: Trace{Attempts: 3, Shared: true}}
		req := get(t)
		if _, body := do(t, rt, req.WithContext(record(req.Context(), &rec))); body != "kept" || time.Since(start) != 0 {
			t.Errorf("%q after %v", body, time.Since(start))
		}
		if got := rec.Trace(); got != (Trace{Cache: Hit}) || s.calls.Load() != 1 {
			t.Errorf("%+v, %d requests", got, s.calls.Load())
		}
	})
}

// A store that may take its time is asked but once for a request.
func TestCoalesceAsksOnce(t *testing.T) {
	t.Parallel()
	counted := &countedStore{Store: store.NewMemory(1 << 20)}
	rt := Chain(serve(ok(200, "{}")), Coalesce(nil), Cache(CacheConfig{Store: counted}))
	if do(t, rt, get(t)); counted.gets.Load() != 1 {
		t.Errorf("it was asked %d times", counted.gets.Load())
	}
}

type countedStore struct {
	store.Store
	gets atomic.Int64
}

func (s *countedStore) Get(ctx context.Context, key string) ([]byte, error) {
	s.gets.Add(1)
	return s.Store.Get(ctx, key)
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
					return respond(200, seen), nil
				})
				rt := Coalesce(clear)(s)
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

// The context of what is sent for several callers has no deadline: it could only move.
func TestCoalesceDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(hang)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := Coalesce(nil)(s).RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		synctest.Wait()
		sent := s.seen().Context()
		if deadline, ok := sent.Deadline(); ok || !errors.Is(sent.Err(), context.Canceled) {
			t.Errorf("deadline %v, %v; error %v", deadline, ok, sent.Err())
		}
	})
}

// What has begun for a caller with little time goes on for one who has more.
func TestCoalesceRetryForThePatient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Chain(serve(slow(ok(429, "", "Retry-After", "10")), ok(200, "good")), Coalesce(nil), Retry(RetryConfig{}))
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
	do(t, Coalesce(nil)(s), get(t).WithContext(context.WithValue(t.Context(), userKey{}, "a")))
	if got := s.seen().Context().Value(userKey{}); got != "a" {
		t.Errorf("value %v", got)
	}
}

// A round tripper that panics does so for each of the callers, who may recover.
func TestCoalescePanic(t *testing.T) {
	t.Parallel()
	bodyPanics := func(*http.Request) (*http.Response, error) {
		resp := respond(200, "")
		resp.Body = io.NopCloser(panickingReader{})
		return resp, nil
	}
	for name, step := range map[string]step{
		"in the round trip": func(*http.Request) (*http.Response, error) { panic(errReset) },
		"in the body":       bodyPanics,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				rt := Coalesce(nil)(Func(slow(step)))
				var panics atomic.Int64
				var wg sync.WaitGroup
				for range 3 {
					wg.Go(func() {
						defer func() {
							if recover() == errReset {
								panics.Add(1)
							}
						}()
						resp, err := rt.RoundTrip(get(t))
						if err == nil {
							_ = resp.Body.Close()
						}
						t.Errorf("no panic: %v", err)
					})
				}
				wg.Wait()
				if n := panics.Load(); n != 3 {
					t.Errorf("%d panics", n)
				}
				if c := rt.(*coalescer); len(c.flights) != 0 {
					t.Errorf("%d in flight", len(c.flights))
				}
			})
		})
	}
}

type panickingReader struct{}

func (panickingReader) Read([]byte) (int, error) { panic(errReset) }

// What panics when its callers have gone ends nothing.
func TestCoalescePanicForNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := Coalesce(nil)(Func(func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second) // it minds no context
			panic(errReset)
		}))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		if _, err := rt.RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		time.Sleep(time.Second)
	})
}

// A round tripper that ends its goroutine, as a test's does that fails, ends its caller's.
func TestCoalesceGoexit(t *testing.T) {
	t.Parallel()
	rt := Coalesce(nil)(Func(func(*http.Request) (*http.Response, error) {
		runtime.Goexit()
		return nil, nil
	}))
	returned := false
	var wg sync.WaitGroup
	req := get(t)
	wg.Go(func() {
		resp, err := rt.RoundTrip(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		returned = true
	})
	wg.Wait()
	if returned {
		t.Error("the caller goes on")
	}
}

// The timeout of an http.Client is that of one caller.
func TestCoalesceClientTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(func(req *http.Request) (*http.Response, error) {
			select {
			case <-req.Cancel: //nolint:staticcheck // where http.Client tells round trippers that it does not know
				return nil, errReset
			case <-time.After(time.Second):
				return respond(200, "body"), nil
			}
		})
		rt := Coalesce(nil)(s)
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
	rt := Coalesce(nil)(serve(ok(200, "body")))
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
