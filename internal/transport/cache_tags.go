package transport

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"sync"
)

// tags invalidates answers in a store that knows nothing but keys and values. Each tag has an epoch,
// a random number in the store. An entry is right while the epochs of its tags are those from before
// it was fetched: a change makes all older entries wrong, in every program that uses the store, and
// also those that are still on their way. If the store forgets an epoch, a new one takes its place,
// and the entries are wrong too; none comes back.
type tags struct {
	store Store
	mu    sync.Mutex // over the making of epochs, so that requests at the same time agree
}

// epoch returns the epochs of the tags, made up where there are none.
func (t *tags) epoch(ctx context.Context, names []string) (string, error) {
	var all []byte
	for _, name := range names {
		value, err := t.one(ctx, tagKey(name))
		if err != nil {
			return "", err
		}
		all = append(all, value...)
	}
	return string(all), nil
}

func (t *tags) one(ctx context.Context, key string) ([]byte, error) {
	value, err := t.store.Get(ctx, key)
	if err != nil || value != nil {
		return value, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	value, err = t.store.Get(ctx, key)
	if err != nil || value != nil {
		return value, err
	}
	value = newEpoch()
	return value, t.store.Set(ctx, key, value)
}

// change begins a new epoch of a tag.
func (t *tags) change(ctx context.Context, name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.store.Set(ctx, tagKey(name), newEpoch())
}

func newEpoch() []byte { return binary.BigEndian.AppendUint64(nil, rand.Uint64()) }
