package diskcache

import (
	"context"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
)

func TestLayered(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		size         int
		fromBelow    bool // whether the value is there before memory is
		wantInMemory bool
	}{
		"kept":          {largest - 8, false, true},
		"read":          {largest - 8, true, true},
		"too large":     {largest - 7, false, false},
		"read, as well": {largest - 7, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			disk := open(t, t.TempDir(), 1<<30)
			s := NewLayered(1<<20, disk)
			if !store.IsImmediate(s) {
				t.Error("it is waited for")
			}
			k := keyOf(1)
			set(t, s, k, []byte("before"))
			if test.fromBelow {
				s = NewLayered(1<<20, disk)
				set(t, disk, k, valueOf(k, 1, test.size))
			} else {
				set(t, s, k, valueOf(k, 1, test.size))
			}
			if !whole(k, get(t, s, k)) || !whole(k, get(t, disk, k)) {
				t.Error("it is not in both")
			}
			if err := disk.Delete(t.Context(), k); err != nil { // behind its back
				t.Fatal(err)
			}
			if got := get(t, s, k) != nil; got != test.wantInMemory {
				t.Errorf("in memory: %v", got)
			}
			set(t, disk, k, valueOf(k, 2, 0))
			if err := s.Delete(t.Context(), k); err != nil || get(t, s, k) != nil || get(t, disk, k) != nil {
				t.Errorf("deleted, and there still: %v", err)
			}
		})
	}
}

// What the disk cannot do is an error, and what is new is in memory nevertheless.
func TestLayeredWithoutDisk(t *testing.T) {
	t.Parallel()
	disk := open(t, t.TempDir(), 1<<20)
	s := NewLayered(1<<20, disk)
	_ = disk.Close()
	k := keyOf(1)
	_, err := s.Get(t.Context(), k)
	for _, err := range []error{err, s.Set(t.Context(), k, []byte("value")), s.Delete(t.Context(), keyOf(2))} {
		if err == nil {
			t.Error("no error")
		}
	}
	if got := string(get(t, s, k)); got != "value" {
		t.Errorf("got %q", got)
	}
}

// slowStore returns from Get only when it is let go.
type slowStore struct {
	store.Store
	read, done chan struct{}
}

func (s slowStore) Get(ctx context.Context, key string) ([]byte, error) {
	value, err := s.Store.Get(ctx, key)
	s.read <- struct{}{}
	<-s.done
	return value, err
}

// What was read below before it was replaced or deleted does not come back.
func TestLayeredChangesWhileRead(t *testing.T) {
	t.Parallel()
	k := keyOf(1)
	for name, test := range map[string]struct {
		change func(context.Context, *Layered) error
		want   string
	}{
		"replaced": {func(ctx context.Context, s *Layered) error { return s.Set(ctx, k, []byte("new")) }, "new"},
		"deleted":  {func(ctx context.Context, s *Layered) error { return s.Delete(ctx, k) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			below := slowStore{store.NewMemory(1 << 20), make(chan struct{}), make(chan struct{})}
			set(t, below, k, []byte("old"))
			s := NewLayered(1<<20, below)
			got := make(chan string)
			go func() {
				value, err := s.Get(t.Context(), k)
				if err != nil {
					t.Error(err)
				}
				got <- string(value)
			}()
			<-below.read
			if err := test.change(t.Context(), s); err != nil {
				t.Error(err)
			}
			close(below.done)
			if value := <-got; value != "old" {
				t.Errorf("read before: %q", value)
			}
			if value, _ := s.memory.Get(t.Context(), k); string(value) != test.want {
				t.Errorf("in memory: %q, want %q", value, test.want)
			}
		})
	}
}

// slowToSet sets only when it is let go.
type slowToSet struct {
	store.Store
	asked, done chan struct{}
}

func (s slowToSet) Set(ctx context.Context, key string, value []byte) error {
	s.asked <- struct{}{}
	<-s.done
	return s.Store.Set(ctx, key, value)
}

// What is read below while it is being replaced does not outlast that, even if memory is short.
func TestLayeredReadWhileSet(t *testing.T) {
	t.Parallel()
	below := slowToSet{store.NewMemory(1 << 20), make(chan struct{}), make(chan struct{})}
	k, other := keyOf(1), keyOf(2)
	set(t, below.Store, k, []byte("old"))
	set(t, below.Store, other, []byte("other"))
	s := NewLayered(400, below) // of one entry
	failed := make(chan error)
	go func() { failed <- s.Set(t.Context(), k, []byte("new")) }()
	<-below.asked
	get(t, s, other) // which drives out what may be in memory of the key
	get(t, s, k)
	close(below.done)
	if err := <-failed; err != nil {
		t.Fatal(err)
	}
	if got := string(get(t, s, k)); got != "new" {
		t.Errorf("got %q", got)
	}
}
