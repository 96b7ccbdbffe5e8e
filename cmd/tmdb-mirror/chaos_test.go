package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror"
)

const (
	chaosProcesses = 3
	chaosRate      = 200
	// chaosShort is for how long processes are killed, without the variable CHAOS. There is as much to
	// fetch as the rate allows in this time.
	chaosShort = 12 * time.Second
	// chaosPause is the longest time between two kills.
	chaosPause = 3 * time.Second
	// chaosRescue is after which time others do what a killed process held.
	chaosRescue = 5 * time.Second
	// chaosOutage is how long Redis is away, in the long form.
	chaosOutage = 5 * time.Second
	// chaosGrace is how long the end may take after that, and as long again as it lasted on a machine that
	// has more to do: what killed processes held comes back, and ids that failed are fetched again after a
	// minute.
	chaosGrace = 5 * time.Minute
)

// Processes with PostgreSQL and Redis are killed at random, and the server fails at each twentieth
// request: every id is stored once in the end, no job is lost or dead, and together they keep to the
// rate. CHAOS=10m go test -run Chaos -timeout 30m has more to fetch, and Redis is killed as well.
func TestChaos(t *testing.T) {
	t.Parallel()
	lasting := chaosShort
	if value := os.Getenv("CHAOS"); value != "" {
		var err error
		if lasting, err = time.ParseDuration(value); err != nil {
			t.Fatalf("CHAOS is %q: want a time such as 10m", value)
		}
	}
	n := int(lasting.Seconds() * chaosRate)
	s := &standIn{n: n, failing: 0.05}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	server := engine.Redis(t)
	dsn := engine.Postgres(t)
	p := newProgram(t, dsn, srv.URL)
	p.ok("init", "--kinds", "movie", "--appends", "movie=", "--rate", strconv.Itoa(chaosRate), "--batch", "20", "--video")

	ctx, cancel := context.WithTimeout(t.Context(), 2*lasting+chaosGrace)
	defer cancel()
	ended := make(chan *exec.Cmd)
	start := func() *exec.Cmd {
		cmd := p.command(ctx, "run", "--once", "--redis", "redis://"+server.Addr, "--processes", strconv.Itoa(chaosProcesses),
			"--rescue-after", chaosRescue.String())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			_ = cmd.Wait() // killed, or told by its state
			ended <- cmd
		}()
		return cmd
	}
	running := map[*exec.Cmd]bool{} // whether it was told to end
	for range chaosProcesses {
		running[start()] = false
	}
	kill, calm := time.NewTimer(chaosPause), time.After(lasting)
	var away, back <-chan time.Time
	if lasting > time.Minute {
		away = time.After(lasting / 2)
	}
	killed, told := 0, 0
	for len(running) > 0 {
		select {
		case <-kill.C:
			for cmd, isTold := range running { // in no order
				if isTold || s.distinct() >= n {
					continue
				}
				if rand.IntN(4) == 0 {
					running[cmd] = cmd.Process.Signal(syscall.SIGTERM) == nil
					told++
				} else if cmd.Process.Kill() == nil {
					killed++
				}
				break
			}
			kill.Reset(chaosPause/6 + rand.N(chaosPause*5/6))
		case <-calm: // otherwise the end would be long in coming
			kill.Stop()
		case <-away:
			server.Kill()
			back = time.After(chaosOutage)
		case <-back:
			server.Start(t)
		case cmd := <-ended:
			isTold := running[cmd]
			delete(running, cmd)
			state := cmd.ProcessState
			switch {
			case ctx.Err() != nil:
				t.Error("not all is done in time")
			case state.ExitCode() == -1 || isTold && state.Success():
				running[start()] = false
			case !state.Success():
				t.Errorf("a process ended by %v: %s", state, cmd.Stderr)
			}
		}
		if t.Failed() {
			cancel()
		}
	}

	m, err := mirror.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	status, err := m.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if movie := status.Kinds["movie"]; movie.Known != n || movie.Gone != 0 || movie.Load != (mirror.Load{}) || len(status.Dead) != 0 {
		t.Errorf("%+v, dead: %+v; want %d", movie, status.Dead, n)
	}
	rows, ids := 0, 0
	if err := m.Database().Reader().QueryRowContext(t.Context(), "SELECT count(*), count(DISTINCT id) FROM movies").Scan(&rows, &ids); err != nil || rows != n || ids != n {
		t.Errorf("%d rows of %d ids, want %d: %v", rows, ids, n, err)
	}
	requests, fullest := s.load(chaosRate)
	t.Logf("%d ids by %d requests, %d processes killed and %d told to end; the fullest window is %.0f above the rate, of %d",
		n, requests, killed, told, fullest, chaosRate)
	if killed == 0 || requests <= n {
		t.Error("nothing went wrong")
	}
	// A request may come a little late, and the next one not.
	if limit := chaosRate * 1.1; fullest > limit {
		t.Errorf("a window has %.0f requests more than the rate allows, want a burst of %d", fullest, chaosRate)
	}
}

