package transport

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/store"
)

// BenchmarkChain compares a GET through all layers, from the network and from the cache, with one
// through none.
func BenchmarkChain(b *testing.B) {
	for name, size := range map[string]int{"1.5KB": 1500, "108KB": 108 << 10} {
		body := []byte(`{"results":[` + string(bytes.Repeat([]byte(`{"id":550,"title":"Fight Club"},`), size/32)) + `{}]}`)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json;charset=utf-8")
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			w.Header().Set("Cache-Control", "public, max-age=21600")
			w.Header().Set("Etag", `W/"b5e27d1ee4c9a3f2ac0ff4cc5cbd3b1a"`)
			w.Header().Set("Vary", "Accept-Encoding")
			_, _ = w.Write(body)
		}))
		layers := func(s store.Store) []Layer {
			return []Layer{
				Coalesce(nil), Cache(CacheConfig{Store: s}), Limit(Waiter(rate.NewLimiter(1e9, 1e9))),
				Retry(RetryConfig{}), LimitBody(8 << 20), Unpack,
			}
		}
		for _, way := range []struct {
			name      string
			transport http.RoundTripper
		}{
			{"raw", Chain(Network())},
			{"get", Chain(Network(), layers(nil)...)},
			{"hit", Chain(Network(), layers(store.NewMemory(1<<20))...)},
		} {
			b.Run(name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL+"/3/movie/550?language=de", nil)
					if err != nil {
						b.Fatal(err)
					}
					req.Header.Set("Authorization", "Bearer token")
					req.Header.Set("User-Agent", "bench")
					resp, err := way.transport.RoundTrip(req)
					if err != nil {
						b.Fatal(err)
					}
					if inMemory, ok := resp.Body.(*inmemory.Body); ok {
						if len(inMemory.Data) != len(body) {
							b.Fatal("the body is cut off")
						}
						continue
					}
					if got, err := io.ReadAll(resp.Body); err != nil || len(got) != len(body) {
						b.Fatal(len(got), err)
					}
					_ = resp.Body.Close()
				}
			})
		}
		server.Close()
	}
}
