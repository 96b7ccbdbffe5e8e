// Package diskcache keeps the cache of the proxy on disk, within a bound, so that it is there after
// a restart.
package diskcache

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// Cache is a store of a cache of package transport in the files of a folder, one for each entry. It
// is safe for concurrent use.
//
// When it or the disk is full it forgets what was not asked for the longest, across restarts to within an
// hour.
// The bound counts what the disk spends on files, in blocks of 4 KiB, with those that are being
// written; the folders, at most 256, come on top.
//
// What it returns is what was kept, whatever happens to the files: each has a checksum, and one
// that is not as it was written is removed and counts as if it had never been there. It does not
// wait until the disk has what was written, so the last changes may be lost with the power, but not
// with the process. An entry takes about 200 bytes of memory.
type Cache struct {
	dir   string
	root  *os.Root
	lock  *flock.Flock
	temp  atomic.Uint64 // the number of the last file that was begun
	index index

	// folders are held while a file gets or loses its name, and until the index knows, so that both
	// agree.
	folders [256]sync.Mutex

	life   sync.RWMutex // held for reading by calls
	closed bool

	disk func() error // of tests: what is wrong with it
}

// Stats are numbers about a cache.
type Stats struct {
	// Entries is how many entries there are.
	Entries int
	// Bytes is what the bound counts; see [Cache].
	Bytes int64
	// Evictions is how many entries made room for others since the cache was opened.
	Evictions int64
}

// Stats returns how much there is at present.
func (c *Cache) Stats() Stats {
	c.index.mu.Lock()
	defer c.index.mu.Unlock()
	return Stats{Entries: len(c.index.entries), Bytes: c.index.bytes, Evictions: c.index.evictions}
}

// Get returns the value of a key, nil if there is none.
func (c *Cache) Get(_ context.Context, text string) ([]byte, error) {
	k, err := parseKey(text)
	if err != nil {
		return nil, err
	}
	if err := c.begin(); err != nil {
		return nil, err
	}
	defer c.life.RUnlock()
	for {
		now := time.Now()
		e, write := c.index.find(k, now)
		if e == nil {
			return nil, nil
		}
		value, err := c.read(e)
		if err == nil {
			if write {
				_ = c.root.Chtimes(k.path(), now, now) // else it is only out of order after a restart
			}
			return value, nil
		}
		if !errors.Is(err, errAltered) && !errors.Is(err, fs.ErrNotExist) {
			return nil, c.failed("read", err)
		}
		if err := c.remove(e, false); err != nil { // which does nothing to one that was replaced meanwhile
			return nil, c.failed("remove", err)
		}
	}
}

// Set keeps a value in place of the one before. If it is too large for the bound, or if others that
// are being written at the same time need the room, it is not kept, without an error.
func (c *Cache) Set(_ context.Context, text string, value []byte) error {
	k, err := parseKey(text)
	if err != nil {
		return err
	}
	if err := c.begin(); err != nil {
		return err
	}
	defer c.life.RUnlock()
	e := &entry{key: k, size: int64(headSize + len(value)), used: time.Now()}
	for again := true; ; again = false {
		ok, err := c.reserve(e.cost())
		if err != nil {
			return c.failed("make room", err)
		}
		if !ok {
			return c.forget(k)
		}
		switch err := c.write(e, value); {
		case err == nil:
			return nil
		case !again || !isFull(err) || !c.shrink(e.cost()):
			return c.failed("write", err)
		}
	}
}

// Delete forgets a key.
func (c *Cache) Delete(_ context.Context, text string) error {
	k, err := parseKey(text)
	if err != nil {
		return err
	}
	if err := c.begin(); err != nil {
		return err
	}
	defer c.life.RUnlock()
	return c.forget(k)
}

// Close waits for calls under way and gives the folder free. Calls from then on fail.
func (c *Cache) Close() error {
	c.life.Lock()
	defer c.life.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	return errors.Join(c.root.Close(), c.lock.Close())
}

// begin begins a call, which ends with c.life.RUnlock if there is no error.
func (c *Cache) begin() error {
	c.life.RLock()
	if c.closed {
		c.life.RUnlock()
		return fmt.Errorf("the cache in %s is closed", c.dir)
	}
	return nil
}

func (c *Cache) failed(what string, err error) error {
	return fmt.Errorf("the cache in %s cannot %s: %w", c.dir, what, err)
}

// reserve makes room for bytes, if there can be.
func (c *Cache) reserve(bytes int64) (bool, error) {
	if bytes > c.index.maxBytes {
		return false, nil
	}
	for {
		ok, victim := c.index.reserve(bytes)
		if ok || victim == nil {
			return ok, nil
		}
		if err := c.remove(victim, true); err != nil {
			c.index.keep(victim)
			return false, err
		}
	}
}

// isFull reports whether there is no room on the disk, or none for this user.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// shrink removes bytes of what was not asked for the longest, so that on a disk that others have filled there
// is what is asked for, and not what came first. It reports whether it has: not for what would cost much of
// what there is.
func (c *Cache) shrink(bytes int64) bool {
	if bytes > c.Stats().Bytes/8 {
		return false
	}
	for bytes > 0 {
		victim := c.index.last()
		if victim == nil {
			return false
		}
		if err := c.remove(victim, true); err != nil {
			c.index.keep(victim)
			return false
		}
		bytes -= victim.cost()
	}
	return true
}

// forget removes the entry of a key, if there is one.
func (c *Cache) forget(k key) error {
	for {
		e, _ := c.index.find(k, time.Now())
		if e == nil {
			return nil
		}
		if err := c.remove(e, false); err != nil {
			return c.failed("remove", err)
		}
	}
}
