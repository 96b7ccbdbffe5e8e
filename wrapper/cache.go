package wrapper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// CacheStore keeps the bytes of a cache: in memory, on disk, in a database. It is safe for
// concurrent use, and may forget anything at any time, by size or by age. Keys are 64 hexadecimal
// digits and tell nothing of the request. No slice is changed after it was given to Set or returned
// by Get.
//
// Its errors make a call slower and are logged, but fail none. A call waits for it a second at
// most; one that takes longer is left alone for ten.
type CacheStore interface {
	// Get returns the value of a key, and nil without an error if there is none.
	Get(ctx context.Context, key string) ([]byte, error)

	// Set keeps a value in place of the one before.
	Set(ctx context.Context, key string, value []byte) error

	// Delete forgets a key. It is no error if there is no such key.
	Delete(ctx context.Context, key string) error
}

// NewMemoryCache returns a store in memory of at most maxBytes, all included, such as 64<<20. When
// it is full, it forgets what was not asked for the longest.
func NewMemoryCache(maxBytes int64) CacheStore {
	return memoryCache{store.NewMemory(maxBytes), maxBytes}
}

type memoryCache struct {
	*store.Memory
	maxBytes int64
}

// WithCache keeps responses in a store for as long as TMDB says that they are fresh, and asks by
// ETag whether they still are when they are older. Nothing is cached without it. Several clients
// may share a store.
//
// What is asked for as a user is not cached: with a session or a guest session, with another token
// than the client's, and all of accounts, lists, guest sessions and the v4 API. So what a user has
// just changed shows at once. Nor is a response that cannot be used or that says that the call
// failed.
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

// WithStaleIfError gives a response from the cache that has been out of date for no longer than a
// time, when TMDB responds with 5xx or with what cannot be used, or cannot be reached. It needs
// [WithCache]; without it, or with 0, there is an error instead.
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

// WithoutCoalescing sends each call on its own. Without it, a call that reads the same as one that
// is under way, with the same credential, waits for that one's response.
//
// It is an option of New, not of With.
func WithoutCoalescing() Option {
	return sharedOption("WithoutCoalescing", func(c *config) error {
		c.coalesce = false
		return nil
	})
}

func (c *config) coalesceLayer() transport.Layer {
	own := isOwn
	if !c.coalesce {
		own = func(*http.Request) bool { return true }
	}
	return transport.Coalesce(own)
}

func (c *config) cacheLayer() transport.Layer {
	cfg := transport.CacheConfig{
		Store:        c.cache,
		Bypass:       func(req *http.Request) bool { return isOwn(req) || c.actsForUser(req) },
		Usable:       usable,
		StaleIfError: c.staleIfError,
	}
	if logger := c.logger; logger != nil {
		cfg.Report = func(req *http.Request, err error) {
			logger.LogAttrs(req.Context(), slog.LevelWarn, "cache", append(about(req), slog.String("error", errorText(req, err)))...)
		}
	}
	return transport.Cache(cfg)
}

// isOwn reports whether the response to a GET is its caller's alone: it changes something, or makes
// something new.
func isOwn(req *http.Request) bool {
	op := operationFrom(req.Context())
	return op != nil && (op.Writes || op.Unique)
}

// actsForUser reports whether a request is made as a user.
func (c *config) actsForUser(req *http.Request) bool {
	if op := operationFrom(req.Context()); op != nil && op.OfUsers() {
		return true
	}
	return hasQuery(req.URL, sessionID) || hasQuery(req.URL, guestSessionID) || !c.hasOwnCredential(req)
}

// hasQuery reports whether a URL has a query parameter. The query is read only if it may.
func hasQuery(u *url.URL, name string) bool {
	return (strings.Contains(u.RawQuery, name) || strings.Contains(u.RawQuery, "%")) && u.Query().Has(name)
}

// hasCredential returns a function that reports whether a request has the credential that auth sets.
// Any other one may be a user's.
func hasCredential(auth gen.RequestEditorFn) func(*http.Request) bool {
	own := &http.Request{URL: &url.URL{}, Header: http.Header{}}
	if auth(context.Background(), own) != nil {
		return func(*http.Request) bool { return false }
	}
	token, key := own.Header.Get("Authorization"), own.URL.Query().Get(apiKey)
	return func(req *http.Request) bool {
		if req.Header.Get("Authorization") != token {
			return false
		}
		return key == "" && !hasQuery(req.URL, apiKey) || req.URL.Query().Get(apiKey) == key
	}
}
