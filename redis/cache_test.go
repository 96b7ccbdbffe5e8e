package redis

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

func TestNewCacheRefuses(t *testing.T) {
	t.Parallel()
	rdb := goredis.NewClient(&goredis.Options{})
	defer rdb.Close()
	tests := []struct {
		rdb  goredis.Cmdable
		ttl  time.Duration
		opt  CacheOption
		want string // nothing if it is accepted
	}{
		{rdb, 0, nil, ""},
		{rdb, time.Hour, Prefix("p:"), ""},
		{rdb, maxTTL, Memory(0, 0), ""},
		{rdb, 0, Memory(1, time.Hour), ""},
		{nil, 0, nil, "rdb is nil"},
		{rdb, -1, nil, "ttl is -1ns: want a positive time up to 181 days"},
		{rdb, maxTTL + 1, nil, "ttl is 4344h0m0.000000001s"},
		{rdb, 0, Prefix(""), "Prefix is empty"},
		{rdb, 0, Memory(-1, time.Minute), "Memory has -1 bytes"},
		{rdb, 0, Memory(1, 0), "Memory has an age of 0s"},
		{rdb, 0, Memory(1, 2*time.Hour), "Memory has an age of 2h0m0s: want more than 0, up to an hour"},
	}
	for _, tt := range tests {
		var opts []CacheOption
		if tt.opt != nil {
			opts = append(opts, tt.opt)
		}
		_, err := NewCache(tt.rdb, tt.ttl, opts...)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%v: %v", tt.ttl, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%v: %v, want %q", tt.ttl, err, tt.want)
		}
	}
}

var key = strings.Repeat("0123456789abcdef", 4)

// caches returns the caches of two processes, and their Redis, in a bubble.
func caches(t *testing.T, ttl time.Duration, opts ...CacheOption) (*inMemory, *Cache, *Cache) {
	t.Helper()
	m := newInMemory(t)
	var both []*Cache
	for range 2 {
		rdb := m.client()
		context.AfterFunc(t.Context(), func() { rdb.Close() })
		c, err := NewCache(rdb, ttl, opts...)
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, c)
	}
	return m, both[0], both[1]
}

func wantValue(t *testing.T, what string, c *Cache, want []byte) {
	t.Helper()
	got, err := c.Get(t.Context(), key)
	if err != nil || !bytes.Equal(got, want) || (got == nil) != (want == nil) {
		t.Errorf("%s: %q, %v; want %q", what, got, err, want)
	}
}

func TestCache(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, c, other := caches(t, 0)
		set := func(c *Cache, value []byte) {
			t.Helper()
			if err := c.Set(t.Context(), key, value); err != nil {
				t.Fatal(err)
			}
		}
		wantValue(t, "nothing", c, nil)
		long := bytes.Repeat([]byte("abc "), 1000)
		for _, value := range [][]byte{{}, nil, []byte("a"), long} {
			set(c, value)
			want := append([]byte{}, value...)
			wantValue(t, "from memory", c, want)
			other.change(t.Context(), key, nil, nil)
			wantValue(t, "from Redis", other, want)
		}
		if ttl := m.TTL("tmdb:cache:" + key); ttl != 30*day {
			t.Errorf("kept for %v", ttl)
		}
		if packed, _ := m.Get("tmdb:cache:" + key); len(packed) > 100 {
			t.Errorf("%d bytes in Redis for %d", len(packed), len(long))
		}
		if keys := m.Keys(); len(keys) != 1 {
			t.Errorf("keys %v", keys)
		}

		// What another process does shows after a minute.
		set(other, []byte("b"))
		wantValue(t, "in memory of one process", other, []byte("b"))
		time.Sleep(59 * time.Second)
		wantValue(t, "in memory of the other", c, long)
		time.Sleep(2 * time.Second)
		wantValue(t, "after a minute", c, []byte("b"))
		if err := other.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		wantValue(t, "deleted", other, nil)
		wantValue(t, "deleted by another process", c, []byte("b"))
		time.Sleep(61 * time.Second)
		wantValue(t, "deleted by another process a minute ago", c, nil)

		// What is too large takes what was there with it.
		set(c, []byte("c"))
		if err := c.Set(t.Context(), key, make([]byte, maxValue+1)); err == nil {
			t.Error("too large a value: no error")
		}
		wantValue(t, "after too large a value", c, nil)
		if keys := m.Keys(); len(keys) != 0 {
			t.Errorf("keys %v", keys)
		}
	})
}

func TestCacheWithoutMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, c, other := caches(t, time.Hour, Memory(0, 0), Prefix("mine:"))
		if err := c.Set(t.Context(), key, []byte("a")); err != nil {
			t.Fatal(err)
		}
		wantValue(t, "in another process", other, []byte("a"))
		if err := other.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		wantValue(t, "deleted by another process", c, nil)
		if err := c.Set(t.Context(), key, []byte("a")); err != nil {
			t.Fatal(err)
		}
		if ttl := m.TTL("mine:" + key); ttl != time.Hour {
			t.Errorf("kept for %v", ttl)
		}
		m.FastForward(time.Hour)
		wantValue(t, "after its time", c, nil)
	})
}

func TestCacheDamaged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, c, _ := caches(t, 0)
		for _, damaged := range []string{"", "a", "\x01\x00\x00\x00\x00abc", "\x02\x00\x00\x00\x00abc", "\x09\x00\x00\x00\x00"} {
			if err := m.Set("tmdb:cache:"+key, damaged); err != nil {
				t.Fatal(err)
			}
			wantValue(t, damaged, c, nil)
			if m.Exists("tmdb:cache:" + key) {
				t.Errorf("%q is still there", damaged)
			}
		}
	})
}

// A value that was asked for before a change does not come into memory after it.
func TestCacheChangedMeanwhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, c, other := caches(t, 0)
		if err := other.Set(t.Context(), key, []byte("old")); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Get(t.Context(), strings.Repeat("f", 64)); err != nil { // and connects
			t.Fatal(err)
		}
		m.setDelay(200 * time.Millisecond)
		got := make(chan []byte)
		go func() {
			value, _ := c.Get(t.Context(), key)
			got <- value
		}()
		synctest.Wait()
		m.setDelay(0)
		if err := c.Set(t.Context(), key, []byte("new")); err != nil {
			t.Fatal(err)
		}
		if value := <-got; string(value) != "old" {
			t.Errorf("got %q, want what was there before", value)
		}
		wantValue(t, "in memory", c, []byte("new"))
	})
}

func TestCacheAway(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		away, back func(*inMemory)
		takes      time.Duration // the first call
		want       string
		rests      bool
		kept       string // what is in Redis in the end
	}{
		{"down", func(m *inMemory) { m.setDown(true) }, func(m *inMemory) { m.setDown(false) }, 0, "closed", true, "a"},
		{"slow", func(m *inMemory) { m.setDelay(10 * time.Second) }, func(m *inMemory) { m.setDelay(0) }, patience, "within 500ms", true, "b"},
		{"full", func(m *inMemory) { m.SetError("OOM command not allowed") }, func(m *inMemory) { m.SetError("") }, 0, "OOM", false, "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m, c, _ := caches(t, 0)
				if err := c.Set(t.Context(), key, []byte("a")); err != nil {
					t.Fatal(err)
				}
				tt.away(m)
				begin := time.Now()
				err := c.Set(t.Context(), key, []byte("b"))
				if took := time.Since(begin); err == nil || !strings.Contains(err.Error(), tt.want) || took > tt.takes+100*time.Millisecond {
					t.Errorf("%v after %v; want %q after %v", err, took, tt.want, tt.takes)
				}
				wantValue(t, "from memory", c, []byte("b"))
				for range 3 {
					begin, dialled := time.Now(), m.dialled()
					_, err := c.Get(t.Context(), strings.Repeat("f", 64))
					if err == nil || tt.rests && (err != errRests || time.Since(begin) != 0 || m.dialled() != dialled) {
						t.Errorf("%v after %v; want an error at once", err, time.Since(begin))
					}
				}
				if err := c.Delete(t.Context(), key); err == nil {
					t.Error("Delete: no error")
				}
				tt.back(m)
				time.Sleep(time.Minute) // in which the calls end that were given up
				wantValue(t, "back", c, []byte(tt.kept))
				wantValue(t, "back to stay", c, []byte(tt.kept))
			})
		})
	}
}

func TestCacheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, c, _ := caches(t, 0)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Get(ended, key); err != context.Canceled {
			t.Errorf("%v with a context that has ended", err)
		}
		m.setDelay(200 * time.Millisecond)
		begin := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := c.Get(ctx, key); err != context.DeadlineExceeded || time.Since(begin) != 50*time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
		m.setDelay(0)
		wantValue(t, "no failure of Redis", c, nil)
		time.Sleep(time.Minute) // in which the call ends that was given up
	})
}