// A signal has the program give back what it holds and end by 0.
func TestSignal(t *testing.T) {
	t.Parallel()
	s := &standIn{n: 1000}
	first := make(chan struct{}, 1)
	s.onMovie = func() {
		select {
		case first <- struct{}{}:
		default:
		}
	}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	p := newProgram(t, filepath.Join(t.TempDir(), "mirror.db"), srv.URL)
	p.ok("init", "--kinds", "movie", "--appends", "movie=", "--rate", "20", "--video")
	cmd := p.command(t.Context(), "run")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-first
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, cmd.Stderr)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("the end took %v", took)
	}
	var status struct {
		Kinds []struct{ Known, Waiting, Running, Retrying int }
	}
	if err := json.Unmarshal(p.ok("status", "--json"), &status); err != nil {
		t.Fatal(err)
	}
	if k := status.Kinds[0]; k.Running != 0 || k.Known+k.Waiting+k.Retrying != 1000 {
		t.Errorf("%+v", k)
	}
}

// The program says what is wrong, and by which code.
func TestExit(t *testing.T) {
	t.Parallel()
	p := newProgram(t, filepath.Join(t.TempDir(), "missing.db"), "http://127.0.0.1:1")
	cmd := p.command(t.Context(), "run", "--workers", "many")
	if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 2 || !bytes.HasPrefix(cmd.Stderr.(*bytes.Buffer).Bytes(), []byte("tmdb-mirror: invalid argument")) {
		t.Errorf("%v: %s", err, cmd.Stderr)
	}
}

// program is the program, built, with what it is executed with.
type program struct {
	t         *testing.T
	path      string
	dsn, base string
}

func newProgram(t *testing.T, dsn, base string) *program {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return &program{t, path, dsn, base}
}

// folder is that of the program.
var folder string

func TestMain(m *testing.M) {
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// build builds the program and returns its path.
var build = sync.OnceValues(func() (path string, err error) {
	if folder, err = os.MkdirTemp("", "tmdb-mirror"); err != nil {
		return "", err
	}
	path = filepath.Join(folder, "tmdb-mirror")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
})

// command returns a command that writes its errors to a buffer.
func (p *program) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.path, args...)
	cmd.Env = append(os.Environ(), "TMDB_MIRROR_DB="+p.dsn, "TMDB_BASE_URL="+p.base, "TMDB_ACCESS_TOKEN=", "TMDB_API_KEY="+credential)
	cmd.Stderr = &bytes.Buffer{}
	return cmd
}

// ok executes what has to succeed, and returns what it prints.
func (p *program) ok(args ...string) []byte {
	p.t.Helper()
	cmd := p.command(p.t.Context(), args...)
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("%v: %v: %s", args, err, cmd.Stderr)
	}
	return out
}
