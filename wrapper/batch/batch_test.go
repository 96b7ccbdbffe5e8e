package batch_test

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

// upTo yields 0 to n-1 and counts what was taken.
func upTo(n int, taken *atomic.Int64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			taken.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

func TestForEach(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		keys    int
		opts    []batch.Option
		workers int
		inOrder bool
	}{
		"as they come":         {50, nil, 8, false},
		"in order":             {50, []batch.Option{batch.InOrder()}, 8, true},
		"one worker":           {20, []batch.Option{batch.Workers(1)}, 1, true},
		"three in order":       {50, []batch.Option{batch.Workers(3), batch.InOrder()}, 3, true},
		"more workers than do": {5, []batch.Option{batch.Workers(100)}, 5, false},
		"no keys":              {0, nil, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var taken atomic.Int64
				var mu sync.Mutex
				running, most := 0, 0
				count := func(n int) {
					mu.Lock()
					defer mu.Unlock()
					running += n
					most = max(most, running)
				}
				odd := errors.New("odd")
				call := func(ctx context.Context, n int) (int, error) {
					count(1)
					defer count(-1)
					// Later keys are sooner done.
					if err := testkit.Wait(ctx, time.Second+time.Duration(test.keys-n)*time.Millisecond); err != nil {
						return 0, err
					}
					if n%2 == 1 {
						return 0, odd
					}
					return n * n, nil
				}
				var keys []int
				for got := range batch.ForEach(t.Context(), upTo(test.keys, &taken), call, test.opts...) {
					keys = append(keys, got.Key)
					if got.Key%2 == 1 {
						if got.Err != odd || got.Value != 0 {
							t.Errorf("%+v", got)
						}
					} else if got.Err != nil || got.Value != got.Key*got.Key {
						t.Errorf("%+v", got)
					}
				}
				if most != test.workers {
					t.Errorf("%d at a time, want %d", most, test.workers)
				}
				if slices.IsSorted(keys) != test.inOrder {
					t.Errorf("came as %v", keys)
				}
				slices.Sort(keys)
				if len(slices.Compact(keys)) != test.keys {
					t.Errorf("%d keys, want %d", len(keys), test.keys)
				}
			})
		})
	}
}

// TestForEachIsFast: the workers never wait for each other.
func TestForEachIsFast(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var taken atomic.Int64
		start := time.Now()
		for range batch.ForEach(t.Context(), upTo(80, &taken), func(ctx context.Context, _ int) (int, error) {
			return 0, testkit.Wait(ctx, time.Second)
		}) {
		}
		if got := time.Since(start); got != 10*time.Second {
			t.Errorf("took %v, want 10s", got)
		}
	})
}

// TestForEachBounds: keys are taken as they are needed and no more, whoever is slow.
func TestForEachBounds(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]batch.Option{"as they come": nil, "in order": {batch.InOrder()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var taken atomic.Int64
				seen := int64(0)
				for got := range batch.ForEach(t.Context(), upTo(1000000, &taken), func(ctx context.Context, n int) (int, error) {
					if n == 0 {
						return n, testkit.Wait(ctx, time.Hour) // holds up all the others if they are in order
					}
					return n, nil
				}, append(opts, batch.Workers(4))...) {
					seen++
					time.Sleep(time.Second)
					if ahead := taken.Load() - seen; ahead > 8 {
						t.Fatalf("%d keys are taken ahead of the loop", ahead)
					}
					if seen == 100 {
						break
					}
					_ = got
				}
			})
		})
	}
}

// TestForEachBreak: leaving the loop ends the calls and waits for that: the bubble fails if one is left.
func TestForEachBreak(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var taken, cancelled atomic.Int64
		start := time.Now()
		for range batch.ForEach(t.Context(), upTo(1000, &taken), func(ctx context.Context, n int) (int, error) {
			if n == 0 {
				return 0, testkit.Wait(ctx, time.Second)
			}
			err := testkit.Wait(ctx, time.Hour)
			cancelled.Add(1)
			return 0, err
		}) {
			break
		}
		if got := time.Since(start); got != time.Second || cancelled.Load() < 7 {
			t.Errorf("took %v, with %d calls ended", got, cancelled.Load())
		}
	})
}

