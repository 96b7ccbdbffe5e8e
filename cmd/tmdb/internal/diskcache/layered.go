package diskcache

import (
	"context"
	"sync"

	"github.com/tmdb-go/tmdb/internal/store"
)

// largest is the size of a value that is worth memory: responses, and not the originals of images.
const largest = 256 << 10

// Layered is a store with memory in front of another one, whose values it has to itself. As one in
// memory, package transport asks it at once, without a goroutine for each request; what is not in
// memory is waited for no longer than [store.Bounded] says.
type Layered struct {
	*memory
	below store.Store

	mu      sync.Mutex
	changes int64 // how many there were: what is read across one may be what it replaced
}

type memory = store.Memory

// NewLayered returns a store of what below has, at most memoryBytes of it in memory as well.
func NewLayered(memoryBytes int64, below store.Store) *Layered {
	return &Layered{memory: store.NewMemory(memoryBytes), below: store.Bounded(below)}
}

// Get returns the value of a key, nil if there is none.
func (s *Layered) Get(ctx context.Context, key string) ([]byte, error) {
	value, _ := s.memory.Get(ctx, key)
	if value != nil {
		return value, nil
	}
	s.mu.Lock()
	before := s.changes
	s.mu.Unlock()
	value, err := s.below.Get(ctx, key)
	if err != nil || value == nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes == before {
		s.remember(ctx, key, value)
	}
	return value, nil
}

// Set keeps a value in place of the one before.
func (s *Layered) Set(ctx context.Context, key string, value []byte) error {
	err := s.below.Set(ctx, key, value)
	s.change(func() { s.remember(ctx, key, value) })
	return err
}

// Delete forgets a key.
func (s *Layered) Delete(ctx context.Context, key string) error {
	err := s.below.Delete(ctx, key)
	s.change(func() { _ = s.memory.Delete(ctx, key) })
	return err
}

// change changes what is in memory after the store below was changed, so that who reads there
// meanwhile brings nothing old back.
func (s *Layered) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	f()
}

func (s *Layered) remember(ctx context.Context, key string, value []byte) {
	if len(value) > largest {
		_ = s.memory.Delete(ctx, key)
		return
	}
	_ = s.memory.Set(ctx, key, value)
}
