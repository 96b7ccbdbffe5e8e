package wrapper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/internal/transport"
)

// CacheStore keeps the bytes of a cache: in memory, on disk, in a database. It is safe for concurrent
// use, and may forget anything at any time, by size or by age. Keys are 64 hexadecimal digits and
// tell nothing of the request; values are private to the user whose credential it had. No slice is
// changed after it was given to Set or returned by Get.
//
// Its errors make a call slower and are logged, but fail none.
type CacheStore interface {
	// Get returns the value of a key, and nil without an error if there is none.
	Get(ctx context.Context, key string) ([]byte, error)

	// Set keeps a value in place of the one before.
	Set(ctx context.Context, key string, value []byte) error

	// Delete forgets a key. It is no error if there is no such key.
	Delete(ctx context.Context, key string) error
}

// NewMemoryCache returns a store in memory of at most maxBytes, all included, such as 64<<20. When it is
// full, it forgets what was not asked for the longest.
func NewMemoryCache(maxBytes int64) CacheStore {
	return memoryCache{transport.NewMemoryStore(maxBytes), maxBytes}
}

type memoryCache struct {
	*transport.MemoryStore
	maxBytes int64
}

// WithCache keeps answers in a store for as long as TMDB says that they are fresh, and asks by ETag
// whether they still are when they are older. Nothing is cached without it. What is kept for one
// credential or session is never given to another one; several clients may share a store.
//
// A write through the client, its copies and clients that share the store makes out of date what it
// changes for the same session: a rating the states and the rated list, a favourite or watchlist entry
// the states and that list, a change of a list that list and the user's lists. What a user changes
// elsewhere shows when the answer is no longer fresh.
//
// It is an option of New, not of With.
func WithCache(store CacheStore) Option {
	return sharedOption("WithCache", func(c *config) error {
		if store == nil {
			return errors.New("the store is nil: want one such as NewMemoryCache(64<<20)")
		}
		if m, ok := store.(memoryCache); ok && m.maxBytes <= 0 {
			return fmt.Errorf("NewMemoryCache has %d bytes: want a positive number, such as 64<<20", m.maxBytes)
		}
		c.cache = store
		return nil
	})
}

// WithStaleIfError gives an answer from the cache that has been out of date for no longer than a time,
// when TMDB answers 5xx or cannot be reached. It needs [WithCache]; without it, or with 0, there is an
// error instead.
//
// It is an option of New, not of With.
func WithStaleIfError(duration time.Duration) Option {
	return sharedOption("WithStaleIfError", func(c *config) error {
		if duration < 0 {
			return fmt.Errorf("the duration is %v: want a positive one, or 0 for none", duration)
		}
		c.staleIfError = duration
		return nil
	})
}

// WithoutCoalescing sends each call on its own. Without it, a call that reads the same as one that is
// under way, with the same credential, waits for that one's answer.
//
// It is an option of New, not of With.
func WithoutCoalescing() Option {
	return sharedOption("WithoutCoalescing", func(c *config) error {
		c.coalesce = false
		return nil
	})
}

func (c *config) coalesceLayer() transport.Layer {
	if !c.coalesce {
		return nil
	}
	return transport.NewCoalesce(transport.Coalesce{Never: isOwn})
}

func (c *config) cacheLayer() transport.Layer {
	if c.cache == nil {
		return nil
	}
	cfg := transport.Cache{
		Store:        c.cache,
		Bypass:       isOwn,
		Tags:         cacheTags,
		Touches:      cacheTouches,
		StaleIfError: c.staleIfError,
	}
	if logger := c.logger; logger != nil {
		cfg.OnError = func(ctx context.Context, err error) {
			c := callFrom(ctx)
			logger.LogAttrs(ctx, slog.LevelWarn, "cache", slog.String("operation", c.name()), slog.String("error", c.errorText(err)))
		}
	}
	return transport.NewCache(cfg)
}

// isOwn reports whether the answer to a GET is its caller's alone: it changes something, or makes
// something new.
func isOwn(req *http.Request) bool {
	c := callFrom(req.Context())
	return c != nil && c.op != nil && (c.op.Writes || c.op.unique)
}
