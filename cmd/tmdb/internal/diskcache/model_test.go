package diskcache

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// modelled is the cache as one would write it without a disk: the last used entry first.
type modelled struct {
	maxBytes int64
	entries  []modelEntry
}

type modelEntry struct {
	key   string
	value []byte
}

func (m *modelled) bytes() (bytes int64) {
	for _, e := range m.entries {
		bytes += cost(len(e.value))
	}
	return bytes
}

func cost(size int) int64 { return (int64(headSize+size) + block - 1) / block * block }

func (m *modelled) remove(key string) (e modelEntry, ok bool) {
	i := slices.IndexFunc(m.entries, func(e modelEntry) bool { return e.key == key })
	if i < 0 {
		return e, false
	}
	e = m.entries[i]
	m.entries = slices.Delete(m.entries, i, i+1)
	return e, true
}

func (m *modelled) get(key string) []byte {
	e, ok := m.remove(key)
	if !ok {
		return nil
	}
	m.entries = slices.Insert(m.entries, 0, e)
	return e.value
}

func (m *modelled) set(key string, value []byte) {
	if cost(len(value)) <= m.maxBytes {
		for m.bytes()+cost(len(value)) > m.maxBytes { // the one before is there still
			m.entries = m.entries[:len(m.entries)-1]
		}
	}
	m.remove(key)
	if cost(len(value)) <= m.maxBytes {
		m.entries = slices.Insert(m.entries, 0, modelEntry{key, value})
	}
}

// A cache holds what its model holds, whatever is done to it one after the other.
func TestModel(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 14))
		maxBytes := int64(20*block) + random.Int64N(block)
		dir := t.TempDir()
		c, m := open(t, dir, maxBytes), modelled{maxBytes: maxBytes}
		for step := range 1000 {
			k := keyOf(random.IntN(30))
			switch what := random.IntN(20); {
			case what < 9:
				if got, want := get(t, c, k), m.get(k); !bytes.Equal(got, want) || (got == nil) != (want == nil) {
					t.Fatalf("seed %d, step %d: got %d bytes, want %d", seed, step, len(got), len(want))
				}
			case what < 18:
				size := random.IntN(3 * block)
				if random.IntN(20) == 0 {
					size *= 10 // which may be more than there is room
				}
				value := valueOf(k, uint64(step), size)
				set(t, c, k, value)
				m.set(k, value)
			default:
				if err := c.Delete(t.Context(), k); err != nil {
					t.Fatal(err)
				}
				m.remove(k)
			}
			if got := c.Stats(); got.Bytes != m.bytes() || got.Entries != len(m.entries) {
				t.Fatalf("seed %d, step %d: got %+v, want %d bytes in %d entries", seed, step, got, m.bytes(), len(m.entries))
			}
		}
		if bytes, names := spent(t, dir); bytes != m.bytes() || len(names) != len(m.entries) {
			t.Errorf("seed %d: %d bytes in %d files, want %d in %d", seed, bytes, len(names), m.bytes(), len(m.entries))
		}
	}
}

// Many at once get what somebody kept of the key, whole, and never are there more bytes on disk
// than the bound allows.
func TestConcurrently(t *testing.T) {
	t.Parallel()
	const maxBytes = 100 * block
	dir := t.TempDir()
	c := open(t, dir, maxBytes)
	var wg sync.WaitGroup
	var hits atomic.Int64
	for worker := range 64 {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(uint64(worker), 64))
			for step := range 100 {
				k := keyOf(random.IntN(80))
				var err error
				switch what := random.IntN(10); {
				case what < 5:
					var value []byte
					value, err = c.Get(t.Context(), k)
					if value != nil && !whole(k, value) {
						t.Errorf("%s: %d bytes that nobody wrote", k, len(value))
					}
					if value != nil {
						hits.Add(1)
					}
				case what < 9:
					err = c.Set(t.Context(), k, valueOf(k, uint64(worker*1000+step), random.IntN(3*block)))
				default:
					err = c.Delete(t.Context(), k)
				}
				if err != nil {
					t.Error(err)
				}
				if got := c.Stats().Bytes; got > maxBytes {
					t.Errorf("%d bytes are counted", got)
				}
			}
		})
	}
	wg.Wait()
	if hits.Load() == 0 {
		t.Error("nothing was there")
	}
	got := c.Stats()
	if bytes, names := spent(t, dir); bytes != got.Bytes || len(names) != got.Entries || bytes > maxBytes {
		t.Errorf("%d bytes in %d files, but %+v", bytes, len(names), got)
	}
	var costs int64
	for e := c.index.order.Front(); e != nil; e = e.Next() {
		costs += e.Value.(*entry).cost()
	}
	if c.index.order.Len() != got.Entries || costs != got.Bytes {
		t.Errorf("%d bytes of %d entries in order, but %+v", costs, c.index.order.Len(), got)
	}
}

// Who reads an entry that others replace gets it, old or new.
func TestReplacedWhileRead(t *testing.T) {
	t.Parallel()
	c := open(t, t.TempDir(), 1<<20)
	k := keyOf(1)
	set(t, c, k, valueOf(k, 0, 0))
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 200 {
				if worker == 0 {
					if err := c.Set(t.Context(), k, valueOf(k, uint64(i), i*10)); err != nil {
						t.Error(err)
					}
				} else if v, err := c.Get(t.Context(), k); err != nil || !whole(k, v) {
					t.Errorf("%d bytes, %v", len(v), err)
				}
			}
		})
	}
	wg.Wait()
}
