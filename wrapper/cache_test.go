package wrapper

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// cacheable answers everything with {} that is fresh for a minute.
func cacheable(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=60")
	w.Header().Set("ETag", `W/"1"`)
	if r.Header.Get("If-None-Match") == `W/"1"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	testkit.Respond(200, jsonType, `{"id":1,"success":true,"request_token":"r","guest_session_id":"g"}`)(w, r)
}

func TestCache(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		requests, down := 0, false
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			requests++
			if down {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			cacheable(w, r)
		}, WithCache(NewMemoryCache(1<<20)), WithStaleIfError(time.Hour), WithRetry(nil))
		for i, step := range []struct {
			wait     time.Duration
			down     bool
			want     CacheStatus
			requests int
		}{
			{0, false, CacheMiss, 1},
			{30 * time.Second, false, CacheHit, 0},
			{31 * time.Second, false, CacheRevalidated, 1},
			{59 * time.Second, true, CacheHit, 0},
			{2 * time.Second, true, CacheStale, 1},
			{time.Second, false, CacheRevalidated, 1},
			{62 * time.Minute, true, CacheMiss, 1}, // it has been out of date for longer than an hour
		} {
			time.Sleep(step.wait)
			requests, down = 0, step.down
			ctx, trace := TraceCalls(t.Context())
			movie, err := client.Movies.Details(ctx, 550, nil)
			last := step.want == CacheMiss && step.down
			if last != errors.Is(err, ErrUnavailable) || !last && movie.ID != 1 {
				t.Errorf("step %d: %v, %v", i, movie, err)
			}
			if got := trace(); got.Cache != step.want || requests != step.requests {
				t.Errorf("step %d: %+v after %d requests, want %s after %d", i, got, requests, step.want, step.requests)
			}
		}
	})
}

func TestNoCacheByDefault(t *testing.T) {
	t.Parallel()
	requests := 0
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) { requests++; cacheable(w, r) })
	for range 2 {
		ctx, trace := TraceCalls(t.Context())
		if _, err := client.Movies.Details(ctx, 550, nil); err != nil || trace().Attempts != 1 || trace().Cache != "" {
			t.Errorf("%+v, %v", trace(), err)
		}
	}
	if requests != 2 {
		t.Errorf("%d requests, want 2", requests)
	}
}

// TestCacheOfCredentials: what one credential has got is not given to another, and nothing is kept of what
// may be a user's.
func TestCacheOfCredentials(t *testing.T) {
	t.Parallel()
	store := NewMemoryCache(1 << 20)
	client := newFakeClient(t, cacheable, WithCache(store))
	keyed, err := New("", WithAPIKey(testKey), WithHTTPClient(fakeHTTP(cacheable)), WithCache(store))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		client *Client
		edit   gen.RequestEditorFn
		cached bool
	}{
		"token":                  {client, header("X-A", "b"), true},
		"key":                    {keyed, header("X-A", "b"), true},
		"language":               {with(t, client, WithDefaults(Language("de"))), header("X-A", "b"), true},
		"another token":          {with(t, client, WithToken("a.b")), header("X-A", "b"), false},
		"another token as param": {with(t, client, WithDefaults(BearerAuth("a.b"))), header("X-A", "b"), false},
		"another token by call":  {client, BearerAuth("a.b"), false},
		"another key by call":    {keyed, APIKey(strings.Repeat("0", 32)), false},
		"session":                {with(t, client, WithDefaults(Session("s1"))), Query("append_to_response", "account_states"), false},
		"guest session":          {with(t, client, WithDefaults(GuestSession("s1"))), Query("append_to_response", "account_states"), false},
		"session by call":        {keyed, Session("s1"), false},
	} {
		for _, want := range []CacheStatus{CacheMiss, CacheHit} {
			if !test.cached {
				want = CacheBypass
			}
			ctx, trace := TraceCalls(t.Context())
			if _, err := test.client.Movies.Details(ctx, 550, nil, test.edit); err != nil || trace().Cache != want {
				t.Errorf("%s: %+v, %v, want %s", name, trace(), err, want)
			}
		}
	}
}

// TestUniqueResponses: GETs that change something or make something new are each sent, whatever the
// responses say of caches.
func TestUniqueResponses(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(context.Context, *Client) error{
		"request token": func(ctx context.Context, c *Client) error { return errorOf(c.Authentication.CreateRequestToken(ctx)) },
		"guest session": func(ctx context.Context, c *Client) error { return errorOf(c.Authentication.CreateGuestSession(ctx)) },
		"clear a list":  func(ctx context.Context, c *Client) error { return errorOf(c.V4Lists.Clear(ctx, 17)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int64
				gate, down := make(chan struct{}), false
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					requests.Add(1)
					<-gate
					if down {
						w.WriteHeader(http.StatusInternalServerError)
						return
					}
					cacheable(w, r)
				}, WithCache(NewMemoryCache(1<<20)), WithStaleIfError(time.Hour), WithRetry(nil))
				done := make(chan error, 2)
				for range cap(done) {
					go func() { done <- call(t.Context(), client) }()
				}
				synctest.Wait()
				if n := requests.Load(); n != 2 {
					t.Errorf("%d requests at a time, want 2", n)
				}
				close(gate)
				for range cap(done) {
					if err := <-done; err != nil {
						t.Error(err)
					}
				}
				ctx, trace := TraceCalls(t.Context())
				if err := call(ctx, client); err != nil || trace().Cache != CacheBypass || requests.Load() != 3 {
					t.Errorf("%+v after %d requests, %v", trace(), requests.Load(), err)
				}
				down = true
				if err := call(t.Context(), client); !errors.Is(err, ErrUnavailable) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

// TestLatestIsOrdinary: the latest movie is cached like another one.
func TestLatestIsOrdinary(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, cacheable, WithCache(NewMemoryCache(1<<20)))
	for _, want := range []CacheStatus{CacheMiss, CacheHit} {
		ctx, trace := TraceCalls(t.Context())
		if _, err := client.Movies.Latest(ctx); err != nil || trace().Cache != want {
			t.Errorf("%+v, %v", trace(), err)
		}
	}
}

func TestCoalescing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts []Option
		want int64
	}{
		"default": {nil, 3},
		"without": {[]Option{WithoutCoalescing()}, 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var requests, shared atomic.Int64
				gate := make(chan struct{})
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					requests.Add(1)
					<-gate
					testkit.Respond(200, jsonType, `{"id":1}`)(w, r)
				}, test.opts...)
				done := make(chan error)
				// Two calls by each of three, of whom two are users.
				all := []*Client{client, with(t, client, WithDefaults(Session("s"))), with(t, client, WithToken("a.b"))}
				for i := range 6 {
					go func() {
						ctx, trace := TraceCalls(t.Context())
						_, err := all[i%3].Movies.AccountStates(ctx, 550, nil)
						if trace().Shared {
							shared.Add(1)
						}
						done <- err
					}()
				}
				synctest.Wait()
				if n := requests.Load(); n != test.want {
					t.Errorf("%d requests, want %d", n, test.want)
				}
				close(gate)
				for range 6 {
					if err := <-done; err != nil {
						t.Error(err)
					}
				}
				if n := shared.Load(); n != 6-test.want {
					t.Errorf("%d shared, want %d", n, 6-test.want)
				}
			})
		})
	}
}

// A program may change what it gets: nobody else sees that.
func TestValuesAreTheirOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			<-gate
			w.Header().Set("Cache-Control", "max-age=60")
			testkit.Respond(200, jsonType, `{"id":1,"genres":[{"id":18}],"belongs_to_collection":{"id":2}}`)(w, r)
		}, WithCache(NewMemoryCache(1<<20)))
		spoil := func() {
			movie, err := client.Movies.Details(t.Context(), 550, nil)
			switch {
			case err != nil:
				t.Error(err)
			case movie.ID != 1 || movie.Genres[0].ID != 18 || movie.BelongsToCollection.ID != 2:
				t.Errorf("somebody has changed it: %+v", movie)
			default:
				movie.ID, movie.Genres[0].ID, movie.BelongsToCollection.ID = 7, 7, 7
			}
		}
		var group sync.WaitGroup
		for range 3 {
			group.Go(spoil)
		}
		synctest.Wait()
		close(gate)
		group.Wait()
		spoil() // of the cache
	})
}

// A program may change the body that the generated client gives it: nobody else sees that, neither
// who shared the request nor who gets the response from the cache.
func TestBodiesAreTheirOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			<-gate
			cacheable(w, r)
		}, WithCache(NewMemoryCache(1<<20)))
		const want = `{"id":1,"success":true,"request_token":"r","guest_session_id":"g"}`
		spoil := func() {
			resp, err := client.API.MovieDetailsWithResponse(t.Context(), 550, nil)
			if err != nil {
				t.Error(err)
				return
			}
			if string(resp.GetBody()) != want {
				t.Errorf("the body is %q", resp.GetBody())
			}
			clear(resp.Body)
			resp.HTTPResponse.Header.Set("Content-Type", "spoilt")
		}
		var wg sync.WaitGroup
		for range 3 { // of one request
			wg.Go(spoil)
		}
		synctest.Wait()
		close(gate)
		wg.Wait()
		spoil() // from the cache
		spoil()
		if movie, err := client.Movies.Details(t.Context(), 550, nil); err != nil || movie.ID != 1 {
			t.Errorf("%v, %v", movie, err)
		}
	})
}

// readsOfState are GETs by two users, a guest and by a token that is one of theirs.
var readsOfState = map[string]func(context.Context, worldOfUsers) error{
	"movie":              func(ctx context.Context, w worldOfUsers) error { return errorOf(w.app.Movies.Details(ctx, 550, nil)) },
	"movie+states by s1": func(ctx context.Context, w worldOfUsers) error { return moreDetails(ctx, w.s1, 550) },
	"movie+states by s2": func(ctx context.Context, w worldOfUsers) error { return moreDetails(ctx, w.s2, 550) },
	"movie+states by g":  func(ctx context.Context, w worldOfUsers) error { return moreDetails(ctx, w.g, 550) },
	"states by s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.Movies.AccountStates(ctx, 550, nil))
	},
	"states by s2": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s2.Movies.AccountStates(ctx, 550, nil))
	},
	"states by g": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.g.Movies.AccountStates(ctx, 550, nil))
	},
	"states of another movie by s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.Movies.AccountStates(ctx, 551, nil))
	},
	"states of the series by s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.TVSeries.AccountStates(ctx, 550, nil))
	},
	"states of the season by s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.TVSeasons.AccountStates(ctx, 550, 1, nil))
	},
	"account of s1":  func(ctx context.Context, w worldOfUsers) error { return errorOf(w.s1.Account.Details(ctx, nil)) },
	"rated by s1":    func(ctx context.Context, w worldOfUsers) error { return errorOf(w.s1.Account.RatedMovies(ctx, 1, nil)) },
	"rated TV by s1": func(ctx context.Context, w worldOfUsers) error { return errorOf(w.s1.Account.RatedTV(ctx, 1, nil)) },
	"rated by s2":    func(ctx context.Context, w worldOfUsers) error { return errorOf(w.s2.Account.RatedMovies(ctx, 2, nil)) },
	"rated by g": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.app.GuestSessions.RatedMovies(ctx, "g", nil))
	},
	"rated by v4": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.v4.V4Account.RatedMovies(ctx, "o", nil))
	},
	"favorites of s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.Account.FavoriteMovies(ctx, 1, nil))
	},
	"favorites of s2": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s2.Account.FavoriteMovies(ctx, 2, nil))
	},
	"favorites by v4": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.v4.V4Account.FavoriteMovies(ctx, "o", nil))
	},
	"watchlist of s1": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s1.Account.WatchlistMovies(ctx, 1, nil))
	},
	"watchlist of s2": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.s2.Account.WatchlistMovies(ctx, 2, nil))
	},
	"watchlist by v4": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.v4.V4Account.WatchlistMovies(ctx, "o", nil))
	},
	"lists of s1":  func(ctx context.Context, w worldOfUsers) error { return errorOf(w.s1.Account.Lists(ctx, 1, nil)) },
	"lists by v4":  func(ctx context.Context, w worldOfUsers) error { return errorOf(w.v4.V4Account.Lists(ctx, "o", nil)) },
	"list":         func(ctx context.Context, w worldOfUsers) error { return errorOf(w.app.Lists.Details(ctx, 17, nil)) },
	"list, status": func(ctx context.Context, w worldOfUsers) error { return errorOf(w.app.Lists.ItemStatus(ctx, 17, nil)) },
	"list by v4":   func(ctx context.Context, w worldOfUsers) error { return errorOf(w.v4.V4Lists.Details(ctx, 17, nil)) },
	"status by v4": func(ctx context.Context, w worldOfUsers) error {
		return errorOf(w.v4.V4Lists.ItemStatus(ctx, 17, &gen.ListItemStatusV4Params{MediaID: 550, MediaType: gen.FavoriteMediaTypeMovie}))
	},
	"another list":     func(ctx context.Context, w worldOfUsers) error { return errorOf(w.v4.V4Lists.Details(ctx, 18, nil)) },
	"lists of a movie": func(ctx context.Context, w worldOfUsers) error { return errorOf(w.app.Movies.Lists(ctx, 550, nil)) },
}

func moreDetails(ctx context.Context, c *Client, id int) error {
	return errorOf(c.Movies.Details(ctx, id, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{"credits", "account_states"}}))
}

// errorOf returns the error of a call alone.
func errorOf[T any](_ *T, err error) error { return err }

type worldOfUsers struct{ app, s1, s2, g, v4 *Client }

// TestUsersAreNotCached: what is asked for as a user, or about a user, is always asked of TMDB.
func TestUsersAreNotCached(t *testing.T) {
	t.Parallel()
	app := newFakeClient(t, cacheable, WithCache(NewMemoryCache(1<<22)), WithLimiter(nil))
	world := worldOfUsers{
		app: app, s1: with(t, app, WithDefaults(Session("s1"))), s2: with(t, app, WithDefaults(Session("s2"))),
		g: with(t, app, WithDefaults(GuestSession("g"))), v4: with(t, app, WithToken("user.token")),
	}
	public := []string{"movie", "lists of a movie"}
	for name, read := range readsOfState {
		for _, want := range []CacheStatus{CacheMiss, CacheHit} {
			if !slices.Contains(public, name) {
				want = CacheBypass
			}
			ctx, trace := TraceCalls(t.Context())
			_ = read(ctx, world) // {} does for most
			if got := trace().Cache; got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	}
}

type brokenStore struct{ CacheStore }

func (brokenStore) Get(context.Context, string) ([]byte, error) {
	return nil, errors.New("the disk of " + testToken + " is gone")
}
func (brokenStore) Set(context.Context, string, []byte) error { return io.ErrShortWrite }

// TestBrokenStore: the call succeeds, and the log says what is wrong without the token.
func TestBrokenStore(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	client := newFakeClient(t, cacheable, WithCache(brokenStore{}), WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Fatal(err)
	}
	testkit.WantText(t, log.String(), `"level":"WARN","msg":"cache","operation":"movieDetails","target":"/3/movie/550","error":"the disk of [redacted] is gone"`, "short write")
	testkit.WantNone(t, log.String(), testToken)
}
