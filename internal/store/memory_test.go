package store

import (
	"bytes"
	"fmt"
	"runtime"
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

func TestMemory(t *testing.T) {
	t.Parallel()
	s := NewMemory(3 * (itemCost + 3)) // three keys of one byte with values of two
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
	put(t, s, "f", strings.Repeat("x", int(s.maxBytes-itemCost-1)*8/9))
	if look(t, s, "f") == "none" || look(t, s, "c") != "none" || s.Bytes() > s.maxBytes {
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

func TestMemoryOfNothing(t *testing.T) {
	t.Parallel()
	for _, bound := range []int64{0, -1} {
		s := NewMemory(bound)
		put(t, s, "a", "")
		if look(t, s, "a") != "none" || s.Bytes() != 0 {
			t.Errorf("%d: something is kept", bound)
		}
	}
}

func TestMemoryConcurrently(t *testing.T) {
	t.Parallel()
	s := NewMemory(10 * itemCost)
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

func TestMemoryPrintsNothing(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	type holder struct{ Store Store }
	s := NewMemory(1000)
	put(t, s, secret, secret)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		for _, value := range []any{s, holder{s}, &holder{s}} {
			if got := fmt.Sprintf(verb, value); strings.Contains(got, secret) || !strings.Contains(got, "memory store with 212 of 1000 bytes") {
				t.Errorf("%s: %s", verb, got)
			}
		}
	}
	if got := fmt.Sprint((*Memory)(nil)); got != "no memory store" {
		t.Error(got)
	}
}

func BenchmarkMemory(b *testing.B) {
	s := NewMemory(1 << 20)
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

// A store takes the memory that it was given, not much less and hardly more, whatever the size of
// what is in it. It is not parallel, as it measures all that the program takes.
func TestMemoryTakes(t *testing.T) {
	const bound = 2 << 20
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // the first leaves what has a finalizer
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	for _, test := range []struct{ size, spare int }{
		{0, 0}, {1, 0}, {20, 0}, {100, 0}, {1000, 0}, {1000, 10_000}, {4100, 0}, {9000, 0}, {33_000, 0}, {70_000, 0},
	} {
		before := heap()
		s := NewMemory(bound)
		for i := range 2 * bound / (test.size + itemCost) { // to the full, and everything anew
			value := append(make([]byte, 0, test.size+test.spare), bytes.Repeat([]byte("x"), test.size)...)
			if err := s.Set(t.Context(), fmt.Sprintf("%064x", i), value); err != nil {
				t.Fatal(err)
			}
		}
		taken := float64(heap()-before) / bound
		t.Logf("%d bytes each: %d items take %.2f of what the store was given", test.size, len(s.items), taken)
		if taken < 0.7 || taken > 1.1 {
			t.Errorf("%d bytes each: %.2f of what the store was given", test.size, taken)
		}
		runtime.KeepAlive(s)
	}
}
