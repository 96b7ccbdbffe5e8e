package transport

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func TestTags(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	store := NewMemoryStore(1 << 20)
	tt := &tags{store: store}
	epoch := func(names ...string) string {
		t.Helper()
		e, err := tt.epoch(ctx, names)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	if epoch() != "" || store.Bytes() != 0 {
		t.Error("no tags have an epoch")
	}
	ab, b := epoch("a", "b"), epoch("b")
	if ab == "" || epoch("a", "b") != ab || epoch("b") != b {
		t.Error("an epoch changes by itself")
	}
	if epoch("a")+b != ab {
		t.Error("the epoch of two is not that of each")
	}

	if err := tt.change(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if epoch("a", "b") == ab || epoch("b") != b {
		t.Error("a change of one is none, or one of others")
	}

	// A store that forgets makes everything wrong, not right again.
	if err := store.Delete(ctx, tagKey("b")); err != nil {
		t.Fatal(err)
	}
	if epoch("b") == b {
		t.Error("an epoch that was forgotten comes back")
	}
}

func TestTagsAgree(t *testing.T) {
	t.Parallel()
	epochs := make([]string, 16)
	tt := &tags{store: &togetherStore{Store: NewMemoryStore(1 << 20), n: int64(len(epochs)), all: make(chan struct{})}}
	var wg sync.WaitGroup
	for i := range epochs {
		wg.Go(func() { epochs[i], _ = tt.epoch(t.Context(), []string{"a"}) })
	}
	wg.Wait()
	for _, e := range epochs {
		if e == "" || e != epochs[0] {
			t.Fatalf("epochs %x", epochs)
		}
	}
}

// togetherStore answers the first n calls of Get when all have come.
type togetherStore struct {
	Store
	n    int64
	came atomic.Int64
	all  chan struct{}
}

func (s *togetherStore) Get(ctx context.Context, key string) ([]byte, error) {
	value, err := s.Store.Get(ctx, key)
	if came := s.came.Add(1); came == s.n {
		close(s.all)
	} else if came < s.n {
		<-s.all
	}
	return value, err
}

// brokenStore fails where the names say.
type brokenStore struct {
	Store
	get, set, del error
}

func (s brokenStore) Get(ctx context.Context, key string) ([]byte, error) {
	if s.get != nil {
		return nil, s.get
	}
	return s.Store.Get(ctx, key)
}

func (s brokenStore) Set(ctx context.Context, key string, value []byte) error {
	if s.set != nil {
		return s.set
	}
	return s.Store.Set(ctx, key, value)
}

func (s brokenStore) Delete(ctx context.Context, key string) error {
	if s.del != nil {
		return s.del
	}
	return s.Store.Delete(ctx, key)
}

func TestTagsOfBrokenStore(t *testing.T) {
	t.Parallel()
	for name, store := range map[string]Store{
		"get": brokenStore{Store: NewMemoryStore(1000), get: errLost},
		"set": brokenStore{Store: NewMemoryStore(1000), set: errLost},
	} {
		if _, err := (&tags{store: store}).epoch(t.Context(), []string{"a"}); !errors.Is(err, errLost) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
