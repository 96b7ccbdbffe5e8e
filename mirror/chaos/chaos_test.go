package chaos

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
)

const (
	workers = 4
	rate    = 200 // requests a second of all workers, and so many at once
	// failEvery is of how many requests one fails.
	failEvery = 20
	// killEvery is how often a worker is killed, redisEvery how often Redis is, for redisAway.
	killEvery  = 2 * time.Second
	redisEvery = time.Minute
	redisAway  = 5 * time.Second
	rescue     = 5 * time.Second
	// late is how many requests may come later than they were let pass, beside others that do not.
	late = rate / 4
)

// TestChaos mirrors made-up movies with four processes of tmdb-mirror on PostgreSQL, which share their
// rate by Redis. Each is killed now and then and started again, and one of twenty requests fails: in the
// end every movie is there, once, no job is left or dead, and together they kept to the rate. It takes
// about a minute; CHAOS=10m has it kill for so long, Redis as well.
func TestChaos(t *testing.T) {
	t.Parallel()
	long := 10 * time.Second
	if text := os.Getenv("CHAOS"); text != "" {
		var err error
		if long, err = time.ParseDuration(text); err != nil || long <= 0 {
			t.Fatalf("CHAOS is %q: want a time such as 10m", text)
		}
	}
	movies := int(rate * long.Seconds() * 9 / 10)
	server := synthetic.New(movies, nil)
	server.FailEvery(failEvery)
	var came arrivals
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if filepath.Base(filepath.Dir(r.URL.Path)) != "exports" {
			came.add(time.Now())
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	redis := engine.Redis(t)
	program := build(t)
	dsn := engine.Postgres(t)
	command := func(args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), program, args...)
		cmd.Env = append(os.Environ(), "TMDB_MIRROR_DB="+dsn, "TMDB_ACCESS_TOKEN=", "TMDB_API_KEY="+synthetic.Credential, "TMDB_BASE_URL="+srv.URL)
		cmd.Stderr = os.Stderr
		return cmd
	}
	if err := command("init", "--kinds", "movie", "--video", "--batch", "20", "--rate", strconv.Itoa(rate)).Run(); err != nil {
		t.Fatal(err)
	}

	ended := make(chan *exec.Cmd)
	start := func() *exec.Cmd {
		cmd := command("run", "--once", "--redis", "redis://"+redis.Addr, "--files", srv.URL, "--rescue-after", rescue.String())
		cmd.Stderr = nil // its progress
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			_ = cmd.Wait() // killed, or told by its state
			ended <- cmd
		}()
		return cmd
	}
	running := map[*exec.Cmd]bool{}
	for range workers {
		running[start()] = true
	}
	kills, redisKills, killed := time.NewTicker(killEvery), time.NewTicker(redisEvery), 0
	defer kills.Stop()
	defer redisKills.Stop()
	var back <-chan time.Time
	until := time.Now().Add(long)
	for len(running) > 0 {
		select {
		case <-kills.C:
			victims := make([]*exec.Cmd, 0, len(running))
			for cmd := range running {
				victims = append(victims, cmd)
			}
			if time.Now().Before(until) && victims[rand.IntN(len(victims))].Process.Kill() == nil {
				killed++
			}
		case <-redisKills.C:
			if time.Now().Before(until) {
				redis.Kill()
				back = time.After(redisAway)
			}
		case <-back:
			redis.Start(t)
		case cmd := <-ended:
			delete(running, cmd)
			switch {
			case cmd.ProcessState.Success():
			case cmd.ProcessState.ExitCode() == -1: // by a signal
				running[start()] = true
			default:
				t.Errorf("a process ended with %v", cmd.ProcessState)
			}
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
	if k := status.Kinds[database.Movie]; k.Known != movies || k.Gone != 0 || k.Load != (mirror.Load{}) || len(status.Dead) > 0 {
		t.Errorf("%+v, dead: %+v; want %d movies", k, status.Dead, movies)
	}
	rows, ids := 0, 0
	if err := m.Database().Reader().QueryRowContext(t.Context(), "SELECT count(*), count(DISTINCT id) FROM movies").Scan(&rows, &ids); err != nil {
		t.Fatal(err)
	}
	n, over := came.over()
	t.Logf("%d movies in %d rows, %d requests; %d workers killed; at most %.1f requests more than %d a second, of %d at once", ids, rows, n, killed, over, rate, rate)
	if rows != movies || ids != movies {
		t.Errorf("%d rows of %d movies: want %d", rows, ids, movies)
	}
	if killed == 0 || over > rate+late {
		t.Errorf("%d killed, %.1f requests more than the rate: want some, and %d at most", killed, over, rate+late)
	}
}

// build builds tmdb-mirror.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "tmdb-mirror")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	cmd.Dir = filepath.Join("..", "..", "cmd", "tmdb-mirror")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// arrivals are the times of requests.
type arrivals struct {
	mu  sync.Mutex
	all []time.Time
}

func (a *arrivals) add(at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, at)
}

// over returns how many there are, and of all spans of time by how many requests the fullest had more
// than the rate allows: at most as many as may be made at once if the limit is kept.
func (a *arrivals) over() (n int, over float64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	slices.SortFunc(a.all, time.Time.Compare)
	level, last := 0.0, time.Time{}
	for _, at := range a.all {
		if !last.IsZero() {
			level = max(0, level-rate*at.Sub(last).Seconds())
		}
		level++
		over, last = max(over, level), at
	}
	return len(a.all), over
}
