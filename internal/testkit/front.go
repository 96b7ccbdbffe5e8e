package testkit

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// The variables that put tmdb proxy in front of the servers of tests: the program, and whether clients
// leave the credential to it. See make proxy-check.
const (
	frontProgram   = "TMDB_TEST_PROXY"
	frontAnonymous = "TMDB_TEST_PROXY_ANONYMOUS"
)

// Front returns where a test asks a server: at the server itself, or at a proxy in front of it that runs
// until the test ends.
func Front(t testing.TB, server, token string) string {
	t.Helper()
	program := os.Getenv(frontProgram)
	if program == "" {
		return server
	}
	f, err := startFront(program, server, token)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		f.stop()
		if t.Failed() {
			t.Logf("the proxy logged:\n%s", f.log.Bytes())
		}
	})
	return f.url
}

// example is the proxy of the example that runs. Examples run one after the other.
var example *front

// FrontOfExample is Front for an example, whose proxy runs until another server has one.
func FrontOfExample(server, token string) string {
	program := os.Getenv(frontProgram)
	if program == "" {
		return server
	}
	if example != nil && example.server != server {
		example.stop()
		example = nil
	}
	if example == nil {
		var err error
		if example, err = startFront(program, server, token); err != nil {
			panic(err)
		}
	}
	return example.url
}

// Fronted reports whether a proxy is in front of the servers of tests.
func Fronted() bool { return os.Getenv(frontProgram) != "" }

// LeavesCredential reports whether clients are to have none, because the proxy has it.
func LeavesCredential() bool { return Fronted() && os.Getenv(frontAnonymous) != "" }

// Direct skips a test that no proxy can come between: it is about what a proxy is there to change.
func Direct(t testing.TB, why string) {
	t.Helper()
	if Fronted() {
		t.Skip("not through a proxy: " + why)
	}
}

// front is a proxy in front of a server.
type front struct {
	server, url string
	stop        func()
	log         bytes.Buffer // to be read when it has stopped
}

func startFront(program, server, token string) (*front, error) {
	cache, err := os.MkdirTemp("", "tmdb-front-")
	if err != nil {
		return nil, err
	}
	f := &front{server: server}
	// The shell ends the proxy when its input ends, so that nothing stays behind, however the test ends.
	cmd := exec.Command("/bin/sh", "-c", `"$@" </dev/null & read -r _; kill $!; wait $!; rm -rf "$0"`, cache, program, "proxy",
		"--addr", "127.0.0.1:0", "--upstream", server, "--images-upstream", server,
		"--cache-dir", cache, "--write", "--rate", "1000")
	cmd.Env = append(os.Environ(), "TMDB_ACCESS_TOKEN="+token, "TMDB_PROXY_TOKEN=", "TMDB_CONFIG_DIR="+cache)
	cmd.Stderr = &f.log
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	f.stop = sync.OnceFunc(func() {
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait() // the status is that of a program that was told to end
	})
	late := time.AfterFunc(20*time.Second, func() { _ = in.Close() })
	defer late.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL="); ok {
			f.url = url
			return f, nil
		}
	}
	f.stop()
	return nil, fmt.Errorf("%s proxy says no address: %s", program, f.log.Bytes())
}
