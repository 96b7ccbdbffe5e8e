//go:build unix

package redis

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"github.com/tmdb-go/tmdb/internal/engine"
)

const (
	// workerEnv has the test's program be a worker that uses the Redis of an address.
	workerEnv = "TMDB_REDIS_WORKER"
	// longEnv has TestProcessesShare and TestProcessesSurvive take so long, such as 30s.
	longEnv = "TMDB_REDIS_TIME"

	perSecond, burst, processes = 40, 40, 4
	// jitter is by how much a process may be late in noting that something passed, on a busy machine.
	jitter = 100 * time.Millisecond
)

// runWorker passes as often as it may while its standard input is open, and writes when it did.
func runWorker(addr string) int {
	rdb := goredis.NewClient(&goredis.Options{Addr: addr})
	defer rdb.Close()
	limiter, err := NewLimiter(rdb, perSecond, burst, Workers(processes), Logger(slog.New(slog.NewTextHandler(os.Stderr, nil))))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in := bufio.NewReader(os.Stdin)
	fmt.Println("ready")
	goroutines, err := in.ReadString('\n') // all begin together
	if err != nil {
		return 1
	}
	n, _ := strconv.Atoi(strings.TrimSpace(goroutines))
	go func() {
		_, _ = io.Copy(io.Discard, in)
		cancel()
	}()
	var (
		group sync.WaitGroup
		mu    sync.Mutex
	)
	for range n {
		group.Go(func() {
			for {
				err := limiter.Wait(ctx)
				now := time.Now()
				if ctx.Err() != nil {
					return
				}
				mu.Lock()
				if err != nil {
					fmt.Println("error:", err)
				} else {
					fmt.Println(now.UnixNano())
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return 0
}

// process is a worker in a process of its own.
type process struct {
	times  []time.Time
	errors []string
	log    strings.Builder
}

// runProcesses runs workers for a time, with the numbers of goroutines, and calls meanwhile.
func runProcesses(t *testing.T, addr string, d time.Duration, goroutines []int, meanwhile func()) []*process {
	t.Helper()
	var (
		all    []*process
		inputs []io.WriteCloser
		group  sync.WaitGroup
		ready  sync.WaitGroup
	)
	for range goroutines {
		p := &process{}
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), workerEnv+"="+addr)
		cmd.Stderr = &p.log
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		all, inputs = append(all, p), append(inputs, in)
		ready.Add(1)
		group.Go(func() {
			lines := bufio.NewScanner(out)
			lines.Scan() // ready
			ready.Done()
			for lines.Scan() {
				nanoseconds, err := strconv.ParseInt(lines.Text(), 10, 64)
				if err != nil {
					p.errors = append(p.errors, lines.Text())
					continue
				}
				p.times = append(p.times, time.Unix(0, nanoseconds))
			}
			if err := cmd.Wait(); err != nil {
				p.errors = append(p.errors, err.Error())
			}
		})
	}
	ready.Wait()
	for i, in := range inputs {
		if _, err := fmt.Fprintln(in, goroutines[i]); err != nil {
			t.Fatal(err)
		}
	}
	end := time.After(d)
	meanwhile()
	<-end
	for _, in := range inputs {
		in.Close()
	}
	group.Wait()
	return all
}

// check reports what processes passed, and fails t if it is more than allowed in any window.
func check(t *testing.T, all []*process, d time.Duration) (total int, fairness float64) {
	t.Helper()
	var times []time.Time
	for i, p := range all {
		times = append(times, p.times...)
		if len(p.errors) > 0 {
			t.Errorf("worker %d: %d calls lost, such as %s", i, len(p.errors), p.errors[0])
		}
	}
	settled := slices.MinFunc(times, time.Time.Compare).Add(time.Second) // who begins first gets the burst
	var shares []int
	for _, p := range all {
		n := 0
		for _, at := range p.times {
			if at.After(settled) {
				n++
			}
		}
		shares = append(shares, n)
	}
	fairness = float64(slices.Min(shares)) / float64(slices.Max(shares))
	x := excess(times, perSecond, burst)
	t.Logf("%d passed of %v allowed in %v; after a second by worker %v, least to most %.2f; in the worst window %+.2f of what is allowed",
		len(times), burst+perSecond*d.Seconds(), d, shares, fairness, x)
	if x > perSecond*jitter.Seconds() {
		t.Errorf("%v more than allowed in a window", x)
	}
	return len(times), fairness
}

// length returns how long a test of processes takes.
func length(t *testing.T, short time.Duration) time.Duration {
	t.Helper()
	long := os.Getenv(longEnv)
	if long == "" {
		return short
	}
	d, err := time.ParseDuration(long)
	if err != nil {
		t.Fatalf("%s: %v", longEnv, err)
	}
	return d
}

// connect returns a client of a real Redis.
func connect(t *testing.T, addr string) *goredis.Client {
	t.Helper()
	rdb := goredis.NewClient(&goredis.Options{Addr: addr})
	t.Cleanup(func() { rdb.Close() })
	return rdb
}

func TestProcessesShare(t *testing.T) {
	t.Parallel()
	d := length(t, 3*time.Second)
	server := engine.Redis(t)
	now := time.Now().UnixMicro() // a burst is ready, as after a quiet time
	if err := connect(t, server.Addr).HSet(t.Context(), "tmdb:limit", "tat", now, "last", now).Err(); err != nil {
		t.Fatal(err)
	}
	all := runProcesses(t, server.Addr, d, []int{1, 4, 4, 32}, func() {})
	total, fairness := check(t, all, d)
	if want := 0.9 * (burst + perSecond*d.Seconds()); float64(total) < want {
		t.Errorf("%d passed, want %.0f", total, want)
	}
	if fairness < 0.85 {
		t.Errorf("the least of a worker is %.2f of the most", fairness)
	}
	for i, p := range all {
		if p.log.Len() > 0 {
			t.Errorf("worker %d: %s", i, p.log.String())
		}
	}
}

// Redis is killed in between, and starts again with nothing in its memory.
func TestProcessesSurvive(t *testing.T) {
	t.Parallel()
	d := length(t, 7*time.Second)
	server := engine.Redis(t)
	now := time.Now().UnixMicro()
	if err := connect(t, server.Addr).HSet(t.Context(), "tmdb:limit", "tat", now, "last", now).Err(); err != nil {
		t.Fatal(err)
	}
	all := runProcesses(t, server.Addr, d, []int{1, 4, 4, 32}, func() {
		time.Sleep(d / 4)
		server.Kill()
		time.Sleep(d / 4)
		server.Start(t)
	})
	total, _ := check(t, all, d)
	if want := 0.9 * perSecond * (d.Seconds() - 2); float64(total) < want {
		t.Errorf("%d passed, want %.0f: the rate but for pauses", total, want)
	}
	for i, p := range all {
		gone, back := strings.Count(p.log.String(), "is away"), strings.Count(p.log.String(), "is back")
		if gone != 1 || back != 1 {
			t.Errorf("worker %d logged, want one of each:\n%s", i, p.log.String())
		}
	}
}
