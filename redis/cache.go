package redis

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"sync"
	"time"

	goredis "github.com/redis/go-redis/v9"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

const (
	day = 24 * time.Hour
	// defaultTTL is how long a value is kept if nothing is said.
	defaultTTL = 30 * day
	// maxTTL is the longest that TMDB's terms allow: six months, of which the shortest have 181 days.
	maxTTL = 181 * day
)

// Cache keeps responses in Redis, for the clients of all processes, and the latest ones in memory. It
// is a CacheStore of the client, for its option WithCache, and safe for concurrent use.
type Cache struct {
	rdb     goredis.Cmdable
	ttl     time.Duration
	prefix  string
	breaker breaker

	memory   tmdb.CacheStore // nil if there is none
	maxAge   time.Duration   // in memory
	seed     maphash.Seed
	versions [64]version // by hash of the key
}

var _ tmdb.CacheStore = (*Cache)(nil)

// version counts the changes of what is in memory, so that what was asked for before a change does not
// take the place of the change.
type version struct {
	sync.Mutex
	number uint64
}

// CacheOption changes what [NewCache] returns.
type CacheOption func(*Cache) error

// Prefix sets what keys in Redis begin with, in place of "tmdb:cache:". Caches share values if they
// have the same prefix.
func Prefix(prefix string) CacheOption {
	return func(c *Cache) error {
		if prefix == "" {
			return errors.New(`Prefix is empty: want one such as "tmdb:cache:"`)
		}
		c.prefix = prefix
		return nil
	}
}

// Memory sets how many bytes a process keeps in memory, in place of 32 MiB, and for how long it does
// not ask Redis for them again, in place of a minute: up to an hour. So long may it not see what
// another process has set or deleted; a response that TMDB calls fresh is used for no longer on that
// account. 0 bytes are for no memory.
func Memory(maxBytes int64, maxAge time.Duration) CacheOption {
	return func(c *Cache) error {
		switch {
		case maxBytes < 0:
			return fmt.Errorf("Memory has %d bytes: want a positive number, or 0 for none", maxBytes)
		case maxBytes == 0:
			c.memory = nil
			return nil
		case maxAge <= 0 || maxAge > time.Hour:
			return fmt.Errorf("Memory has an age of %v: want more than 0, up to an hour", maxAge)
		}
		c.memory, c.maxAge = tmdb.NewMemoryCache(maxBytes), maxAge
		return nil
	}
}

// NewCache returns a cache that keeps each value in rdb for ttl after it was set: up to 181 days, as
// TMDB's terms allow six months; 0 is for 30 days. A response that TMDB confirms by its ETag is set
// anew. Redis may forget earlier: give it a maxmemory and a policy such as allkeys-lru.
//
// Values are compressed (zstd) unless they are small. Keys are a [Prefix] and a hash, and the client
// keeps nothing here that it asked for as a user: neither tells of a credential, a session or a user.
// A value that is damaged is deleted, and as if it were not there.
//
// When Redis cannot be reached, or takes longer than half a second, a call of the cache is an error,
// which the client logs and goes on from; for the second after that it is one at once. What is in
// memory is still used.
func NewCache(rdb goredis.Cmdable, ttl time.Duration, opts ...CacheOption) (*Cache, error) {
	switch {
	case rdb == nil:
		return nil, errors.New("NewCache: rdb is nil: want a client of go-redis")
	case ttl < 0 || ttl > maxTTL:
		return nil, fmt.Errorf("NewCache: ttl is %v: want a positive time up to 181 days, or 0 for 30 days", ttl)
	case ttl == 0:
		ttl = defaultTTL
	}
	c := &Cache{
		rdb:    rdb,
		ttl:    ttl,
		prefix: "tmdb:cache:",
		memory: tmdb.NewMemoryCache(32 << 20),
		maxAge: time.Minute,
		seed:   maphash.MakeSeed(),
	}
	for _, opt := range opts {
		if err := opt(c); err != nil {
			return nil, fmt.Errorf("NewCache: %w", err)
		}
	}
	return c, nil
}

// Get returns the value of a key from memory or from Redis, and nil without an error if there is none.
func (c *Cache) Get(ctx context.Context, key string) ([]byte, error) {
	if value := c.remembered(ctx, key); value != nil {
		return value, nil
	}
	before := c.version(key)
	packed, err := c.breaker.do(ctx, func(ctx context.Context) ([]byte, error) {
		packed, err := c.rdb.Get(ctx, c.prefix+key).Bytes()
		if errors.Is(err, goredis.Nil) {
			return nil, nil
		}
		return packed, err
	})
	if err != nil || packed == nil {
		return nil, err
	}
	value, err := unpack(packed)
	if err != nil {
		return nil, c.Delete(ctx, key)
	}
	c.change(ctx, key, value, &before)
	return value, nil
}

// Set keeps a value of up to 64 MiB in place of the one before, in memory and in Redis.
func (c *Cache) Set(ctx context.Context, key string, value []byte) error {
	if value == nil { // which is none to Get
		value = []byte{}
	}
	packed, err := pack(value)
	if err != nil {
		return errors.Join(err, c.Delete(ctx, key))
	}
	c.change(ctx, key, value, nil)
	_, err = c.breaker.do(ctx, func(ctx context.Context) ([]byte, error) {
		return nil, c.rdb.Set(ctx, c.prefix+key, packed, c.ttl).Err()
	})
	return err
}

// Delete forgets a key in memory and in Redis. Other processes may have it in memory still.
func (c *Cache) Delete(ctx context.Context, key string) error {
	c.change(ctx, key, nil, nil)
	_, err := c.breaker.do(ctx, func(ctx context.Context) ([]byte, error) {
		return nil, c.rdb.Del(ctx, c.prefix+key).Err()
	})
	return err
}

// stampSize is the size of the time that is before a value in memory.
const stampSize = 8

// remembered returns the value of a key from memory, nil if there is none or it is too old.
func (c *Cache) remembered(ctx context.Context, key string) []byte {
	if c.memory == nil {
		return nil
	}
	stamped, err := c.memory.Get(ctx, key)
	if err != nil || len(stamped) < stampSize {
		return nil
	}
	age := time.Since(time.Unix(0, int64(binary.BigEndian.Uint64(stamped))))
	if age < 0 || age > c.maxAge {
		return nil
	}
	return stamped[stampSize:]
}

func (c *Cache) versionOf(key string) *version {
	return &c.versions[maphash.String(c.seed, key)%uint64(len(c.versions))]
}

func (c *Cache) version(key string) uint64 {
	v := c.versionOf(key)
	v.Lock()
	defer v.Unlock()
	return v.number
}

// change sets the value of a key in memory, or forgets it if it is nil; if since is given, only if
// nothing was changed since that version.
func (c *Cache) change(ctx context.Context, key string, value []byte, since *uint64) {
	if c.memory == nil {
		return
	}
	v := c.versionOf(key)
	v.Lock()
	defer v.Unlock()
	if since == nil {
		v.number++
	} else if v.number != *since {
		return
	}
	if value == nil {
		_ = c.memory.Delete(ctx, key) // which has no errors
		return
	}
	stamped := binary.BigEndian.AppendUint64(make([]byte, 0, stampSize+len(value)), uint64(time.Now().UnixNano()))
	_ = c.memory.Set(ctx, key, append(stamped, value...))
}
