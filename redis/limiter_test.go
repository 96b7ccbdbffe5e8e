package redis

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

func TestNewLimiterRefuses(t *testing.T) {
	t.Parallel()
	rdb := goredis.NewClient(&goredis.Options{})
	defer rdb.Close()
	tests := []struct {
		rdb       goredis.Scripter
		perSecond float64
		burst     int
		opt       LimiterOption
		want      string // nothing if it is accepted
	}{
		{rdb, 40, 40, nil, ""},
		{rdb, 0.001, 1, Workers(1), ""},
		{rdb, 1e6, 1e6, Key("k"), ""},
		{nil, 40, 40, nil, "rdb is nil"},
		{rdb, 0, 40, nil, "perSecond is 0: want 0.001 to 1000000"},
		{rdb, -1, 40, nil, "perSecond is -1"},
		{rdb, math.NaN(), 40, nil, "perSecond is NaN"},
		{rdb, math.Inf(1), 40, nil, "perSecond is +Inf"},
		{rdb, 40, 0, nil, "burst is 0: want 1 to 1000000"},
		{rdb, 40, 1e7, nil, "burst is 10000000"},
		{rdb, 40, 40, Workers(0), "Workers is 0: want 1 or more"},
		{rdb, 40, 40, Key(""), "Key is empty"},
	}
	for _, tt := range tests {
		var opts []LimiterOption
		if tt.opt != nil {
			opts = append(opts, tt.opt)
		}
		_, err := NewLimiter(tt.rdb, tt.perSecond, tt.burst, opts...)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%v, %d: %v", tt.perSecond, tt.burst, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%v, %d: %v, want %q", tt.perSecond, tt.burst, err, tt.want)
		}
	}
}

// passes are the moments at which something passed, by the clock of a bubble.
type passes struct {
	mu    sync.Mutex
	times []time.Time
}

func (p *passes) add() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.times = append(p.times, time.Now())
}

// excess returns by how many more than burst + perSecond·t passed in any window.
func excess(times []time.Time, perSecond float64, burst int) float64 {
	times = slices.SortedFunc(slices.Values(times), time.Time.Compare)
	worst := math.Inf(-1)
	// n(i..j) - burst - rate·(tj-ti) is greatest for the least of i - rate·ti: one pass is enough.
	least := math.Inf(1)
	for j, at := range times {
		x := float64(j) - perSecond*at.Sub(times[0]).Seconds()
		least = min(least, x)
		worst = max(worst, x-least+1-float64(burst))
	}
	return worst
}

func TestExcess(t *testing.T) {
	t.Parallel()
	start := time.Now()
	at := func(seconds ...float64) (times []time.Time) {
		for _, s := range seconds {
			times = append(times, start.Add(time.Duration(s*float64(time.Second))))
		}
		return times
	}
	for _, tt := range []struct {
		times []time.Time
		want  float64
	}{
		{at(0), -1},
		{at(0, 0), 0},
		{at(0, 0, 1, 2, 3), 0},
		{at(0, 0, 0.5), 0.5},
		{at(0, 5, 10, 10, 10), 1},
	} {
		if got := excess(tt.times, 1, 2); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", tt.times, got, tt.want)
		}
	}
}

// worker is a process with goroutines that want to pass all the time.
type worker struct {
	*Limiter
	passes
	log *bytes.Buffer
}

// fill has a burst ready, as after a quiet time.
func fill(m *inMemory) {
	now := fmt.Sprint(time.Now().UnixMicro())
	m.HSet("tmdb:limit", "tat", now, "last", now)
}

// start starts some of four workers, at 40 and 40, with a number of goroutines each, which
// end with ctx.
func start(ctx context.Context, t *testing.T, m *inMemory, goroutines ...int) ([]*worker, *sync.WaitGroup) {
	var (
		workers []*worker
		group   sync.WaitGroup
		clients []*goredis.Client
	)
	for _, n := range goroutines {
		w := &worker{log: &bytes.Buffer{}}
		rdb := m.client()
		clients = append(clients, rdb)
		var err error
		w.Limiter, err = NewLimiter(rdb, 40, 40, Workers(4), Logger(slog.New(slog.NewTextHandler(w.log, nil))))
		if err != nil {
			t.Fatal(err)
		}
		workers = append(workers, w)
		for range n {
			group.Go(func() {
				for {
					switch err := w.Wait(ctx); {
					case err == nil:
						w.add()
					case ctx.Err() != nil:
						return
					default:
						t.Errorf("Wait: %v", err)
						return
					}
				}
			})
		}
	}
	context.AfterFunc(ctx, func() {
		group.Wait()
		for _, rdb := range clients {
			rdb.Close()
		}
	})
	return workers, &group
}

