package proxy

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// serveInMemory serves a proxy over pipes until the test ends it.
func serveInMemory(t *testing.T, p *Proxy) (listener *pipes, end func()) {
	t.Helper()
	listener = newPipes()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Serve(ctx, listener) }()
	return listener, func() {
		stop()
		if err := <-ended; err != nil && !errors.Is(err, net.ErrClosed) {
			t.Errorf("it ends with %v", err)
		}
	}
}

// TestSlowClients: who is slow, at whatever point, holds neither a place nor a connection for ever.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	const headers = " HTTP/1.1\r\nHost: a\r\n"
	for name, tt := range map[string]struct {
		first string // what is sent at once
		sends bool   // a byte a second after that
		reads int    // bytes a second
		most  time.Duration
	}{
		"header":        {"GET /3/movie/550" + headers, true, 9999, 7 * time.Second},
		"body":          {"POST /3/movie/550/rating?guest_session_id=g" + headers + "Content-Length: 1000\r\n\r\n", true, 1, requestTime + bodyTime + time.Second},
		"unwanted body": {"GET /3/movie/550" + headers + "Content-Length: 1000\r\n\r\n", true, 9999, requestTime + time.Second},
		"response":      {"GET /3/movie/550" + headers + "\r\n", false, 1, requestTime + time.Second},
		"none is read":  {"GET /3/movie/550?append_to_response=credits,images" + headers + "\r\n", false, 0, requestTime + time.Second},
		"says nothing":  {"", false, 9999, 7 * time.Second},
		"keeps silent":  {"GET /3/movie/550" + headers + "\r\n", false, 9999, requestTime + time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				srv := standIn(t)
				p := unserved(t, srv, func(c *Config) {
					c.Write, c.network = true, inProcess(srv)
				})
				listener, end := serveInMemory(t, p)
				defer end()
				conn, err := listener.dial(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				var both sync.WaitGroup
				started, gone := time.Now(), make(chan time.Time, 1)
				both.Go(func() { // which sends
					_, err := io.WriteString(conn, tt.first)
					for err == nil && tt.sends {
						time.Sleep(time.Second)
						_, err = io.WriteString(conn, "a")
					}
				})
				both.Go(func() { // which reads
					some := make([]byte, tt.reads)
					for err := error(nil); err == nil && tt.reads > 0; _, err = conn.Read(some) {
						time.Sleep(time.Second)
					}
					gone <- time.Now()
				})
				if tt.reads > 0 {
					if took := (<-gone).Sub(started); took > tt.most {
						t.Errorf("it is held for %v", took)
					}
				} else {
					time.Sleep(tt.most)
				}
				synctest.Wait()
				if n := len(p.underWay); n > 0 {
					t.Errorf("%d places are held", n)
				}
				conn.Close()
				both.Wait()
			})
		})
	}
}
