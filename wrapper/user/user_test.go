package user

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestRate rates, reads it back and takes it back, for each kind of user and of item.
func TestRate(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"v3", "v4", "guest"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			u, ctx := newWorld(t).user(t, kind), t.Context()
			ids := func(item Item) []int { // of what is rated of this kind
				switch item.kind {
				case movie:
					return ids(t, u.RatedMovies(ctx), func(m gen.RatedMovie) int { return m.ID })
				case series:
					return ids(t, u.RatedSeries(ctx), func(s gen.RatedTVSeries) int { return s.ID })
				}
				return ids(t, u.RatedEpisodes(ctx), func(e gen.RatedTVEpisode) int { return e.ShowID })
			}
			for _, item := range []Item{Movie(105), Series(1399), Episode(1399, 8, 3), Episode(1433, 0, 1)} {
				before := ids(item)
				for _, rating := range []float64{0.5, 8.5, 10} {
					if err := u.Rate(ctx, item, rating); err != nil {
						t.Fatalf("%v: %v", item, err)
					}
					states, err := u.States(ctx, item)
					if err != nil {
						t.Fatalf("%v: %v", item, err)
					}
					if got, ok := states.Rated.Value(); !ok || got != rating {
						t.Errorf("%v is rated %v, %t, want %v", item, got, ok, rating)
					}
				}
				if got := ids(item); !slices.Contains(got, item.id) {
					t.Errorf("%v is not among the rated %v", item, got)
				}
				for range 2 { // that there is no rating is no error
					if err := u.Unrate(ctx, item); err != nil {
						t.Fatalf("%v: %v", item, err)
					}
				}
				if got := ids(item); !slices.Equal(got, before) {
					t.Errorf("rated are %v, before %v was they were %v", got, item, before)
				}
			}
		})
	}
}

// TestMarks makes favorites and fills the watchlist, reads it back and undoes it.
func TestMarks(t *testing.T) {
	t.Parallel()
	type mark struct {
		add, remove func(context.Context, Item) error
		ids         func(Item) []int
		state       func(*gen.AccountStates) *bool
	}
	for _, kind := range []string{"v3", "v4"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			u, ctx := newWorld(t).user(t, kind), t.Context()
			movieID := func(m gen.Movie) int { return m.ID }
			seriesID := func(s gen.TVSeries) int { return s.ID }
			for name, mark := range map[string]mark{
				"favorites": {u.AddToFavorites, u.RemoveFromFavorites, func(item Item) []int {
					if item.kind == movie {
						return ids(t, u.FavoriteMovies(ctx), movieID)
					}
					return ids(t, u.FavoriteSeries(ctx), seriesID)
				}, func(s *gen.AccountStates) *bool { return s.Favorite }},
				"watchlist": {u.AddToWatchlist, u.RemoveFromWatchlist, func(item Item) []int {
					if item.kind == movie {
						return ids(t, u.WatchlistMovies(ctx), movieID)
					}
					return ids(t, u.WatchlistSeries(ctx), seriesID)
				}, func(s *gen.AccountStates) *bool { return s.Watchlist }},
			} {
				for _, item := range []Item{Movie(105), Series(1399)} {
					before := mark.ids(item)
					for _, on := range []bool{true, true, false, false} {
						change := mark.remove
						if on {
							change = mark.add
						}
						if err := change(ctx, item); err != nil {
							t.Fatalf("%s: %v: %v", name, item, err)
						}
						states, err := u.States(ctx, item)
						if err != nil {
							t.Fatal(err)
						}
						if got := mark.state(states); got == nil || *got != on {
							t.Errorf("%s: the state of %v is %v, want %t", name, item, got, on)
						}
						if got := mark.ids(item); slices.Contains(got, item.id) != on {
							t.Errorf("%s have %v, want %v among them: %t", name, got, item, on)
						}
					}
					if got := mark.ids(item); !slices.Equal(got, before) {
						t.Errorf("%s have %v, want %v as before", name, got, before)
					}
				}
			}
		})
	}
}