// TestForEachCancel: one key is taken after the end of the context, to tell that there are more, and
// none that was is lost.
func TestForEachCancel(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]batch.Option{"as they come": nil, "in order": {batch.InOrder()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
				defer cancel()
				var taken atomic.Int64
				start := time.Now()
				good, bad := 0, 0
				for got := range batch.ForEach(ctx, upTo(1000000, &taken), func(ctx context.Context, n int) (int, error) {
					return n, testkit.Wait(ctx, time.Second)
				}, append(opts, batch.Workers(4))...) {
					switch {
					case got.Err == nil:
						good++
					case errors.Is(got.Err, context.DeadlineExceeded):
						bad++
					default:
						t.Error(got.Err)
					}
				}
				if got := time.Since(start); got != 2500*time.Millisecond || good != 8 || int64(good+bad) != taken.Load() {
					t.Errorf("%d and %d of %d after %v", good, bad, taken.Load(), got)
				}
			})
		})
	}
}

// TestForEachIsNeverPartial: wherever the context ends, the loop has all keys or an error of it.
func TestForEachIsNeverPartial(t *testing.T) {
	t.Parallel()
	const keys = 20
	for name, opts := range map[string][]batch.Option{"as they come": nil, "in order": {batch.InOrder()}, "one": {batch.Workers(1)}} {
		for end := range keys + 1 {
			ctx, cancel := context.WithCancel(t.Context())
			var taken atomic.Int64
			good, bad := 0, 0
			if end == 0 {
				cancel()
			}
			for got := range batch.ForEach(ctx, upTo(keys, &taken), func(context.Context, int) (int, error) { return 0, nil }, opts...) {
				if got.Err == nil {
					good++
				} else if bad++; !errors.Is(got.Err, context.Canceled) {
					t.Error(got.Err)
				}
				if good+bad == end {
					cancel()
				}
			}
			cancel()
			if good < keys && bad == 0 || end == 0 && bad != 1 || int64(good+bad) != taken.Load() {
				t.Errorf("%s, ended at %d: %d and %d of %d keys", name, end, good, bad, taken.Load())
			}
		}
	}
}

// TestForEachStartsNoMoreThanNeeded: there are no more workers than keys. It runs alone, for it counts
// all that there are.
func TestForEachStartsNoMoreThanNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range batch.ForEach(t.Context(), slices.Values([]int{1, 2, 3}), func(ctx context.Context, n int) (int, error) {
			return 0, testkit.Wait(ctx, time.Duration(n)*time.Second)
		}, batch.Workers(1000)) {
			var stacks strings.Builder
			if err := pprof.Lookup("goroutine").WriteTo(&stacks, 2); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(stacks.String(), "/wrapper/batch.(*batch[...]).work("); n < 1 || n > 3 {
				t.Errorf("%d workers for 3 keys", n)
			}
		}
	})
}

// TestForEachPanic: the loop panics like the call, and nothing is left running.
func TestForEachPanic(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var taken, running atomic.Int64
		defer func() {
			if got := recover(); got != "boom" || running.Load() != 0 {
				t.Errorf("recovered %v with %d calls under way, want boom and none", got, running.Load())
			}
		}()
		for range batch.ForEach(t.Context(), upTo(100, &taken), func(ctx context.Context, n int) (int, error) {
			running.Add(1)
			defer running.Add(-1)
			if n == 3 {
				panic("boom")
			}
			err := testkit.Wait(ctx, time.Hour)
			time.Sleep(time.Minute) // it takes a while to end
			return n, err
		}) {
			t.Error("there was an outcome")
		}
		t.Error("the loop ended")
	})
}

// TestForEachExit: so does a call that ends its goroutine, as a test that fails does.
func TestForEachExit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan bool)
		go func() {
			defer close(ended)
			var taken atomic.Int64
			for range batch.ForEach(t.Context(), upTo(100, &taken), func(ctx context.Context, n int) (int, error) {
				if n == 3 {
					runtime.Goexit()
				}
				return n, testkit.Wait(ctx, time.Hour)
			}) {
			}
			t.Error("the loop ended")
		}()
		<-ended
	})
}

