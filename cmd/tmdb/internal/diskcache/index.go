package diskcache

import (
	"container/list"
	"sync"
	"time"
)

const (
	// block is what a disk spends at least, and a multiple of which it spends.
	block = 4 << 10
	// rarely is how often the use of an entry is written to the disk at most.
	rarely = time.Hour
)

// entry is what is known in memory of a file.
type entry struct {
	key     key
	size    int64
	used    time.Time // as the file has it
	element *list.Element
}

// cost returns what the disk spends on the file.
func (e *entry) cost() int64 { return (e.size + block - 1) / block * block }

// index knows what is in the folder, in the order of use. It touches no file: a lock is held for no
// longer than memory takes.
type index struct {
	maxBytes int64

	mu        sync.Mutex
	bytes     int64 // of entries, and of what is being written
	entries   map[key]*entry
	order     list.List // of *entry, the last used first; without those that somebody is to remove
	evictions int64
}

// find returns an entry, nil if there is none, and whether its use is to be written down.
func (x *index) find(k key, now time.Time) (e *entry, write bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if e = x.entries[k]; e == nil {
		return nil, false
	}
	if e.element != nil {
		x.order.MoveToFront(e.element)
	}
	if write = now.Sub(e.used).Abs() >= rarely; write { // or it is of a time to come, as a clock was wrong
		e.used = now
	}
	return e, write
}

// has reports whether an entry is still the one of its key.
func (x *index) has(e *entry) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.entries[e.key] == e
}

// reserve counts bytes that are to be written, if there is room for them. If not, it returns the
// last entry; see last.
func (x *index) reserve(bytes int64) (ok bool, victim *entry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.bytes+bytes <= x.maxBytes {
		x.bytes += bytes
		return true, nil
	}
	return false, x.takeLast()
}

// last returns the entry that is to be removed first, which is the caller's from now on, or nil if there
// is none.
func (x *index) last() *entry {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.takeLast()
}

func (x *index) takeLast() *entry {
	last := x.order.Back()
	if last == nil {
		return nil
	}
	victim := x.order.Remove(last).(*entry)
	victim.element = nil
	return victim
}

// release counts bytes no more.
func (x *index) release(bytes int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bytes -= bytes
}

// put has an entry, whose bytes are reserved, take the place of the one before.
func (x *index) put(e *entry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(x.entries[e.key])
	x.entries[e.key] = e
	e.element = x.order.PushFront(e)
}

// drop forgets an entry whose file has gone.
func (x *index) drop(e *entry, evicted bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(e)
	if evicted {
		x.evictions++
	}
}

// keep takes an entry back that reserve gave away and that could not be removed. As the last used
// one it is in nobody's way.
func (x *index) keep(e *entry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.entries[e.key] == e && e.element == nil {
		e.element = x.order.PushFront(e)
	}
}

func (x *index) remove(e *entry) {
	if e == nil {
		return
	}
	if e.element != nil {
		x.order.Remove(e.element)
	}
	delete(x.entries, e.key)
	x.bytes -= e.cost()
}