func all(workers []*worker) (times []time.Time) {
	for _, w := range workers {
		w.mu.Lock()
		times = append(times, w.times...)
		w.mu.Unlock()
	}
	return times
}

func TestLimiterShares(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newInMemory(t)
		ctx := within(t, 30*time.Second)
		fill(m)
		workers, group := start(ctx, t, m, 1, 1, 10, 100)
		group.Wait()
		synctest.Wait()
		var shares []int
		for _, w := range workers {
			shares = append(shares, len(w.times))
		}
		times := all(workers)
		t.Logf("%d passed, by worker %v", len(times), shares)
		if x := excess(times, 40, 40); x > 0 {
			t.Errorf("%v more than allowed in a window", x)
		}
		if want := 40*31 - 2; len(times) < want {
			t.Errorf("%d passed, want %d", len(times), want)
		}
		if slices.Min(shares) < slices.Max(shares)-40 {
			t.Errorf("by worker %v, want the same for all but for the burst", shares)
		}
	})
}

func TestLimiterBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newInMemory(t)
		rdb := m.client()
		defer rdb.Close()
		l, err := NewLimiter(rdb, 10, 5, Workers(2))
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		if err := l.Wait(t.Context()); err != nil || time.Since(begin) != pause+100*time.Millisecond {
			t.Fatalf("%v after %v, want a pause for a Redis that knows nothing", err, time.Since(begin))
		}
		time.Sleep(time.Minute)
		begin = time.Now()
		for i := range 7 {
			if err := l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got, want := time.Since(begin), max(0, time.Duration(i-4)*100*time.Millisecond); got != want {
				t.Errorf("%d passed after %v, want %v", i+1, got, want)
			}
		}
	})
}

func TestLimiterContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newInMemory(t)
		rdb := m.client()
		defer rdb.Close()
		l, err := NewLimiter(rdb, 1, 1, Workers(1), Logger(nil))
		if err != nil {
			t.Fatal(err)
		}
		wait := func(timeout time.Duration) (took time.Duration, err error) {
			ctx, cancel := context.WithTimeout(t.Context(), timeout)
			defer cancel()
			begin := time.Now()
			err = l.Wait(ctx)
			return time.Since(begin), err
		}
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		used := time.Now()

		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := l.Wait(ended); err != context.Canceled {
			t.Errorf("%v with a context that has ended", err)
		}
		// It is known at once that there is none in time, and the turn is still there.
		if took, err := wait(500 * time.Millisecond); !errors.Is(err, context.DeadlineExceeded) || took != 0 {
			t.Errorf("%v after %v, want an error at once", err, took)
		}
		// A turn that was reserved is not lost when who waited gives up: the next has it.
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(300*time.Millisecond, cancel)
		if err := l.Wait(ctx); err != context.Canceled {
			t.Errorf("%v, want that it was cancelled", err)
		}
		if took, err := wait(200 * time.Millisecond); !errors.Is(err, context.DeadlineExceeded) || took != 0 {
			t.Errorf("%v after %v, want an error at once for the turn in hand", err, took)
		}
		if err := l.Wait(t.Context()); err != nil || time.Since(used) != time.Second {
			t.Errorf("%v %v after the one before, want a second", err, time.Since(used))
		}
		// One that nobody used in time is not used later.
		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(300*time.Millisecond, cancel)
		if err := l.Wait(ctx); err != context.Canceled {
			t.Errorf("%v, want that it was cancelled", err)
		}
		time.Sleep(2500 * time.Millisecond)
		begin := time.Now()
		for i := range 2 {
			if err := l.Wait(t.Context()); err != nil || time.Since(begin) != time.Duration(i)*time.Second {
				t.Errorf("%d: %v after %v", i, err, time.Since(begin))
			}
		}
		// In the queue behind others, it is known as well.
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() { _ = l.Wait(t.Context()) })
		}
		synctest.Wait()
		if took, err := wait(2500 * time.Millisecond); !errors.Is(err, context.DeadlineExceeded) || took != 0 {
			t.Errorf("%v after %v, want an error at once behind three others", err, took)
		}
		group.Wait()
	})
}