// TestForEachKeysPanic: keys are taken by the loop itself.
func TestForEachKeysPanic(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		defer func() {
			if got := recover(); got != "no more" {
				t.Errorf("recovered %v", got)
			}
		}()
		for range batch.ForEach(t.Context(), func(yield func(int) bool) {
			_ = yield(1) && yield(2)
			panic("no more")
		}, func(ctx context.Context, n int) (int, error) { return n, testkit.Wait(ctx, time.Hour) }) {
		}
		t.Error("the loop ended")
	})
}

func TestForEachRefuses(t *testing.T) {
	t.Parallel()
	call := func(context.Context, int) (int, error) { panic("called") }
	keys := slices.Values([]int{1})
	for name, test := range map[string]struct {
		keys iter.Seq[int]
		call func(context.Context, int) (int, error)
		opts []batch.Option
		want string
	}{
		"no keys":     {nil, call, nil, "keys are nil"},
		"no call":     {keys, nil, nil, "call is nil"},
		"no option":   {keys, call, []batch.Option{nil}, "an option is nil"},
		"too many":    {keys, call, []batch.Option{batch.Workers(1 << 40)}, "workers are 1099511627776: want 1 or more, and no more than 10000"},
		"no workers":  {keys, call, []batch.Option{batch.Workers(0)}, "workers are 0: want 1 or more"},
		"total of -1": {keys, call, []batch.Option{batch.TotalKeys(-1)}, "total keys are -1"},
	} {
		n := 0
		for got := range batch.ForEach(t.Context(), test.keys, test.call, test.opts...) {
			n++
			if !errors.Is(got.Err, tmdb.ErrInvalid) || !strings.Contains(got.Err.Error(), test.want) {
				t.Errorf("%s: %+v", name, got)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d outcomes", name, n)
		}
	}
}

// TestForEachProgress: keys are reported, not what the calls report.
func TestForEachProgress(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		opts  []batch.Option
		total int64
	}{{nil, -1}, {[]batch.Option{batch.TotalKeys(3)}, 3}, {[]batch.Option{batch.TotalKeys(3), batch.InOrder()}, 3}} {
		var told [][2]int64
		ctx := tmdb.OnProgress(t.Context(), func(done, total int64) { told = append(told, [2]int64{done, total}) })
		call := func(ctx context.Context, id int) (int, error) {
			tmdb.ReportProgress(ctx, 20, 60) // as an iterator over pages does
			return id, nil
		}
		for got := range batch.ForEach(ctx, slices.Values([]int{5, 6, 7}), call, test.opts...) {
			if got.Err != nil || got.Value != got.Key {
				t.Errorf("%+v", got)
			}
		}
		if want := [][2]int64{{1, test.total}, {2, test.total}, {3, test.total}}; !slices.Equal(told, want) {
			t.Errorf("was told %v, want %v", told, want)
		}
	}
}

// TestForEachWithoutContext: a context that is nil is one that does not end, as for single calls.
func TestForEachWithoutContext(t *testing.T) {
	t.Parallel()
	var none context.Context
	for got := range batch.ForEach(none, slices.Values([]int{1}), func(ctx context.Context, n int) (int, error) { return n, ctx.Err() }) {
		if got.Err != nil {
			t.Error(got.Err)
		}
	}
}

// TestForEachTwice: the sequence may be used again, as the keys may.
func TestForEachTwice(t *testing.T) {
	t.Parallel()
	seq := batch.ForEach(t.Context(), slices.Values([]string{"a", "b"}), func(_ context.Context, key string) (string, error) {
		return key + key, nil
	}, batch.InOrder())
	for range 2 {
		var got string
		for o := range seq {
			got += o.Value
		}
		if got != "aabb" {
			t.Errorf("got %q", got)
		}
	}
}

func BenchmarkForEach(b *testing.B) {
	keys := make([]int, 1000)
	call := func(context.Context, int) (int, error) { return 0, nil }
	for name, opts := range map[string][]batch.Option{"as they come": nil, "in order": {batch.InOrder()}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for got := range batch.ForEach(b.Context(), slices.Values(keys), call, opts...) {
					if got.Err != nil {
						b.Fatal(got.Err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(keys)), "ns/key")
		})
	}
}
