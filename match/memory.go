package match

import (
	"context"
	"errors"
	"sync"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// maxKept is how many responses of a kind are kept.
const maxKept = 500

// memory keeps responses by what they were asked by. The zero value is empty. What
// goroutines ask for at the same moment is mostly one request: the client sees to that.
type memory[T any] struct {
	mu   sync.Mutex
	kept map[string]*T
}

// get returns what is kept for a key, or what ask returns; nil if TMDB has not got it.
func (m *memory[T]) get(ctx context.Context, key string, ask func(context.Context) (*T, error)) (*T, error) {
	m.mu.Lock()
	value, ok := m.kept[key]
	m.mu.Unlock()
	if ok {
		return value, nil
	}
	value, err := ask(ctx)
	if errors.Is(err, tmdb.ErrNotFound) {
		value, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= maxKept { // a library goes folder by folder: what was is not asked again
		m.kept = map[string]*T{}
	}
	m.kept[key] = value
	return value, nil
}