// What happens to Redis, and what passes meanwhile.
func TestLimiterAway(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		away   func(*inMemory)
		back   func(*inMemory)
		logged bool
	}{
		{"down, nothing lost", func(m *inMemory) { m.setDown(true) }, func(m *inMemory) { m.setDown(false) }, true},
		{"down, memory lost", func(m *inMemory) { m.setDown(true) }, func(m *inMemory) { m.FlushAll(); m.setDown(false) }, true},
		{"slow", func(m *inMemory) { m.setDelay(2 * time.Second) }, func(m *inMemory) { m.setDelay(0) }, true},
		{"errors", func(m *inMemory) { m.SetError("LOADING Redis is loading the dataset in memory") }, func(m *inMemory) { m.SetError("") }, true},
		{"memory lost unnoticed", func(m *inMemory) { m.FlushAll() }, func(*inMemory) {}, false},
		{"memory set back unnoticed", func(m *inMemory) { m.HSet("tmdb:limit", "tat", "1", "last", "1") }, func(*inMemory) {}, false},
		{"clock set back", func(m *inMemory) { m.HSet("tmdb:limit", "tat", fmt.Sprint(time.Now().Add(time.Hour).UnixMicro())) }, func(*inMemory) {}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := newInMemory(t)
				ctx := within(t, 30*time.Second)
				fill(m)
				workers, group := start(ctx, t, m, 1, 10, 10, 100)
				time.Sleep(10*time.Second + 7*time.Millisecond)
				tt.away(m)
				time.Sleep(10 * time.Second)
				away := len(all(workers))
				tt.back(m)
				group.Wait()
				synctest.Wait()
				times := all(workers)
				t.Logf("%d passed, %d of them until Redis was back", len(times), away)
				if x := excess(times, 40, 40); x > 0 {
					t.Errorf("%v more than allowed in a window", x)
				}
				if want := 40 * 25; len(times) < want {
					t.Errorf("%d passed, want %d: the rate but for pauses", len(times), want)
				}
				for i, w := range workers {
					gone, back := strings.Count(w.log.String(), "is away"), strings.Count(w.log.String(), "is back")
					if want := map[bool]int{true: 1}[tt.logged]; gone != want || back != want {
						t.Errorf("worker %d logged, want one of each if any:\n%s", i, w.log)
					}
				}
			})
		})
	}
}

func TestLimiterWithoutRedis(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newInMemory(t)
		m.setDown(true)
		ctx := within(t, 10*time.Second)
		workers, group := start(ctx, t, m, 20, 20, 20, 20)
		group.Wait()
		times := all(workers)
		if got := len(times); got < 385 || got > 400 {
			t.Errorf("%d passed without Redis in 10 s, want a quarter of 40 a second by each of 4 workers", got)
		}
		if got := m.dialled(); got > 4*12 {
			t.Errorf("asked Redis %d times in 10 s, want once a second", got)
		}
		if x := excess(times, 40, 4); x > 0 {
			t.Errorf("%v more than allowed in a window", x)
		}
	})
}

// One worker alone cannot reach Redis: what it passed is taken off the others' afterwards.
func TestLimiterOneAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newInMemory(t)
		far := &inMemory{Miniredis: m.Miniredis}
		ctx := within(t, 30*time.Second)
		fill(m)
		near, group := start(ctx, t, m, 5, 5, 5)
		other, second := start(ctx, t, far, 5)
		time.Sleep(10 * time.Second)
		far.setDown(true)
		time.Sleep(3 * time.Second)
		far.setDown(false)
		group.Wait()
		second.Wait()
		synctest.Wait()
		times := append(all(near), all(other)...)
		t.Logf("%d passed", len(times))
		if got := float64(len(times)); got > 40*31 || got < 40*30 {
			t.Errorf("%v passed in 30 s, want 40 a second and a burst", got)
		}
	})
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		values []int64
		err    error
		want   string
	}{
		{[]int64{1, 2, 3}, nil, ""},
		{nil, errAny, "any error"},
		{nil, nil, "returned []"},
		{[]int64{1, 2}, nil, "returned [1 2]"},
		{[]int64{-1, 2, 3}, nil, "returned [-1 2 3]"},
		{[]int64{1, -2, 3}, nil, "returned [1 -2 3]"},
		{[]int64{1, math.MaxInt64, 3}, nil, "returned [1 9223372036854775807 3]"},
	} {
		err := parse(tt.values, tt.err).err
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.values, err, tt.want)
		}
	}
}
