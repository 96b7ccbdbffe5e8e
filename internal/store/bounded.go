package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/internal/async"
)

const (
	// patience is how long a store may take.
	patience = time.Second
	// rest is for how long a store that took longer is not asked.
	rest = 10 * time.Second
	// most is how many calls may be under way, for those to a store that hangs may never end.
	most = 100
)

var errHangs = errors.New("the store of the cache takes too long")

// Bounded returns a store that nobody waits for longer than a second and their context, whether s
// heeds contexts or not, and that is left alone for a while when it took longer. What s does for a
// caller who has to go, it may finish. One in memory is returned as it is.
func Bounded(s Store) Store {
	if IsImmediate(s) {
		return s
	}
	return &bounded{store: s, calls: make(chan struct{}, most)}
}

// IsImmediate reports whether nobody has to wait for a store.
func IsImmediate(s Store) bool {
	_, ok := s.(interface{ immediate() })
	return ok
}

type bounded struct {
	store Store
	calls chan struct{} // has an element for each call under way

	mu   sync.Mutex
	rest time.Time // until when the store is not asked
}

func (s *bounded) Get(ctx context.Context, key string) ([]byte, error) {
	return s.call(ctx, func(ctx context.Context) ([]byte, error) { return s.store.Get(ctx, key) })
}

func (s *bounded) Set(ctx context.Context, key string, value []byte) error {
	_, err := s.call(ctx, func(ctx context.Context) ([]byte, error) { return nil, s.store.Set(ctx, key, value) })
	return err
}

func (s *bounded) Delete(ctx context.Context, key string) error {
	_, err := s.call(ctx, func(ctx context.Context) ([]byte, error) { return nil, s.store.Delete(ctx, key) })
	return err
}

func (s *bounded) call(ctx context.Context, f func(context.Context) ([]byte, error)) ([]byte, error) {
	type outcome struct {
		value []byte
		err   error
	}
	if s.rests() {
		return nil, errHangs
	}
	wait, cancel := context.WithTimeoutCause(ctx, patience, errHangs)
	defer cancel()
	select {
	case s.calls <- struct{}{}:
	case <-wait.Done():
		return nil, s.late(wait)
	}
	o, ok := async.Await(wait, func() (o outcome) {
		defer func() { <-s.calls }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		o.value, o.err = f(ctx)
		return o
	})
	if !ok {
		return nil, s.late(wait)
	}
	return o.value, o.err
}

// late returns why a wait is over, and leaves the store alone if that is the store's fault.
func (s *bounded) late(wait context.Context) error {
	err := context.Cause(wait)
	if errors.Is(err, errHangs) {
		s.mu.Lock()
		s.rest = time.Now().Add(rest)
		s.mu.Unlock()
	}
	return err
}

func (s *bounded) rests() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Now().Before(s.rest)
}
