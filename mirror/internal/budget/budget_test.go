package budget_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/budget"
)

const (
	// processDSN is the variable by which the test runs itself as a process that shares a rate.
	processDSN = "MIRROR_TEST_BUDGET_DSN"
	processes  = 4
	perSecond  = 40
	duration   = 4 * time.Second
)

// pass prints the time of each request that may be sent, until duration is over.
func pass(t *testing.T, dsn string) {
	db, err := database.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	limiter := budget.New(db.SQL(), db.IsPostgres(), perSecond)
	ctx, cancel := context.WithTimeout(t.Context(), duration)
	defer cancel()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for limiter.Wait(ctx) == nil {
				fmt.Println("at", time.Now().UnixMicro())
			}
		})
	}
	all.Wait()
}

// Processes that share a database send no more than their rate together, and make use of it.
func TestProcesses(t *testing.T) {
	if dsn := os.Getenv(processDSN); dsn != "" {
		pass(t, dsn)
		return
	}
	t.Parallel()
	for name, newDSN := range map[string]func(t testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "mirror.db") },
		"postgres": engine.Postgres,
	} {
		t.Run(name, func(t *testing.T) {
			dsn := newDSN(t)
			db, err := database.Open(t.Context(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			var all sync.WaitGroup
			var mu sync.Mutex
			var times []int64
			var senders int
			for range processes {
				all.Go(func() {
					own := run(t, dsn)
					mu.Lock()
					defer mu.Unlock()
					times = append(times, own...)
					if len(own) > 0 {
						senders++
					}
				})
			}
			all.Wait()
			check(t, times)
			if senders != processes {
				t.Errorf("%d of %d processes sent requests", senders, processes)
			}
		})
	}
}

// run runs a process and returns the times that it prints.
func run(t *testing.T, dsn string) (times []int64) {
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProcesses$")
	cmd.Env = append(os.Environ(), processDSN+"="+dsn)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return nil
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "at "); ok {
			at, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				t.Error(err)
			}
			times = append(times, at)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	return times
}

// check holds times against the rate: over all, and in each second. In that, a request may be a little
// late in its process, and the next one of another not.
func check(t *testing.T, times []int64) {
	slices.Sort(times)
	span := time.Duration(times[len(times)-1]-times[0]) * time.Microsecond
	allowed := perSecond*span.Seconds() + perSecond/4
	most := 0
	for i, from := 0, 0; i < len(times); i++ {
		for times[i]-times[from] >= time.Second.Microseconds() {
			from++
		}
		most = max(most, i-from+1)
	}
	t.Logf("%d requests in %v, of %.0f allowed; %d in the fullest second", len(times), span, allowed, most)
	if n := float64(len(times)); n > allowed || n < allowed*0.7 {
		t.Errorf("%.0f requests in %v: want %.0f at most, and not much less", n, span, allowed)
	}
	if most > perSecond+perSecond/4 {
		t.Errorf("%d requests in a second: want %d, and a quarter more if a process is late", most, perSecond)
	}
}
