package store

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var errGone = errors.New("the caller has gone")

// hungStore hangs until ctx ends, if it heeds that, or until it is released.
type hungStore struct {
	Store
	heeds    bool
	released chan struct{}
	asked    atomic.Int64
}

func newHungStore(heeds bool) *hungStore {
	return &hungStore{Store: NewMemory(1 << 20), heeds: heeds, released: make(chan struct{})}
}

func (s *hungStore) hang(ctx context.Context) error {
	s.asked.Add(1)
	ended := ctx.Done()
	if !s.heeds {
		ended = nil
	}
	select {
	case <-s.released:
		return nil
	case <-ended:
		return ctx.Err()
	}
}

func (s *hungStore) Get(ctx context.Context, key string) ([]byte, error) {
	if err := s.hang(ctx); err != nil {
		return nil, err
	}
	return s.Store.Get(ctx, key)
}

func (s *hungStore) Set(ctx context.Context, key string, value []byte) error {
	if err := s.hang(ctx); err != nil {
		return err
	}
	return s.Store.Set(ctx, key, value)
}

func (s *hungStore) Delete(ctx context.Context, key string) error {
	if err := s.hang(ctx); err != nil {
		return err
	}
	return s.Store.Delete(ctx, key)
}

// Nobody waits for a store that hangs longer than a second, and their context.
func TestBoundedWaits(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(context.Context, Store) error{
		"get":    func(ctx context.Context, s Store) error { _, err := s.Get(ctx, "key"); return err },
		"set":    func(ctx context.Context, s Store) error { return s.Set(ctx, "key", nil) },
		"delete": func(ctx context.Context, s Store) error { return s.Delete(ctx, "key") },
	} {
		for _, heeds := range []bool{true, false} {
			for _, timeout := range []time.Duration{patience / 2, time.Hour} {
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						hung := newHungStore(heeds)
						defer close(hung.released)
						ctx, cancel := context.WithTimeoutCause(t.Context(), timeout, errGone)
						defer cancel()
						start := time.Now()
						err := call(ctx, Bounded(hung))
						if took := time.Since(start); err == nil || took != min(timeout, patience) {
							t.Errorf("heeds %v, timeout %v: %v after %v", heeds, timeout, err, took)
						}
						if want := timeout < patience; errors.Is(err, errGone) != want {
							t.Errorf("heeds %v, timeout %v: %v", heeds, timeout, err)
						}
					})
				})
			}
		}
	}
}

// What came last for a caller who had to go is kept.
func TestBoundedFinishes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hung := newHungStore(true)
		s := Bounded(hung)
		ctx, cancel := context.WithTimeout(t.Context(), patience/4)
		defer cancel()
		if err := s.Set(ctx, "key", []byte("value")); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		close(hung.released)
		synctest.Wait()
		if got := look(t, s, "key"); got != "value" {
			t.Error(got)
		}
	})
}

// A store that never comes back costs one second in ten and few goroutines, and is asked again when
// it has come back.
func TestBoundedRests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hung := newHungStore(false)
		s := Bounded(hung)
		for round := range 3 {
			var wg sync.WaitGroup
			start := time.Now()
			for range 2 * most {
				wg.Go(func() {
					if _, err := s.Get(t.Context(), "key"); err != errHangs || time.Since(start) != patience {
						t.Errorf("round %d: %v after %v", round, err, time.Since(start))
					}
				})
			}
			wg.Wait()
			start = time.Now()
			if _, err := s.Get(t.Context(), "key"); err != errHangs || time.Since(start) != 0 {
				t.Errorf("while it rests: %v after %v", err, time.Since(start))
			}
			time.Sleep(rest)
		}
		if n := hung.asked.Load(); n != most {
			t.Errorf("asked %d times", n)
		}
		close(hung.released)
		synctest.Wait()
		put(t, s, "key", "value")
		if got := look(t, s, "key"); got != "value" {
			t.Error(got)
		}
	})
}

func TestBounded(t *testing.T) {
	t.Parallel()
	if _, ok := Bounded(struct{ *Memory }{NewMemory(1)}).(*bounded); ok {
		t.Error("one in memory is waited for")
	}
	hung := newHungStore(false)
	close(hung.released)
	s := Bounded(hung)
	put(t, s, "a", "1")
	if got := look(t, s, "a"); got != "1" {
		t.Error(got)
	}
	if err := s.Delete(t.Context(), "a"); err != nil || look(t, s, "a") != "none" {
		t.Errorf("deleted: %v, %s", err, look(t, s, "a"))
	}
	panicking := Bounded(panickingStore{})
	defer func() {
		if value := recover(); value != errGone {
			t.Errorf("panic %v", value)
		}
		if n := len(panicking.(*bounded).calls); n != 0 {
			t.Errorf("%d calls under way after a panic", n)
		}
	}()
	_, _ = panicking.Get(t.Context(), "a")
}

type panickingStore struct{ Store }

func (panickingStore) Get(context.Context, string) ([]byte, error) { panic(errGone) }
