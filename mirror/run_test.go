package mirror_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// all are the ids from 1 to n.
func all(n int) []int {
	ids := make([]int, n)
	for i := range ids {
		ids[i] = i + 1
	}
	return ids
}

// isOnce fails t unless exactly these movies were sent, each once.
func isOnce(t *testing.T, s *synthetic.Server, want []int) {
	t.Helper()
	fetched := s.Fetched()
	if got := slices.Sorted(maps.Keys(fetched)); !slices.Equal(got, want) {
		t.Errorf("%d movies were fetched, want %d: %.10v, want %.10v", len(got), len(want), got, want)
	}
	for id, times := range fetched {
		if times != 1 {
			t.Errorf("%d was fetched %d times", id, times)
		}
	}
}

// A first run stores every id once, and a second one on the same day has nothing to do.
func TestTwice(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(1050, nil)
		opts := serve(t, s)
		m := initialised(t, dsn, movies)
		run(t, m, opts)
		isOnce(t, s, all(1050))
		st := status(t, m).Kinds[database.Movie]
		if st.Known != 1050 || st.Gone != 0 || st.Load != (mirror.Load{}) || st.Seeded != "2026-08-01" || st.Changed != "2026-08-01" {
			t.Errorf("after the first run: %+v", st)
		}
		if n := count(t, m, "SELECT count(*) FROM movies WHERE runtime = 90"); n != 1050 {
			t.Errorf("%d rows", n)
		}
		run(t, m, opts)
		isOnce(t, s, nil)
	})
}

// The next day has what is new, what changed and what is gone.
func TestNextDay(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(1000, nil)
		opts := serve(t, s)
		m := initialised(t, dsn, movies)
		run(t, m, opts)
		s.Fetched()

		s.Grow(1010)
		s.Change(3, 7, 500, 999, 5000) // 5000 is not known
		s.Remove(999, 42)              // 999 changed, 42 is only not in the export any more
		s.Merge(7, 8)
		opts.Now = func() time.Time { return now.Add(24 * time.Hour) }
		run(t, m, opts)
		want := append([]int{3, 7, 500}, all(1010)[1000:]...)
		isOnce(t, s, want)
		st := status(t, m).Kinds[database.Movie]
		if st.Known != 1007 || st.Gone != 3 || st.Seeded != "2026-08-02" || st.Changed != "2026-08-02" {
			t.Errorf("after the second run: %+v", st)
		}
		for id, why := range map[int]string{42: "not in the export", 7: "merged"} {
			if got := whyGone(t, m, id); got != why {
				t.Errorf("%d is gone for %q, want %q", id, got, why)
			}
		}
		if got := whyGone(t, m, 999); got != "404" && got != "not in the export" { // which comes first is open
			t.Errorf("999 is gone for %q", got)
		}
		if into := count(t, m, "SELECT merged_into FROM documents WHERE id = 7"); into != 8 {
			t.Errorf("7 is merged into %d", into)
		}

		s.Restore(42)
		s.Change()
		opts.Now = func() time.Time { return now.Add(48 * time.Hour) }
		run(t, m, opts)
		if got := whyGone(t, m, 42); got != "" {
			t.Errorf("42 is back, and gone for %q", got)
		}
	})
}

func whyGone(t *testing.T, m *mirror.Mirror, id int) (why string) {
	t.Helper()
	query := fmt.Sprintf("SELECT coalesce(gone_why, '') FROM documents WHERE id = %d", id)
	if err := m.Database().Reader().QueryRowContext(t.Context(), query).Scan(&why); err != nil {
		t.Fatal(err)
	}
	return why
}

// An export that lacks much of what is known is not believed.
func TestHalfAnExport(t *testing.T) {
	t.Parallel()
	s := synthetic.New(1000, nil)
	opts := serve(t, s)
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	run(t, m, opts)
	s.Remove(all(500)...)
	opts.Now = func() time.Time { return now.Add(24 * time.Hour) }
	run(t, m, opts)
	st := status(t, m)
	if movie := st.Kinds[database.Movie]; movie.Known != 1000 || movie.Seeded != "2026-08-01" {
		t.Errorf("%+v", movie)
	}
	if len(st.Dead) != 1 || st.Dead[0].Job != "seed" || !strings.Contains(st.Dead[0].Err, "has not got 500 of the 1000") {
		t.Errorf("dead: %+v", st.Dead)
	}
}

// Documents that are old are fetched again, though nothing says that they changed.
func TestOld(t *testing.T) {
	t.Parallel()
	s := synthetic.New(300, nil)
	opts := serve(t, s)
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	run(t, m, opts)
	s.Fetched()
	opts.Now = func() time.Time { return now.AddDate(0, 0, 151) }
	run(t, m, opts)
	isOnce(t, s, all(300))
}

