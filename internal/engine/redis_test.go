//go:build unix

package engine

import (
	"bufio"
	"io"
	"net"
	"testing"
)

func TestRedis(t *testing.T) {
	t.Parallel()
	s := Redis(t)
	redisSays(t, s.Addr, "SET a b", "+OK")
	redisSays(t, s.Addr, "EXISTS a", ":1")
	s.Kill()
	if conn, err := net.Dial("tcp", s.Addr); err == nil {
		conn.Close()
		t.Error("Redis runs on after Kill")
	}
	s.Kill() // does nothing
	s.Start(t)
	redisSays(t, s.Addr, "EXISTS a", ":0")
}

func redisSays(t *testing.T, addr, command, want string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, command+"\r\n"); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil || line != want+"\r\n" {
		t.Errorf("%s: %q, %v; want %s", command, line, err, want)
	}
}
