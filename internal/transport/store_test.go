package transport

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func put(t testing.TB, s Store, key, value string) {
	t.Helper()
	if err := s.Set(t.Context(), key, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

func look(t testing.TB, s Store, key string) string {
	t.Helper()
	value, err := s.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	if value == nil {
		return "none"
	}
	return string(value)
}

func TestMemoryStore(t *testing.T) {
	t.Parallel()
	s := NewMemoryStore(3 * (itemCost + 3)) // three keys of one byte with values of two
	for _, key := range []string{"a", "b", "c"} {
		put(t, s, key, key+"1")
	}
	if look(t, s, "a") != "a1" { // now b is the one asked for the longest ago
		t.Error("a is not there")
	}
	put(t, s, "d", "d1")
	for key, want := range map[string]string{"a": "a1", "b": "none", "c": "c1", "d": "d1", "e": "none"} {
		if got := look(t, s, key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	put(t, s, "a", "a2")
	if got := look(t, s, "a"); got != "a2" {
		t.Errorf("replaced: %s", got)
	}
	if s.Bytes() != s.maxBytes {
		t.Errorf("%d bytes, want %d", s.Bytes(), s.maxBytes)
	}

	// What is too large drives out only what it replaces.
	put(t, s, "a", strings.Repeat("x", int(s.maxBytes)))
	if look(t, s, "a") != "none" || look(t, s, "c") != "c1" {
		t.Error("too large: it is there, or others are not")
	}
	put(t, s, "f", strings.Repeat("x", int(s.maxBytes)-itemCost-1))
	if look(t, s, "f") == "none" || look(t, s, "c") != "none" || s.Bytes() != s.maxBytes {
		t.Errorf("just fits: %d bytes", s.Bytes())
	}
	for range 2 {
		if err := s.Delete(t.Context(), "f"); err != nil {
			t.Error(err)
		}
	}
	if s.Bytes() != 0 || s.order.Len() != 0 || len(s.items) != 0 {
		t.Errorf("emptied: %d bytes, %d in order, %d items", s.Bytes(), s.order.Len(), len(s.items))
	}
}

func TestMemoryStoreOfNothing(t *testing.T) {
	t.Parallel()
	for _, bound := range []int64{0, -1} {
		s := NewMemoryStore(bound)
		put(t, s, "a", "")
		if look(t, s, "a") != "none" || s.Bytes() != 0 {
			t.Errorf("%d: something is kept", bound)
		}
	}
}

func TestMemoryStoreConcurrently(t *testing.T) {
	t.Parallel()
	s := NewMemoryStore(10 * itemCost)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 200 {
				key := strconv.Itoa((i + j) % 20)
				put(t, s, key, key)
				if got := look(t, s, key); got != key && got != "none" {
					t.Errorf("%s: %s", key, got)
				}
				_ = s.Delete(t.Context(), strconv.Itoa(j%20))
			}
		})
	}
	wg.Wait()
	if s.Bytes() > s.maxBytes {
		t.Errorf("%d bytes, bound %d", s.Bytes(), s.maxBytes)
	}
}

func TestMemoryStorePrintsNothing(t *testing.T) {
	t.Parallel()
	s := NewMemoryStore(1000)
	put(t, s, secret, secret)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		for _, value := range []any{s, CacheConfig{Store: s}, &CacheConfig{Store: s}} {
			if got := fmt.Sprintf(verb, value); strings.Contains(got, secret) || !strings.Contains(got, "memory store with 212 of 1000 bytes") {
				t.Errorf("%s: %s", verb, got)
			}
		}
	}
	if got := fmt.Sprint((*MemoryStore)(nil)); got != "no memory store" {
		t.Error(got)
	}
}

func BenchmarkMemoryStore(b *testing.B) {
	s := NewMemoryStore(1 << 20)
	keys := make([]string, 1000)
	for i := range keys {
		keys[i] = fmt.Sprintf("%064x", i)
		put(b, s, keys[i], "value")
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		_, _ = s.Get(b.Context(), keys[i%len(keys)])
		i++
	}
}
