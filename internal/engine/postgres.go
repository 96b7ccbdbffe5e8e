//go:build unix

package engine

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startWithin is how long PostgreSQL may take until it accepts connections.
const startWithin = time.Minute

// Postgres starts a PostgreSQL of its own for t, which ends with t, and returns the DSN of an empty
// database in it. If PostgreSQL is not installed, t fails and says how to install it.
func Postgres(t testing.TB) (dsn string) {
	t.Helper()
	dsn, stop, err := StartPostgres()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return dsn
}

// StartPostgres is Postgres for a TestMain: it returns the DSN of an empty database, and what ends
// the server and removes its files. The server ends as well when this process ends without that.
func StartPostgres() (dsn string, stop func(), err error) {
	bin, err := postgresPrograms()
	if err != nil {
		return "", nil, err
	}
	as, err := unprivileged()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return "", nil, err
	}
	remove := func() { _ = os.RemoveAll(dir) }
	if as != nil {
		if err := os.Chown(dir, int(as.Uid), int(as.Gid)); err != nil {
			remove()
			return "", nil, err
		}
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "--pgdata", dataIn(dir), "--username", "mirror",
		"--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
	initdb.Dir, initdb.SysProcAttr = dir, &syscall.SysProcAttr{Credential: as}
	if out, err := initdb.CombinedOutput(); err != nil {
		remove()
		return "", nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	port, err := freePort()
	if err != nil {
		remove()
		return "", nil, err
	}
	end, err := servePostgres(filepath.Join(bin, "postgres"), dir, port, as)
	if err != nil {
		remove()
		return "", nil, err
	}
	dsn = fmt.Sprintf("postgres://mirror@127.0.0.1:%d/postgres?sslmode=disable", port)
	return dsn, func() { end(); remove() }, nil
}

// dataIn is the folder of the server's files in the one that is made for it.
func dataIn(dir string) string { return filepath.Join(dir, "data") }

// untilClosed runs a server until its own standard input is closed, which the end of the process
// that holds the other side does, however it ends, and removes the folder.
const untilClosed = `dir=$1; shift; "$@" </dev/null & server=$!; read line; kill -QUIT $server; wait $server; rm -rf "$dir"`

func servePostgres(postgres, dir string, port int, as *syscall.Credential) (end func(), err error) {
	server := exec.Command("/bin/sh", "-c", untilClosed, "sh", dir, postgres, "-D", dataIn(dir), "-p", strconv.Itoa(port),
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "lc_messages=C",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
	server.Dir, server.SysProcAttr = dir, &syscall.SysProcAttr{Credential: as, Setpgid: true}
	stdin, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := server.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	ready, logged := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(logged)
		ready <- awaitReady(stderr)
		_, _ = io.Copy(io.Discard, stderr)
	}()
	end = func() {
		_ = stdin.Close()
		<-logged
		_ = server.Wait()
	}
	select {
	case err = <-ready:
	case <-time.After(startWithin):
		err = fmt.Errorf("postgres is not ready after %v", startWithin)
	}
	if err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// awaitReady reads the server's log until it says that it accepts connections.
func awaitReady(log io.Reader) error {
	var lines []string
	for scanner := bufio.NewScanner(log); scanner.Scan(); {
		if strings.Contains(scanner.Text(), "ready to accept connections") {
			return nil
		}
		lines = append(lines, scanner.Text())
	}
	return errors.New("postgres ended: " + strings.Join(lines, "\n"))
}

// postgresPrograms returns the folder that has postgres and initdb, which Debian keeps out of PATH.
func postgresPrograms() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	slices.Reverse(found)
	if path, err := exec.LookPath("postgres"); err == nil {
		found = append(found, path)
	}
	for _, path := range found {
		if path, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	return "", errors.New("PostgreSQL is not installed: apt-get install postgresql")
}

// unprivileged returns the user postgres if this process is root's, as whom PostgreSQL does not run,
// and otherwise nil.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no other user for it: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// freePort returns a port of loopback that the kernel has chosen.
func freePort() (int, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
