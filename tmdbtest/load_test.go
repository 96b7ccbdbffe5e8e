package tmdbtest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestLoad has 64 callers at once, each a guest who rates, and all making lists for one user, who read
// in between. No write may be lost.
func TestLoad(t *testing.T) {
	t.Parallel()
	const callers, rounds = 64, 3
	ctx := t.Context()
	s := NewServer(t, onlyData(world))
	app := newClient(t, s, tmdb.WithLimiter(nil), tmdb.WithoutCoalescing())
	token, accountID, err := s.AccessToken("bob")
	if err != nil {
		t.Fatal(err)
	}
	bob := newClientWith(t, s, token, tmdb.WithLimiter(nil), tmdb.WithoutCoalescing())

	var wg sync.WaitGroup
	errs := make(chan error, callers)
	for n := range callers {
		wg.Go(func() { errs <- caller(ctx, app, bob, n, rounds) })
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	lists := must(bob.V4Account.Lists(ctx, accountID, nil))(t)
	if lists.TotalResults != callers*rounds {
		t.Errorf("%d lists, want %d", lists.TotalResults, callers*rounds)
	}
	want := callers * (rounds*6 + 2)
	if got := len(s.Requests()); got != want+1 {
		t.Errorf("%d requests, want %d", got, want+1)
	}
}

// caller is a guest of its own, and makes lists for a user that all share.
func caller(ctx context.Context, app, bob *tmdb.Client, n, rounds int) error {
	guest, err := app.Authentication.CreateGuestSession(ctx)
	if err != nil {
		return err
	}
	me, err := app.With(tmdb.WithDefaults(tmdb.GuestSession(guest.GuestSessionID)))
	if err != nil {
		return err
	}
	for i := range rounds {
		rating := float64((n+i)%20+1) / 2
		if _, err := me.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: rating}); err != nil {
			return err
		}
		states, err := me.Movies.AccountStates(ctx, 550, nil)
		if err != nil {
			return err
		}
		if v, _ := states.Rated.Value(); v != rating {
			return fmt.Errorf("caller %d rated %v and sees %v", n, rating, v)
		}
		list, err := bob.V4Lists.Create(ctx, gen.ListV4Body{Name: fmt.Sprintf("%d of %d", i, n), LanguageCode: "en"})
		if err != nil {
			return err
		}
		entries := gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: "movie", MediaID: 550}, {MediaType: "tv", MediaID: 1396}}}
		if _, err := bob.V4Lists.AddItems(ctx, list.ID, entries); err != nil {
			return err
		}
		details, err := app.V4Lists.Details(ctx, list.ID, nil)
		if err != nil {
			return err
		}
		if details.ItemCount != 2 {
			return fmt.Errorf("list %d has %d entries, want 2", list.ID, details.ItemCount)
		}
		if _, err := app.Movies.Details(ctx, 550, nil); err != nil {
			return err
		}
	}
	rated, err := me.GuestSessions.RatedMovies(ctx, guest.GuestSessionID, nil)
	if err == nil && len(rated.Results) != 1 {
		err = fmt.Errorf("caller %d has %d ratings, want 1", n, len(rated.Results))
	}
	return err
}

// BenchmarkStart is the start of a server: of the first in a process, which reads the data, and of
// those after it.
func BenchmarkStart(b *testing.B) {
	for name, before := range map[string]func(){"first": forget, "next": func() {}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				before()
				s, err := New()
				if err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	}
}

// forget forgets the data, as if the process had just begun.
func forget() {
	owned.Lock()
	defer owned.Unlock()
	owned.files, owned.moved = nil, nil
}

// BenchmarkFirst is the first request to the first server in a process, with the start of the server. It
// pays for what is looked into when it is asked for.
func BenchmarkFirst(b *testing.B) {
	for _, path := range paths {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				forget()
				s, err := New()
				if err != nil {
					b.Fatal(err)
				}
				serve(b, s, s.Handler(), path)
				s.Close()
			}
		})
	}
}

// paths are what the benchmarks ask for.
var paths = []string{
	"/3/movie/550", "/3/movie/550?append_to_response=credits,images,videos", "/3/movie/popular", "/3/discover/movie",
	"/3/search/multi?query=star", "/3/trending/person/day", "/3/person/changes",
}

// BenchmarkServe is one kind of request, by several clients at once. It reports the memory that is in
// use afterwards, data included.
func BenchmarkServe(b *testing.B) {
	for _, path := range paths {
		b.Run(path, func(b *testing.B) {
			s, err := New()
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(s.Close)
			h := s.Handler()
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					serve(b, s, h, path)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MiB")
		})
	}
}

func serve(b *testing.B, s *Server, h http.Handler, path string) {
	r, err := http.NewRequest("GET", path, strings.NewReader(""))
	if err != nil {
		b.Error(err)
		return
	}
	r.Header.Set("Authorization", "Bearer "+s.Token)
	w := &sink{header: http.Header{}}
	h.ServeHTTP(w, r)
	if w.status != 200 {
		b.Errorf("status %d", w.status)
	}
}

// BenchmarkHTTP is BenchmarkServe over connections, as a test sends requests.
func BenchmarkHTTP(b *testing.B) {
	s, err := New()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	client := s.Client()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r, err := http.NewRequest("GET", s.URL+"/3/movie/550", nil)
			if err != nil {
				b.Error(err)
				return
			}
			r.Header.Set("Authorization", "Bearer "+s.Token)
			resp, err := client.Do(r)
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := io.Copy(io.Discard, resp.Body); err != nil {
				b.Error(err)
			}
			resp.Body.Close()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// sink is a response that nobody reads.
type sink struct {
	header http.Header
	status int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
