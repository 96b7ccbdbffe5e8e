package diskcache

import (
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkCache reads and writes 10 KB, as a response of a title has, in caches of several sizes.
func BenchmarkCache(b *testing.B) {
	const size = 10_000
	for _, entries := range []int{100, 100_000} {
		value := make([]byte, size)
		before := heap()
		c := open(b, b.TempDir(), 1<<40)
		for i := range entries {
			set(b, c, keyOf(i), value)
		}
		b.Logf("%d entries take %d bytes of memory each", entries, (heap()-before)/int64(entries))
		i := 0
		b.Run(fmt.Sprintf("get/%d", entries), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if v, err := c.Get(b.Context(), keyOf(i*7919%entries)); len(v) != size {
					b.Fatal(len(v), err)
				}
				i++
			}
		})
		b.Run(fmt.Sprintf("set/%d", entries), func(b *testing.B) {
			for b.Loop() {
				set(b, c, keyOf(i*7919%entries), value)
				i++
			}
		})
		b.Run(fmt.Sprintf("reopen/%d", entries), func(b *testing.B) {
			for b.Loop() {
				if err := c.Close(); err != nil {
					b.Fatal(err)
				}
				c = open(b, c.dir, 1<<40)
			}
		})
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // the first leaves what has a finalizer
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
