package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// asProgram has the test be the program.
const asProgram = "TMDB_MIRROR_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestSignals: SIGTERM ends a run that goes well, and leaves nothing under way; another one goes on.
func TestSignals(t *testing.T) {
	t.Parallel()
	server := tmdbtest.NewServer(t, tmdbtest.WithLatency(20*time.Millisecond))
	dsn := filepath.Join(t.TempDir(), "mirror.db")
	var stderr bytes.Buffer
	command := func(args ...string) *exec.Cmd {
		stderr.Reset()
		cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
		cmd.Env = append(os.Environ(), asProgram+"=1", "TMDB_MIRROR_DB="+dsn, "TMDB_ACCESS_TOKEN="+server.Token, "TMDB_BASE_URL="+server.URL)
		cmd.Stderr = &stderr
		return cmd
	}
	if err := command("init", "--kinds", "movie").Run(); err != nil {
		t.Fatal(err, &stderr)
	}
	run := command("run", "--files", server.URL)
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	m, err := mirror.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	status := func() mirror.KindStatus {
		t.Helper()
		s, err := m.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s.Kinds["movie"]
	}
	for status().Running == 0 {
		if t.Context().Err() != nil {
			t.Fatal("nothing runs")
		}
	}
	if err := run.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil || !strings.Contains(stderr.String(), "stopped; run again to go on") {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	if s := status(); s.Running != 0 || s.Dead != 0 || s.Known+s.Waiting+s.Retrying == 0 {
		t.Errorf("stopped: %+v", s)
	}
	if err := command("run", "--once", "--files", server.URL).Run(); err != nil {
		t.Fatal(err, &stderr)
	}
	if s := status(); s.Known == 0 || s.Load != (mirror.Load{}) {
		t.Errorf("in the end: %+v", s)
	}
	if err := command("run", "--fast").Run(); err == nil || !strings.HasPrefix(stderr.String(), "tmdb-mirror: unknown flag") {
		t.Errorf("%v\n%s", err, &stderr)
	}
}
