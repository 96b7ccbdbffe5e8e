package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	golangtmdb "github.com/cyruzin/golang-tmdb"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/transport"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// token is one that the server does not look at.
const token = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"

const cacheBytes = 64 << 20

// clients are those that are measured, for one server.
type clients struct {
	base   string
	raw    *http.Client
	ours   *tmdb.Client
	cached *tmdb.Client // ours, with a cache
	theirs *golangtmdb.Client
}

func newClients(base string) (*clients, error) {
	// Without its limit of 40 requests a second, which is all that there would be to measure.
	unlimited := []tmdb.Option{tmdb.WithBaseURL(base), tmdb.WithLimiter(nil)}
	ours, err := tmdb.New(token, unlimited...)
	if err != nil {
		return nil, err
	}
	cached, err := tmdb.New(token, append(unlimited,
		tmdb.WithCache(tmdb.NewMemoryCache(cacheBytes)), tmdb.WithHTTPClient(&http.Client{Transport: once(transport.Network())}))...)
	if err != nil {
		return nil, err
	}
	theirs, err := golangtmdb.InitV4(token)
	if err != nil {
		return nil, err
	}
	// Connections as ours has them, and its timeout.
	theirs.SetClientConfig(http.Client{Transport: transport.Network(), Timeout: 30 * time.Second})
	return &clients{base: base, raw: &http.Client{Transport: transport.Network()}, ours: ours, cached: cached, theirs: theirs}, nil
}

// golangTMDB returns the other client, whose base URL is a variable of its package.
func (c *clients) golangTMDB() *golangtmdb.Client {
	c.theirs.SetCustomBaseURL(c.base + "/3")
	return c.theirs
}

// get is the raw GET: it reads the body, and does nothing with it.
func (c *clients) get(path string, size int) error {
	body, err := c.read(path)
	if err == nil && len(body) != size {
		err = fmt.Errorf("the body has %d bytes: want %d", len(body), size)
	}
	return err
}

func (c *clients) read(path string) ([]byte, error) {
	resp, err := c.open(path)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	return body, errors.Join(err, resp.Body.Close())
}

func (c *clients) open(path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	return c.raw.Do(req)
}

var errNoHit = errors.New("the cache has not got it")

// once sends a request for each URL: any other one should have been a hit.
func once(next http.RoundTripper) transport.Func {
	var sent sync.Map
	return func(req *http.Request) (*http.Response, error) {
		if _, again := sent.LoadOrStore(req.URL.String(), true); again {
			return nil, errNoHit
		}
		return next.RoundTrip(req)
	}
}

// hits returns an operation that reads a response of the transport's cache.
func (c *clients) hits(path string) (func() error, error) {
	cache := transport.Chain(once(c.raw.Transport), transport.Cache(transport.CacheConfig{Store: store.NewMemory(cacheBytes)}))
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	return func() error {
		resp, err := cache.RoundTrip(req)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		return errors.Join(err, resp.Body.Close())
	}, nil
}
