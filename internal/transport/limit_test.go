package transport

import (
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"
)

func TestWaiterRate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		perSecond float64
		burst     int
		requests  int
		want      time.Duration // until the last has passed
	}{
		{"a burst", 10, 5, 5, 0},
		{"one at a time", 10, 1, 11, time.Second},
		{"after the burst", 10, 5, 15, time.Second},
		{"slow", 0.1, 1, 3, 20 * time.Second},
		{"forty", 40, 10, 410, 10 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, how := range []string{"in a row", "at once"} {
				synctest.Test(t, func(t *testing.T) {
					wait := Waiter(rate.NewLimiter(rate.Limit(tt.perSecond), tt.burst))
					start := time.Now()
					var wg sync.WaitGroup
					for range tt.requests {
						if how == "in a row" {
							if err := wait(t.Context()); err != nil {
								t.Error(err)
							}
							continue
						}
						wg.Go(func() {
							if err := wait(t.Context()); err != nil {
								t.Error(err)
							}
						})
					}
					wg.Wait()
					if got := time.Since(start); (got - tt.want).Abs() > time.Microsecond {
						t.Errorf("%s: took %v, want %v", how, got, tt.want)
					}
				})
			}
		})
	}
}

func TestWaiterFillsNoMoreThanBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wait := Waiter(rate.NewLimiter(10, 3))
		time.Sleep(time.Hour)
		start := time.Now()
		for range 4 {
			if err := wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := time.Since(start); got != 100*time.Millisecond {
			t.Errorf("4 of a burst of 3 took %v", got)
		}
	})
}

func TestWaiterOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wait := Waiter(rate.NewLimiter(1, 1))
		var mu sync.Mutex
		var order []int
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				if err := wait(t.Context()); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				order = append(order, i)
			})
			synctest.Wait() // it stands in line
		}
		wg.Wait()
		if !slices.IsSorted(order) {
			t.Errorf("order %v", order)
		}
	})
}

func TestWaiterContext(t *testing.T) {
	t.Parallel()
	t.Run("has ended", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errReset)
		if err := Waiter(rate.NewLimiter(1, 1))(ctx); !errors.Is(err, errReset) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("ends meanwhile", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			wait := Waiter(rate.NewLimiter(1, 1))
			if err := wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(time.Second/2, func() { cancel(errReset) })
			if err := wait(ctx); !errors.Is(err, errReset) || time.Since(start) != time.Second/2 {
				t.Errorf("%v after %v", err, time.Since(start))
			}
			// Who gives up makes room.
			if err := wait(t.Context()); err != nil || time.Since(start) != time.Second {
				t.Errorf("the next: %v after %v", err, time.Since(start))
			}
		})
	})
	t.Run("a deadline that cannot be met", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			wait := Waiter(rate.NewLimiter(1, 1))
			start := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
			defer cancel()
			var wg sync.WaitGroup
			for i := range 5 {
				wg.Go(func() {
					err := wait(ctx)
					if late := i > 2; late != errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("%d: %v", i, err)
					}
					if i > 2 && (time.Since(start) != 0 || !strings.Contains(err.Error(), "rate limit")) {
						t.Errorf("%d knew %v after %v", i, err, time.Since(start))
					}
				})
				synctest.Wait()
			}
			wg.Wait()
		})
	})
}

func TestWaiterHardlyEver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wait := Waiter(rate.NewLimiter(math.SmallestNonzeroFloat64, 1))
		if err := wait(t.Context()); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if err := wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

func TestWaiterOfOthers(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	if err := Waiter(refusal{})(ctx); err != errReset {
		t.Errorf("another limiter: %v", err)
	}
	if err := Waiter(rate.NewLimiter(1, 0))(ctx); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("one that lets nothing pass: %v", err)
	}
	if Waiter(nil) != nil || Waiter((*rate.Limiter)(nil)) != nil {
		t.Error("no limiter waits")
	}
}

type refusal struct{}

func (refusal) Wait(context.Context) error { return errReset }

func TestLimit(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "body"))
	if rt := Limit(nil)(s); rt != s {
		t.Error("no limiter is a layer")
	}
	if status, _ := do(t, Limit(Waiter(rate.NewLimiter(1, 1)))(s), get(t)); status != 200 {
		t.Errorf("status %d", status)
	}

	req := request(t, "POST", target, "body")
	open := &s.open
	open.Add(1)
	req.Body = &countedBody{ReadCloser: io.NopCloser(strings.NewReader("body")), open: open}
	if _, err := Limit(Waiter(refusal{}))(s).RoundTrip(req); !errors.Is(err, errReset) {
		t.Errorf("error %v", err)
	}
	if s.calls.Load() != 1 || open.Load() != 0 {
		t.Errorf("%d calls, %d bodies open", s.calls.Load(), open.Load())
	}
}

func BenchmarkWaiter(b *testing.B) {
	wait := Waiter(rate.NewLimiter(1e12, 1000))
	b.ReportAllocs()
	for b.Loop() {
		if err := wait(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

type waitFor struct{ released chan struct{} }

func (l waitFor) Wait(context.Context) error { <-l.released; return nil }

// What its caller gave up while the limiter, which heeds no context, let it wait is not sent later.
func TestLimitSendsNothingGivenUp(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"GET", "POST"} {
		synctest.Test(t, func(t *testing.T) {
			limiter := waitFor{make(chan struct{})}
			s := serve(ok(200, ""))
			rt := Chain(s, Coalesce(nil), Limit(Waiter(limiter)))
			ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second, errReset)
			defer cancel()
			start := time.Now()
			if _, err := rt.RoundTrip(request(t, method, target, "").WithContext(ctx)); err != errReset || time.Since(start) != time.Second {
				t.Errorf("%s: %v after %v", method, err, time.Since(start))
			}
			close(limiter.released)
			synctest.Wait()
			if n := s.calls.Load(); n != 0 {
				t.Errorf("%s: %d requests", method, n)
			}
		})
	}
}
