//go:build unix

package engine

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// program is a server to be run.
type program struct {
	args   []string            // its own path first
	as     *syscall.Credential // nil: the user of this process
	dir    string              // its working directory
	remove bool                // the directory, when it has ended
	signal string              // what ends it, such as KILL
	ready  string              // a part of the line that says that it accepts connections
	within time.Duration       // until it has to do so
}

// untilClosed runs a server until its own standard input is closed, which also the end of the process
// that holds the other side does, however it ends. Then it ends the server, and removes a directory if
// it has one.
const untilClosed = `signal=$1; dir=$2; shift 2; "$@" </dev/null & server=$!; read line; kill -$signal $server; wait $server; test -z "$dir" || rm -rf "$dir"`

// start starts the server, out of reach of an interrupt from the keyboard, and returns what ends it
// when it accepts connections.
func (p program) start() (end func(), err error) {
	remove := ""
	if p.remove {
		remove = p.dir
	}
	server := exec.Command("/bin/sh", append([]string{"-c", untilClosed, "sh", p.signal, remove}, p.args...)...)
	server.Dir, server.SysProcAttr = p.dir, &syscall.SysProcAttr{Credential: p.as, Setpgid: true}
	stdin, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	log, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	server.Stderr = server.Stdout
	if err := server.Start(); err != nil {
		return nil, err
	}
	ready, logged := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(logged)
		ready <- p.await(log)
		_, _ = io.Copy(io.Discard, log)
	}()
	end = func() {
		_ = stdin.Close()
		<-logged
		_ = server.Wait()
	}
	select {
	case err = <-ready:
	case <-time.After(p.within):
		err = fmt.Errorf("%s is not ready after %v", p.args[0], p.within)
	}
	if err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// await reads the server's log until it says that it accepts connections.
func (p program) await(log io.Reader) error {
	var lines []string
	for scanner := bufio.NewScanner(log); scanner.Scan(); {
		if strings.Contains(scanner.Text(), p.ready) {
			return nil
		}
		lines = append(lines, scanner.Text())
	}
	return fmt.Errorf("%s ended: %s", p.args[0], strings.Join(lines, "\n"))
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
