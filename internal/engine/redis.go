//go:build unix

package engine

import (
	"net"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"
)

// redisWithin is how long Redis may take until it accepts connections.
const redisWithin = 20 * time.Second

// RedisServer is a redis-server of a test. It keeps nothing on disk: what it held is lost when it is
// killed.
type RedisServer struct {
	// Addr is its host and port on loopback, the same after each Start.
	Addr string

	server program

	mu  sync.Mutex
	end func() // nil while it does not run
}

// Redis starts a redis-server of its own for t, which ends with t. If Redis is not installed, t fails
// and says how to install it.
func Redis(t testing.TB) *RedisServer {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal("Redis is not installed: apt-get install redis-server")
	}
	number, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	port, dir := strconv.Itoa(number), t.TempDir()
	s := &RedisServer{Addr: net.JoinHostPort("127.0.0.1", port), server: program{
		args: []string{path, "--port", port, "--bind", "127.0.0.1", "--dir", dir, "--save", "", "--appendonly", "no", "--daemonize", "no"},
		dir:  dir, signal: "KILL", within: redisWithin,
		ready: "eady to accept connections", // R or r, by version
	}}
	t.Cleanup(s.Kill)
	s.Start(t)
	return s
}

// Start starts it again after Kill, on the same port and with nothing in it, and returns when it
// accepts connections.
func (s *RedisServer) Start(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end != nil {
		t.Fatal("Redis runs: want Kill before Start")
	}
	end, err := s.server.start()
	if err != nil {
		t.Fatal(err)
	}
	s.end = end
}

// Kill ends it by SIGKILL, if it runs, and returns when it has ended.
func (s *RedisServer) Kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end != nil {
		s.end()
		s.end = nil
	}
}
