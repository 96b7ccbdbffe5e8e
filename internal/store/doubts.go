package store

import (
	"sync"
	"time"
)

const maxDoubts = 1000

// Doubts are the keys of which a store may hold, or hold again, what is no longer right, as it
// failed to take what came later or to forget. The zero Doubts is ready; it is safe for concurrent
// use, and remembers no more than a thousand keys one by one.
type Doubts struct {
	mu    sync.Mutex
	since map[string]time.Time // what was received then or before is doubtful
	all   time.Time            // of any key
}

// Add has what was received then or before be doubtful for a key.
func (d *Doubts) Add(key string, since time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.since) >= maxDoubts || d.since == nil {
		for _, earlier := range d.since {
			d.all = later(d.all, earlier)
		}
		d.since = map[string]time.Time{}
	}
	d.since[key] = later(d.since[key], since)
}

// Settle takes back an Add, as the store has forgotten. A later doubt stays.
func (d *Doubts) Settle(key string, since time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.since[key].Equal(since) {
		delete(d.since, key)
	}
}

// About reports whether what was received at a time is doubtful for a key.
func (d *Doubts) About(key string, received time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !received.After(later(d.all, d.since[key]))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
