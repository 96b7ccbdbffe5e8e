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
)

func newLimiter(t testing.TB, perSecond float64, burst int) Limiter {
	t.Helper()
	l, err := NewLimiter(perSecond, burst)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNewLimiterRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		perSecond float64
		burst     int
		want      string
	}{
		{0, 1, "perSecond"},
		{-1, 1, "perSecond"},
		{math.NaN(), 1, "perSecond"},
		{math.Inf(1), 1, "perSecond"},
		{40, 0, "burst"},
		{40, -1, "burst"},
	}
	for _, tt := range tests {
		l, err := NewLimiter(tt.perSecond, tt.burst)
		if l != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, %d: %v, %v", tt.perSecond, tt.burst, l, err)
		}
	}
}

func TestLimiterRate(t *testing.T) {
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
					l := newLimiter(t, tt.perSecond, tt.burst)
					start := time.Now()
					var wg sync.WaitGroup
					for range tt.requests {
						if how == "in a row" {
							if err := l.Wait(t.Context()); err != nil {
								t.Error(err)
							}
							continue
						}
						wg.Go(func() {
							if err := l.Wait(t.Context()); err != nil {
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

func TestLimiterFillsNoMoreThanBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(t, 10, 3)
		time.Sleep(time.Hour)
		start := time.Now()
		for range 4 {
			if err := l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := time.Since(start); got != 100*time.Millisecond {
			t.Errorf("4 of a burst of 3 took %v", got)
		}
	})
}

func TestLimiterOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(t, 1, 1)
		var mu sync.Mutex
		var order []int
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				if err := l.Wait(t.Context()); err != nil {
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

func TestLimiterContext(t *testing.T) {
	t.Parallel()
	t.Run("has ended", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errLost)
		if err := newLimiter(t, 1, 1).Wait(ctx); !errors.Is(err, errLost) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a deadline that cannot be met", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			l := newLimiter(t, 1, 1)
			start := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
			defer cancel()
			var wg sync.WaitGroup
			for i := range 5 {
				wg.Go(func() {
					err := l.Wait(ctx)
					if late := i > 2; late != errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("%d: %v", i, err)
					}
					if i > 2 && time.Since(start) != 0 {
						t.Errorf("%d knew after %v", i, time.Since(start))
					}
				})
				synctest.Wait()
			}
			wg.Wait()
		})
	})
	t.Run("who gives up makes room", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			l := newLimiter(t, 1, 1)
			if err := l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			ctx, cancel := context.WithCancel(t.Context())
			var wg sync.WaitGroup
			for range 3 { // the one with the turn, and two behind
				wg.Go(func() {
					if err := l.Wait(ctx); !errors.Is(err, context.Canceled) {
						t.Errorf("error %v", err)
					}
					if time.Since(start) != 500*time.Millisecond {
						t.Errorf("gave up after %v", time.Since(start))
					}
				})
			}
			synctest.Wait()
			wg.Go(func() {
				if err := l.Wait(t.Context()); err != nil {
					t.Error(err)
				}
				if time.Since(start) != time.Second {
					t.Errorf("passed after %v, want the first token", time.Since(start))
				}
			})
			synctest.Wait()
			time.Sleep(500 * time.Millisecond)
			cancel()
			wg.Wait()
			if b := l.(*bucket); b.waiting != 0 || len(b.turn) != 0 {
				t.Errorf("%d wait, %d have the turn", b.waiting, len(b.turn))
			}
		})
	})
}

func TestLimiterHardlyEver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(t, math.SmallestNonzeroFloat64, 1)
		if err := l.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if err := l.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

type refusal struct{}

func (refusal) Wait(context.Context) error { return errLost }

func TestLimit(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "body"))
	if rt := Limit(nil)(s); rt != s {
		t.Error("no limiter is a layer")
	}
	if status, _ := do(t, Limit(newLimiter(t, 1, 1))(s), get(t)); status != 200 {
		t.Errorf("status %d", status)
	}

	req := request(t, "POST", target, "body")
	open := &s.open
	open.Add(1)
	req.Body = &countedBody{ReadCloser: io.NopCloser(strings.NewReader("body")), open: open}
	if _, err := Limit(refusal{})(s).RoundTrip(req); !errors.Is(err, errLost) {
		t.Errorf("error %v", err)
	}
	if s.calls.Load() != 1 || open.Load() != 0 {
		t.Errorf("%d calls, %d bodies open", s.calls.Load(), open.Load())
	}
}

func BenchmarkLimiter(b *testing.B) {
	l := newLimiter(b, 1e12, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if err := l.Wait(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
