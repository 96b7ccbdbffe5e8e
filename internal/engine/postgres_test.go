//go:build unix

package engine

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"
)

// leftAlone is the variable by which TestPostgresAlone runs itself as a process that is killed.
const leftAlone = "ENGINE_TEST_LEFT_ALONE"

func TestPostgres(t *testing.T) {
	t.Parallel()
	dsn, stop, err := StartPostgres()
	if err != nil {
		t.Fatal(err)
	}
	if err := dial(dsn); err != nil {
		t.Error(err)
	}
	stop()
	if err := dial(dsn); err == nil {
		t.Error("PostgreSQL runs on after its end")
	}
}

// The server does not outlive the process that has started it.
func TestPostgresAlone(t *testing.T) {
	if os.Getenv(leftAlone) != "" {
		fmt.Println(Postgres(t))
		select {}
	}
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPostgresAlone$")
	cmd.Env = append(os.Environ(), leftAlone+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	running, held, err := os.Pipe() // which the process and all that it starts hold until they end
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	cmd.ExtraFiles = []*os.File{held}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	held.Close()
	line := bufio.NewScanner(out)
	if !line.Scan() {
		t.Error("the process ended by itself")
	}
	if err := dial(line.Text()); err != nil {
		t.Error(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // killed
	if err := running.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(running); err != nil {
		t.Errorf("PostgreSQL runs on: %v", err)
	}
}

// dial connects to the server of a DSN, and that is all.
func dial(dsn string) error {
	u, err := url.Parse(dsn)
	if err != nil {
		return err
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		return err
	}
	return conn.Close()
}
