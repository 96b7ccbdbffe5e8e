// Package store has what the cache of package transport keeps its responses in: memory, and a bound
// to how long any other store is waited for.
package store

import (
	"container/list"
	"context"
	"fmt"
	"sync"
)

// Store keeps the bytes of a cache. Package wrapper, whose users implement it, says what it has to
// hold to.
type Store interface {
	Get(ctx context.Context, key string) ([]byte, error)
	Set(ctx context.Context, key string, value []byte) error
	Delete(ctx context.Context, key string) error
}

const (
	// itemCost is about what an item takes beside its key and value: the list's element, the map's
	// slot, the headers of slice and string, and what the allocator rounds up. TestMemoryTakes
	// measures it.
	itemCost = 200
	// What is larger than largeValue takes whole pages, and what is smaller one of a few sizes,
	// up to a fifth more than it is and about an eighth.
	largeValue, page = 32 << 10, 8 << 10
)

// Memory is a [Store] in memory that forgets what was not asked for the longest when it grows
// beyond its bound. Its methods return no errors.
type Memory struct {
	maxBytes int64

	mu    sync.Mutex
	bytes int64
	items map[string]*list.Element
	order *list.List // of *item, the last used first
}

type item struct {
	key   string
	value []byte
}

func (i *item) size() int64 {
	value := int64(len(i.value))
	if value > largeValue {
		value = (value + page - 1) / page * page
	} else {
		value += value / 8
	}
	return int64(len(i.key)) + value + itemCost
}

// NewMemory returns a store of at most maxBytes, which counts keys, values and what it takes
// to keep them. What alone is larger is not kept, so a store of 0 or less keeps nothing.
func NewMemory(maxBytes int64) *Memory {
	return &Memory{maxBytes: maxBytes, items: map[string]*list.Element{}, order: list.New()}
}

// Get returns the value of a key, nil if there is none.
func (s *Memory) Get(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	element, ok := s.items[key]
	if !ok {
		return nil, nil
	}
	s.order.MoveToFront(element)
	return element.Value.(*item).value, nil
}

// Set keeps a value in place of the one before.
func (s *Memory) Set(_ context.Context, key string, value []byte) error {
	if cap(value) != len(value) {
		value = append(make([]byte, 0, len(value)), value...) // whose end would be kept, uncounted
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(s.items[key])
	added := &item{key: key, value: value}
	if added.size() > s.maxBytes {
		return nil
	}
	s.items[key] = s.order.PushFront(added)
	s.bytes += added.size()
	for s.bytes > s.maxBytes {
		s.remove(s.order.Back())
	}
	return nil
}

// Delete forgets a key.
func (s *Memory) Delete(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(s.items[key])
	return nil
}

// immediate says that nobody has to wait for the store; see [Bounded].
func (*Memory) immediate() {}

func (s *Memory) remove(element *list.Element) {
	if element == nil {
		return
	}
	gone := s.order.Remove(element).(*item)
	delete(s.items, gone.key)
	s.bytes -= gone.size()
}

// Bytes returns how much the store holds at present.
func (s *Memory) Bytes() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes
}

// Format prints the size of the store with any verb, never what is in it.
func (s *Memory) Format(f fmt.State, _ rune) {
	if s == nil {
		_, _ = fmt.Fprint(f, "no memory store")
		return
	}
	_, _ = fmt.Fprintf(f, "memory store with %d of %d bytes", s.Bytes(), s.maxBytes)
}