// TestRefusedBefore: what a user cannot do is refused with a sentence before anything is sent.
func TestRefusedBefore(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	v3, v4, guest := w.user(t, "v3"), w.user(t, "v4"), w.user(t, "guest")
	for want, err := range map[string]error{
		"rating is 0: want":                 v3.Rate(ctx, Movie(550), 0),
		"rating is 11: want":                v4.Rate(ctx, Series(1399), 11),
		"rating is 8.3: want":               v4.Rate(ctx, Movie(550), 8.3),
		"rating is NaN: want":               v4.Rate(ctx, Movie(550), math.NaN()),
		"rating is +Inf: want":              guest.Rate(ctx, Movie(550), math.Inf(1)),
		"item is movie 0: want an id":       v3.Rate(ctx, Movie(0), 8),
		"item is series -1: want an id":     v3.AddToFavorites(ctx, Series(-1)),
		"season -1 episode 1: want numbers": v3.Rate(ctx, Episode(1399, -1, 1), 8),
		"season 1 episode -2: want numbers": v3.Unrate(ctx, Episode(1399, 1, -2)),
		"item is empty: want one such as":   v4.Unrate(ctx, Item{}),

		"series 1399 season 1 episode 1, but favorites hold movies and series": v3.AddToFavorites(ctx, Episode(1399, 1, 1)),
		"series 1399 season 1 episode 2, but favorites hold":                   v4.RemoveFromFavorites(ctx, Episode(1399, 1, 2)),
		"series 1399 season 1 episode 3, but watchlists hold":                  v4.AddToWatchlist(ctx, Episode(1399, 1, 3)),
		"series 1399 season 1 episode 4, but watchlists hold":                  v3.RemoveFromWatchlist(ctx, Episode(1399, 1, 4)),
		"series 1399 season 1 episode 5, but lists hold":                       v4.AddToList(ctx, 8000004, Movie(550), Episode(1399, 1, 5)),
		"series 1399, but lists of the v3 API hold movies":                     v3.AddToList(ctx, 8000001, Movie(550), Series(1399)),
		"series 1400, but lists of the v3 API hold movies":                     v3.RemoveFromList(ctx, 8000001, Series(1400)),
		"listID is 0: want":  v4.AddToList(ctx, 0, Movie(550)),
		"listID is -1: want": v3.RemoveFromList(ctx, -1, Movie(550)),

		"a guest has no favorites: want a user": guest.AddToFavorites(ctx, Movie(550)),
		"a guest has no watchlists":             guest.RemoveFromWatchlist(ctx, Movie(550)),
		"a guest has no lists":                  guest.AddToList(ctx, 8000001, Movie(550)),
		" a guest has no lists":                 failure(guest.Lists(ctx)),
		" a guest has no favorites":             failure(guest.FavoriteMovies(ctx)),
		" a guest has no favorites: ":           failure(guest.FavoriteSeries(ctx)),
		" a guest has no watchlists":            failure(guest.WatchlistMovies(ctx)),
		" a guest has no watchlists: ":          failure(guest.WatchlistSeries(ctx)),
	} {
		if !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", want, err)
			continue
		}
		testkit.WantText(t, err.Error(), want)
	}
	for _, u := range []*User{v3, v4} {
		if err := u.AddToList(ctx, 8000001); err != nil {
			t.Errorf("nothing to add: %v", err)
		}
	}
	if sent := w.sent(); len(sent) != 0 {
		t.Errorf("sent were %v", sent)
	}
}

// TestEmpty: a user that was made of nothing is refused, and one that was not made at all.
func TestEmpty(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	made := func(_ *User, err error) error { return err }
	for want, err := range map[string]error{
		"the client is empty":   made(V3(nil, "x")),
		"the client is empty: ": made(V4(new(tmdb.Client), "x", "y")),
		" the client is empty":  made(Guest(nil, "x")),
		"session_id is empty":   made(V3(w.client, "")),
		"session_id holds":      made(V3(w.client, "a b")),
		"guest_session_id":      made(Guest(w.client, "")),
		"the token is empty":    made(V4(w.client, "", w.accountID)),
		"the token holds":       made(V4(w.client, "a b", w.accountID)),
		"accountID is empty":    made(V4(w.client, w.token, "")),
	} {
		if !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", want, err)
			continue
		}
		testkit.WantText(t, err.Error(), want)
	}
	for _, u := range []*User{nil, {}} {
		_, err := u.States(ctx, Movie(550))
		for _, err := range []error{
			err, u.Rate(ctx, Movie(550), 8), u.Unrate(ctx, Movie(550)), u.AddToFavorites(ctx, Movie(550)), u.AddToWatchlist(ctx, Movie(550)),
			u.AddToList(ctx, 1, Movie(550)), failure(u.RatedMovies(ctx)), failure(u.RatedSeries(ctx)), failure(u.RatedEpisodes(ctx)),
			failure(u.FavoriteMovies(ctx)), failure(u.WatchlistSeries(ctx)), failure(u.Lists(ctx)),
		} {
			if !errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("%v: %v, want ErrInvalid", u, err)
			}
		}
		if u.Client() != nil {
			t.Errorf("%v has a client", u)
		}
	}
}

