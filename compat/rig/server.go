// Package rig is what it takes to run programs of other people against tmdb-server: their npm packages,
// and the server as a process.
package rig

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Program is tmdb-server, built.
type Program struct {
	path string
	args []string
}

// BuildServer builds tmdb-server from root, the folder of the client's module.
func BuildServer(ctx context.Context, root string) (*Program, error) {
	dir, err := os.MkdirTemp("", "compat")
	if err != nil {
		return nil, err
	}
	p := &Program{path: filepath.Join(dir, "tmdb-server"), args: []string{"-addr", "127.0.0.1:0"}}
	build := exec.CommandContext(ctx, "go", "build", "-o", p.path, "./cmd/tmdb-server")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		p.Remove()
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return p, nil
}

// Remove removes the program.
func (p *Program) Remove() { os.RemoveAll(filepath.Dir(p.path)) }

// Server is tmdb-server, running.
type Server struct {
	cmd *exec.Cmd
	Env []string // what clients have to know, for the environment of a process
}

// Start starts a server and waits for its greeting.
func (p *Program) Start(ctx context.Context) (*Server, error) {
	cmd := exec.CommandContext(ctx, p.path, p.args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stderr = io.Discard // it has a line for each request that is odd
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &Server{cmd: cmd}
	lines := bufio.NewReader(out)
	if s.Env, err = readGreeting(lines); err != nil {
		s.Stop()
		return nil, fmt.Errorf("the greeting of tmdb-server: %w", err)
	}
	go io.Copy(io.Discard, lines)
	return s, nil
}

// BaseURL is where the server is.
func (s *Server) BaseURL() string {
	for _, set := range s.Env {
		if url, ok := strings.CutPrefix(set, "TMDB_BASE_URL="); ok {
			return url
		}
	}
	return "" // which the greeting rules out
}

// Stop ends the server and waits until it has ended.
func (s *Server) Stop() error {
	if err := s.cmd.Cancel(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return s.cmd.Wait()
}

// readGreeting reads the lines of the server until all that a client needs is there: where it is, token
// and key, and a user with a password.
func readGreeting(r *bufio.Reader) (env []string, err error) {
	wanted := map[string]bool{"TMDB_BASE_URL": true, "TMDB_ACCESS_TOKEN": true, "TMDB_API_KEY": true}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("it ended before all was said: %w", err)
		}
		line = strings.TrimSuffix(line, "\n")
		if set, ok := strings.CutPrefix(line, "export "); ok {
			name, value, _ := strings.Cut(set, "=")
			if wanted[name] {
				env = append(env, name+"="+unquote(value))
				delete(wanted, name)
			}
			continue
		}
		username, password, ok := readUser(line)
		if !ok {
			continue
		}
		if len(wanted) > 0 {
			return nil, fmt.Errorf("the users came before %d of the variables", len(wanted))
		}
		return append(env, "TMDB_USERNAME="+username, "TMDB_PASSWORD="+password), nil
	}
}

// unquote takes a value out of the single quotes of a shell.
func unquote(value string) string {
	if len(value) < 2 || value[0] != '\'' || value[len(value)-1] != '\'' {
		return value
	}
	return strings.ReplaceAll(value[1:len(value)-1], `'\''`, `'`)
}

// readUser reads a line such as #   "ada", password "correct-horse".
func readUser(line string) (username, password string, ok bool) {
	rest := strings.TrimLeft(strings.TrimPrefix(line, "#"), " ")
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", "", false
	}
	after, ok := strings.CutPrefix(rest[len(quoted):], ", password ")
	if !ok {
		return "", "", false
	}
	username, err = strconv.Unquote(quoted)
	if err != nil {
		return "", "", false
	}
	password, err = strconv.Unquote(after)
	return username, password, err == nil
}