func TestFilters(t *testing.T) {
	t.Parallel()
	s := synthetic.New(1000, nil)
	opts := serve(t, s)
	config := movies
	config.Video, config.MinPopularity, config.BatchSize = false, 5, 7
	m := initialised(t, testdb.New(t, "sqlite"), config)
	run(t, m, opts)
	want := slices.DeleteFunc(all(1000), func(id int) bool { return id%10 < 5 || id%20 == 19 })
	isOnce(t, s, want)
}

// What TMDB sends for an id cannot be read: the others of its job are stored, it is dead in the end, and
// is there when it was retried.
func TestDead(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(250, nil)
		s.Break(true, 17, 18, 201)
		opts := serve(t, s)
		m := initialised(t, dsn, movies)
		run(t, m, opts)
		st := status(t, m)
		if movie := st.Kinds[database.Movie]; movie.Known != 247 || movie.Load != (mirror.Load{Dead: 3}) {
			t.Errorf("%+v", movie)
		}
		var dead []int
		for _, job := range st.Dead {
			dead = append(dead, job.IDs...)
			if job.Job != "fetch" || job.Kind != database.Movie || job.Died.IsZero() || !strings.Contains(job.Err, "title") {
				t.Errorf("%+v", job)
			}
		}
		if slices.Sort(dead); !slices.Equal(dead, []int{17, 18, 201}) {
			t.Errorf("dead: %v", dead)
		}
		opts.Now = func() time.Time { return now.Add(24 * time.Hour) }
		run(t, m, opts) // a further day leaves them alone
		if got := status(t, m).Kinds[database.Movie].Dead; got != 3 {
			t.Errorf("%d dead on the next day", got)
		}

		s.Break(false, 17, 18, 201)
		s.Fetched()
		if n, err := m.Retry(t.Context()); err != nil || n != len(st.Dead) {
			t.Errorf("retried %d: %v", n, err)
		}
		run(t, m, opts)
		isOnce(t, s, []int{17, 18, 201})
		if st := status(t, m); st.Kinds[database.Movie].Known != 250 || len(st.Dead) != 0 {
			t.Errorf("after the retry: %+v", st)
		}
		if _, err := m.Retry(t.Context(), 1_000_000); err == nil {
			t.Error("a job that is not there was retried")
		}
	})
}

// Processes share the jobs.
func TestTwoAtOnce(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(3000, nil)
		opts := serve(t, s)
		initialised(t, dsn, movies)
		var both sync.WaitGroup
		for range 2 {
			m := open(t, dsn)
			both.Go(func() {
				if err := m.Run(t.Context(), opts); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		isOnce(t, s, all(3000))
	})
}

// Processes may initialise at once.
func TestInitTwice(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		var both sync.WaitGroup
		for range 3 {
			m := open(t, dsn)
			both.Go(func() {
				if err := m.Init(t.Context(), movies); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
	})
}

// When the context ends, what is fetched is stored, and nothing is held.
func TestStop(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		s := synthetic.New(2000, nil)
		opts := serve(t, s)
		m := initialised(t, dsn, movies)
		ctx, cancel := context.WithCancel(t.Context())
		stopping := opts
		newClient := opts.NewClient
		stopping.NewClient = func(given ...tmdb.Option) (*tmdb.Client, error) {
			return newClient(append(given, tmdb.WithObserver(func(context.Context, tmdb.Call) {
				if s.Requests() >= 450 {
					cancel()
				}
			}))...)
		}
		if err := m.Run(ctx, stopping); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		known := status(t, m).Kinds[database.Movie]
		if known.Known < 380 || known.Known > 490 || known.Running != 0 {
			t.Errorf("%+v", known)
		}
		run(t, m, opts)
		isSomeTimes(t, s, 2000, 40)
	})
}

// isSomeTimes fails t unless movies 1 to n were sent, and no more than a few of them twice: those that
// were under way when a process ended.
func isSomeTimes(t *testing.T, s *synthetic.Server, n, few int) {
	t.Helper()
	fetched := s.Fetched()
	again := 0
	for _, times := range fetched {
		again += times - 1
	}
	if len(fetched) != n || again > few {
		t.Errorf("%d movies were fetched, %d times again: want %d, %d times again at most", len(fetched), again, n, few)
	}
}

