//go:build unix

package engine

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
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

	program string
	dir     string
	port    string

	mu  sync.Mutex
	end func() // nil while it does not run
}

// Redis starts a redis-server of its own for t, which ends with t. If Redis is not installed, t fails
// and says how to install it.
func Redis(t testing.TB) *RedisServer {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal("Redis is not installed: apt-get install redis-server")
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0") // the kernel chooses the port
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().(*net.TCPAddr)
	l.Close()
	s := &RedisServer{Addr: addr.String(), program: program, dir: t.TempDir(), port: strconv.Itoa(addr.Port)}
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
	end, err := s.serve()
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

// untilOrphaned runs a server until its own standard input is closed, which also the end of this
// process does, however it ends. Then it kills the server.
const untilOrphaned = `"$@" </dev/null & server=$!; read line; kill -KILL $server; wait $server`

// serve starts the server, out of reach of an interrupt from the keyboard, and returns what kills it.
func (s *RedisServer) serve() (end func(), err error) {
	server := exec.Command("/bin/sh", "-c", untilOrphaned, "sh", s.program, "--port", s.port,
		"--bind", "127.0.0.1", "--dir", s.dir, "--save", "", "--appendonly", "no", "--daemonize", "no")
	server.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stdin, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	ready, logged := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(logged)
		ready <- awaitRedis(stdout)
		_, _ = io.Copy(io.Discard, stdout)
	}()
	end = func() {
		_ = stdin.Close()
		<-logged
		_ = server.Wait()
	}
	select {
	case err = <-ready:
	case <-time.After(redisWithin):
		err = fmt.Errorf("redis-server is not ready after %v", redisWithin)
	}
	if err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// awaitRedis reads the server's log until it says that it accepts connections.
func awaitRedis(log io.Reader) error {
	var lines []string
	for scanner := bufio.NewScanner(log); scanner.Scan(); {
		if strings.Contains(scanner.Text(), "eady to accept connections") { // R or r, by version
			return nil
		}
		lines = append(lines, scanner.Text())
	}
	return errors.New("redis-server ended: " + strings.Join(lines, "\n"))
}
