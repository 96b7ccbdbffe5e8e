package redis

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	goredis "github.com/redis/go-redis/v9"
)

// inMemory is a Redis without a network, for bubbles of testing/synctest, whose clock it has.
type inMemory struct {
	*miniredis.Miniredis

	mu    sync.Mutex
	down  bool
	delay time.Duration // of what it sends
	dials int
	conns []net.Conn
}

// newInMemory returns one for the bubble that it is called in.
func newInMemory(t *testing.T) *inMemory {
	t.Helper()
	m := &inMemory{Miniredis: miniredis.NewMiniRedis()}
	if err := m.Start(); err != nil {
		t.Fatal(err)
	}
	m.Server().Close() // its listener: a bubble's clock stands still while somebody waits for a network
	return m
}

// client returns a client, which has to be closed in the bubble.
func (m *inMemory) client() *goredis.Client {
	return goredis.NewClient(&goredis.Options{
		Addr:       "192.0.2.1:6379", // no name: go-redis looks names up
		Dialer:     m.dial,
		MaxRetries: -1,

		DialerRetries: 1,
	})
}

func (m *inMemory) dial(context.Context, string, string) (net.Conn, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dials++
	if m.down {
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	}
	client, server := net.Pipe()
	go m.Server().ServeConn(server)
	m.conns = append(m.conns, client)
	return &slowConn{client, m}, nil
}

// setDown ends all connections and refuses further ones, or takes them again.
func (m *inMemory) setDown(down bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.down = down
	if down {
		for _, conn := range m.conns {
			conn.Close()
		}
		m.conns = nil
	}
}

func (m *inMemory) setDelay(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.delay = d
}

func (m *inMemory) dialled() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.dials
}

type slowConn struct {
	net.Conn
	redis *inMemory
}

func (c *slowConn) Read(p []byte) (int, error) {
	c.redis.mu.Lock()
	delay := c.redis.delay
	c.redis.mu.Unlock()
	n, err := c.Conn.Read(p)
	time.Sleep(delay)
	return n, err
}

// within returns a context that is cancelled after a time, and has no deadline before that.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	timer := time.AfterFunc(d, cancel)
	t.Cleanup(func() { timer.Stop(); cancel() })
	return ctx
}

var errAny = errors.New("any error")