// A credential that TMDB does not accept ends the run, and no job dies of it.
func TestUnauthorized(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.WithClock(func() time.Time { return now }))
	m := initialised(t, testdb.New(t, "sqlite"), mirror.Config{Kinds: []database.Kind{database.Keyword}, Rate: mirror.NoLimit})
	opts := optionsFor(srv.URL, tmdb.WithAPIKey(synthetic.Credential))
	if err := m.Run(t.Context(), opts); !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Fatal(err)
	}
	st := status(t, m)
	if keyword := st.Kinds[database.Keyword]; keyword.Waiting == 0 || keyword.Dead+keyword.Running+keyword.Retrying != 0 {
		t.Errorf("%+v", keyword)
	}
}

// A server that has nothing and is not TMDB makes nothing gone.
func TestNotTMDB(t *testing.T) {
	t.Parallel()
	s := synthetic.New(20, nil)
	opts := serve(t, s)
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	run(t, m, opts)
	s.Change(all(20)...)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/changes") || strings.HasPrefix(r.URL.Path, "/p/") {
			s.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(other.Close)
	opts = optionsFor(other.URL, tmdb.WithAPIKey(synthetic.Credential))
	opts.Now = func() time.Time { return now.Add(24 * time.Hour) }
	var last mirror.Progress
	opts.Progress = func(p mirror.Progress) { last = p }
	run(t, m, opts)
	if last.Own != 0 || last.Dead != 20 || last.Errors["not found"] < 20 {
		t.Errorf("%+v", last)
	}
	if st := status(t, m).Kinds[database.Movie]; st.Known != 20 || st.Gone != 0 || st.Dead != 20 {
		t.Errorf("%+v", st)
	}
}

// Jobs that an earlier config has left for another kind do not fetch, as they know no pieces of it.
func TestOtherKinds(t *testing.T) {
	t.Parallel()
	s := synthetic.New(300, nil)
	s.Break(true, all(300)...)
	opts := serve(t, s)
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	run(t, m, opts)
	s.Break(false, all(300)...)
	config := movies
	config.Kinds, config.Appends = []database.Kind{database.Keyword}, nil
	if err := m.Init(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	if n, err := m.Retry(t.Context()); err != nil || n == 0 {
		t.Fatalf("%d retried: %v", n, err)
	}
	run(t, m, opts)
	if n := len(s.Fetched()); n != 0 {
		t.Errorf("%d movies were fetched", n)
	}
}

// An export that is late is asked for again, and is no matter of the credential.
func TestLateExport(t *testing.T) {
	t.Parallel()
	_, opts := world(t)
	opts.Now = func() time.Time { return now.Add(24 * time.Hour) } // which the server has not reached
	m := initialised(t, testdb.New(t, "sqlite"), mirror.Config{Kinds: []database.Kind{database.Network}, Rate: mirror.NoLimit})
	run(t, m, opts)
	dead := status(t, m).Dead
	if len(dead) != 1 || dead[0].Job != "seed" || !strings.Contains(dead[0].Err, "there is no file of 2026-08-02") {
		t.Errorf("dead: %+v", dead)
	}
}

// When the disk is full, the run ends and says so. With space again, nothing is lost.
func TestFull(t *testing.T) {
	t.Parallel()
	dsn := testdb.New(t, "sqlite")
	pages := count(t, initialised(t, dsn, movies), "SELECT page_count FROM pragma_page_count")
	s := synthetic.New(2000, nil)
	opts := serve(t, s)
	opts.RescueAfter = 5 * time.Second
	full := open(t, fmt.Sprintf("file:%s?_pragma=max_page_count(%d)", dsn, pages+100))
	err := full.Run(t.Context(), opts)
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Fatal(err)
	}
	m := open(t, dsn)
	if known := status(t, m).Kinds[database.Movie].Known; known == 0 || known == 2000 {
		t.Errorf("%d movies fit", known)
	}
	run(t, m, opts)
	if st := status(t, m).Kinds[database.Movie]; st.Known != 2000 || st.Load != (mirror.Load{}) {
		t.Errorf("%+v", st)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	s := synthetic.New(2500, nil)
	s.FailEvery(50)
	s.Remove(5)
	opts := serve(t, s)
	var last mirror.Progress
	opts.Progress = func(p mirror.Progress) {
		if p.Done > p.Total {
			t.Errorf("%+v", p)
		}
		last = p
	}
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	run(t, m, opts)
	if last.Own != 2499 || last.Done != last.Total {
		t.Errorf("%+v", last)
	}
}

func TestNotInitialised(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		m := open(t, dsn)
		if err := m.Run(t.Context(), mirror.RunOptions{}); !errors.Is(err, database.ErrNotInitialised) {
			t.Error(err)
		}
		if _, err := m.Status(t.Context()); !errors.Is(err, database.ErrNotInitialised) {
			t.Error(err)
		}
		if _, err := m.Retry(t.Context()); !errors.Is(err, database.ErrNotInitialised) {
			t.Error(err)
		}
	})
}
