//go:build unix

package engine

import (
	"net"
	"net/url"
	"testing"
)

func TestPostgres(t *testing.T) {
	t.Parallel()
	dsn, stop, err := StartPostgres()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatalf("%s: %v", u.Host, err)
	}
	conn.Close()
	stop()
	if conn, err := net.Dial("tcp", u.Host); err == nil {
		conn.Close()
		t.Error("PostgreSQL runs on after its end")
	}
}
