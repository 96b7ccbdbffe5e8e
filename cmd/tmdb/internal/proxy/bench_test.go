package proxy

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/diskcache"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// BenchmarkHit is what a client waits for what is cached, with the cache of the program.
func BenchmarkHit(b *testing.B) { benchmark(b, func(*pair) {}) }

// BenchmarkMiss asks a stand-in on the same machine: TMDB is farther away.
func BenchmarkMiss(b *testing.B) {
	benchmark(b, func(p *pair) { p.api.shared = p.api.alone })
}

func benchmark(b *testing.B, change func(*pair)) {
	p := newDiskPair(b)
	change(p)
	client := newClient(b, p, 1)
	b.ReportAllocs()
	for b.Loop() {
		client.get(b, p.url+"/3/movie/550")
	}
}

// BenchmarkHits is how long each of many hits takes, in 10,000 of them: by one client, where the proxy
// promises less than a millisecond, and by 64 at once.
func BenchmarkHits(b *testing.B) {
	for _, clients := range []int{1, 64} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			p := newDiskPair(b)
			client := newClient(b, p, clients)
			for b.Loop() {
				took := make([][]time.Duration, clients)
				var wg sync.WaitGroup
				for i := range took {
					wg.Go(func() {
						for range 10_000 / clients {
							started := time.Now()
							client.get(b, p.url+"/3/movie/550")
							took[i] = append(took[i], time.Since(started))
						}
					})
				}
				wg.Wait()
				all := slices.Concat(took...)
				slices.Sort(all)
				b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(all[len(all)*99/100].Microseconds()), "p99-µs")
			}
		})
	}
}

// newDiskPair starts a proxy with the cache of the program.
func newDiskPair(b *testing.B) *pair {
	disk, err := diskcache.Open(b.TempDir(), 64<<20)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { disk.Close() })
	return newPair(b, tmdbtest.NewServer(b, tmdbtest.Quiet()), func(c *Config) {
		c.Quiet, c.Store = true, diskcache.NewLayered(16<<20, disk)
	})
}

// benchClient is a client that keeps so many connections.
type benchClient struct{ *http.Transport }

func newClient(b *testing.B, p *pair, connections int) benchClient {
	c := benchClient{&http.Transport{MaxIdleConnsPerHost: connections}}
	b.Cleanup(c.CloseIdleConnections)
	c.get(b, p.url+"/3/movie/550")
	return c
}

func (c benchClient) get(b *testing.B, target string) {
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, target, nil)
	if err != nil {
		b.Error(err)
		return
	}
	resp, err := c.RoundTrip(req)
	if err != nil {
		b.Error(err)
		return
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		b.Errorf("the response is %s, %v", resp.Status, err)
	}
	resp.Body.Close()
}
