package diskcache

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/transport"
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

// BenchmarkHit is a hit of 10 KB through the layers of package transport.
func BenchmarkHit(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=21600")
		_, _ = w.Write(make([]byte, 10_000))
	}))
	b.Cleanup(server.Close)
	for name, s := range map[string]store.Store{
		"disk":    open(b, b.TempDir(), 1<<30),
		"layered": NewLayered(64<<20, open(b, b.TempDir(), 1<<30)),
		"memory":  store.NewMemory(64 << 20),
	} {
		layers := transport.Chain(transport.Network(), transport.Coalesce(nil), transport.Cache(transport.CacheConfig{Store: s}))
		send := func(i int) {
			req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL+"/"+strconv.Itoa(i%1000), nil)
			if err != nil {
				b.Fatal(err)
			}
			resp, err := layers.RoundTrip(req)
			if err != nil {
				b.Fatal(err)
			}
			if n, err := io.Copy(io.Discard, resp.Body); n != 10_000 || err != nil {
				b.Fatal(n, err)
			}
			_ = resp.Body.Close()
		}
		for i := range 1000 {
			send(i)
		}
		i := 0
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				send(i)
				i++
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
