package proxy

import (
	"context"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/diskcache"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestStops: who has a request under way gets its response, nobody else gets in, and the proxy ends without
// an error.
func TestStops(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	entered, leave, stopping := make(chan struct{}), make(chan struct{}), make(chan struct{})
	p := newPair(t, srv, func(c *Config) {
		c.network = held{entered, leave}
		c.Logger = slog.New(slog.NewTextHandler(closing{"msg=stopping", stopping}, nil))
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	ctx, stop := context.WithCancel(t.Context())
	ended, got := make(chan error, 1), make(chan response, 1)
	go func() { ended <- p.Serve(ctx, listener) }()
	go func() { got <- askAt(t, "GET", url+"/3/movie/550", "") }()
	<-entered
	stop()
	<-stopping
	if resp := p.ask(t, "GET", "/healthz", ""); resp.status != http.StatusServiceUnavailable { // at the other server, which goes on
		t.Errorf("/healthz is %d", resp.status)
	}
	close(leave)
	if resp := <-got; resp.status != http.StatusOK {
		t.Errorf("the response is %d %s", resp.status, resp.body)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
	if conn, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}

// closing closes a channel when a line is written that has a text.
type closing struct {
	text string
	c    chan struct{}
}

func (c closing) Write(p []byte) (int, error) {
	if strings.Contains(string(p), c.text) {
		close(c.c)
	}
	return len(p), nil
}

// held says when a request has come, and holds it back.
type held struct{ entered, leave chan struct{} }

func (h held) RoundTrip(req *http.Request) (*http.Response, error) {
	close(h.entered)
	<-h.leave
	return testkit.HTTP.Transport.RoundTrip(req)
}

// TestDisk: what was cached is there after a restart, and no secret is.
func TestDisk(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	dir := t.TempDir()
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	const image = "/t/p/w92/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg"
	for _, want := range []string{"tmdb-proxy; fwd=miss", "tmdb-proxy; hit"} {
		cache, err := diskcache.Open(dir, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		p := newPair(t, srv, func(c *Config) { c.Store = cache })
		if resp := p.ask(t, "GET", "/3/movie/550", ""); resp.header.Get("Cache-Status") != want {
			t.Errorf("the cache is %s, want %s", resp.header.Get("Cache-Status"), want)
		}
		if resp := p.ask(t, "GET", image, ""); resp.status != http.StatusOK || !strings.HasPrefix(resp.body, "\xff\xd8") {
			t.Errorf("the image is %d", resp.status)
		}
		if resp := p.ask(t, "GET", "/3/account/1?session_id="+session, ""); resp.status != http.StatusOK {
			t.Errorf("the account is %d", resp.status)
		}
		if cache.Stats().Entries != 2 {
			t.Errorf("%d entries", cache.Stats().Entries)
		}
		if err := cache.Close(); err != nil {
			t.Error(err)
		}
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, secret := range []string{srv.Token, session} {
			if strings.Contains(string(data)+path, secret) {
				t.Errorf("%s has a secret", path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
