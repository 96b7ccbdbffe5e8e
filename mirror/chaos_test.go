package mirror_test

import (
	"cmp"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The variables by which TestChaos runs itself as a process that is to be killed.
const (
	chaosDSN = "MIRROR_TEST_CHAOS_DSN"
	chaosURL = "MIRROR_TEST_CHAOS_URL"
)

const (
	chaosProcesses = 3
	chaosRate      = 400
	// chaosEvery is after how many requests a process is killed.
	chaosEvery = 400
	// chaosRescue is after which time the jobs of a killed process come back.
	chaosRescue = 5 * time.Second
)

// chaosIDs is how many movies there are; MIRROR_CHAOS_IDS has more of them in a longer test.
var chaosIDs = func() int {
	n, _ := strconv.Atoi(os.Getenv("MIRROR_CHAOS_IDS"))
	return cmp.Or(n, 3000)
}()

// Processes are killed at random and the server fails now and then: every movie is there in the end, no
// job is lost, and together they keep to the rate.
func TestChaos(t *testing.T) {
	if url := os.Getenv(chaosURL); url != "" {
		opts := optionsFor(url, tmdb.WithAPIKey(synthetic.Credential), tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
		opts.RescueAfter = chaosRescue
		run(t, open(t, os.Getenv(chaosDSN)), opts)
		return
	}
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(chaosIDs, nil)
		s.FailEvery(20)
		var came times
		due := make(chan struct{}, 1)
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if came.add(time.Now())%chaosEvery == 0 {
				select {
				case due <- struct{}{}:
				default:
				}
			}
			s.ServeHTTP(w, r)
		}))
		t.Cleanup(srv.Close)
		config := movies
		config.Rate, config.BatchSize = chaosRate, 20
		m := initialised(t, dsn, config)

		ended := make(chan *exec.Cmd)
		start := func() *exec.Cmd {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChaos$")
			cmd.Env = append(os.Environ(), chaosDSN+"="+dsn, chaosURL+"="+srv.URL)
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			go func() {
				_ = cmd.Wait() // killed, or told by its state
				ended <- cmd
			}()
			return cmd
		}
		running, killed := map[*exec.Cmd]bool{}, 0
		for range chaosProcesses {
			running[start()] = true
		}
		for len(running) > 0 {
			select {
			case <-due:
				for cmd := range running {
					if rand.IntN(2) == 0 || cmd.Process.Kill() != nil {
						continue
					}
					killed++
					break
				}
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

		st := status(t, m)
		if movie := st.Kinds[database.Movie]; movie.Known != chaosIDs || movie.Gone != 0 || movie.Load != (mirror.Load{}) {
			t.Errorf("%+v, dead: %+v", movie, st.Dead)
		}
		if n := count(t, m, "SELECT count(*) FROM movies"); n != chaosIDs {
			t.Errorf("%d rows, want %d", n, chaosIDs)
		}
		n, most := came.fullest()
		t.Logf("%d killed; %d requests, %d in the fullest second", killed, n, most)
		if killed == 0 || most > chaosRate*5/4 { // a request may be a little late, and the next one not
			t.Errorf("%d killed, %d requests in a second: want some, and %d at most", killed, most, chaosRate*5/4)
		}
	})
}

// times are those of requests.
type times struct {
	mu  sync.Mutex
	all []time.Time
}

// add adds a time and returns how many there are.
func (t *times) add(at time.Time) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all = append(t.all, at)
	return len(t.all)
}

// fullest returns how many there are, and how many in the fullest second.
func (t *times) fullest() (n, most int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	slices.SortFunc(t.all, time.Time.Compare)
	for i, from := 0, 0; i < len(t.all); i++ {
		for t.all[i].Sub(t.all[from]) >= time.Second {
			from++
		}
		most = max(most, i-from+1)
	}
	return len(t.all), most
}