// TestFailed: what TMDB says of a call comes through.
func TestFailed(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	for _, kind := range []string{"v3", "v4", "guest"} {
		u := w.user(t, kind)
		if err := u.Rate(ctx, Movie(999999999), 8); !errors.Is(err, tmdb.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", kind, err)
		}
	}
	u, err := V3(w.client, "0123456789")
	if err != nil {
		t.Fatal(err)
	}
	if err := failure(u.RatedMovies(ctx)); !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Errorf("a session that is none: %v, want ErrUnauthorized", err)
	}
	if u, err = Guest(w.client, "0123456789"); err != nil {
		t.Fatal(err)
	}
	if err := failure(u.RatedMovies(ctx)); !errors.Is(err, tmdb.ErrNotFound) {
		t.Errorf("a guest session that is none: %v, want ErrNotFound", err)
	}
	if u, err = V4(w.client, "0123456789", w.accountID); err != nil {
		t.Fatal(err)
	}
	if err := failure(u.WatchlistMovies(ctx)); !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Errorf("a token that is none: %v, want ErrUnauthorized", err)
	}
}

// TestConvert: a session is made of an access token once, by the first call that needs one, and
// again after a failure.
func TestConvert(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	u := w.user(t, "v4")
	if err := failure(u.Lists(ctx)); err != nil || w.sent()["createSessionFromV4Token"] != 0 {
		t.Fatalf("lists needed a session, or %v", err)
	}
	if err := w.server.Fail("createSessionFromV4Token", 1, tmdbtest.ServerError()); err != nil {
		t.Fatal(err)
	}
	if err := u.Rate(ctx, Movie(550), 8); !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("without a session: %v, want ErrUnavailable", err)
	}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := u.Rate(ctx, Movie(550), float64(i+1)/2); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if sent := w.sent(); sent["createSessionFromV4Token"] != 2 || sent["addMovieRating"] != 20 {
		t.Errorf("sent were %v", sent)
	}
}

// TestConvertWait: who waits while another call makes the session may give up, and a response
// without a session is an error.
func TestConvertWait(t *testing.T) {
	t.Parallel()
	asked, respond := make(chan bool), make(chan bool)
	client, err := tmdb.New("token", tmdb.WithRetry(nil), tmdb.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		asked <- true
		<-respond
		return nil, errors.New("no route")
	})}))
	if err != nil {
		t.Fatal(err)
	}
	u, err := V4(client, "usertoken", "account")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- u.Unrate(context.Background(), Movie(550)) }()
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := u.Unrate(ctx, Movie(603)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	respond <- true
	if err := <-done; !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("%v, want ErrUnavailable", err)
	}

	empty := newEmptyServer(t)
	if u, err = V4(newClient(t, empty, "token"), "usertoken", "account"); err != nil {
		t.Fatal(err)
	}
	if err := u.Unrate(t.Context(), Movie(550)); !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("without session_id: %v, want ErrUnavailable", err)
	}
}

// TestSecret: nothing that is printed of a user or an error shows what it acts with.
func TestSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	secrets := []string{w.session, w.token, w.guestSession, w.accountID}
	for _, kind := range []string{"v3", "v4", "guest"} {
		u := w.user(t, kind)
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", u)
			fmt.Fprintf(&out, verb+"\n", *u)
			fmt.Fprintf(&out, verb+"\n", struct{ User *User }{u})
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("user", "user", u)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("user", "user", u)
		if err := json.NewEncoder(&out).Encode(map[string]any{"user": u}); err != nil {
			t.Fatal(err)
		}
		w.server.Close()
		for _, err := range []error{u.Rate(t.Context(), Movie(550), 8), failure(u.RatedMovies(t.Context())), u.AddToList(t.Context(), 8000001, Movie(550))} {
			if err == nil {
				t.Error("no error")
			}
			fmt.Fprintf(&out, "%v %+v %#v\n", err, err, err)
		}
		testkit.WantNone(t, out.String(), secrets...)
		testkit.WantText(t, out.String(), u.String())
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
