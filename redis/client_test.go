//go:build unix

package redis

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

const apiKey = "0123456789abcdef0123456789abcdef"

// newProcess returns the client that a process of its own would have, with the server's token or with
// a key.
func newProcess(t *testing.T, srv *tmdbtest.Server, addr, key string) *tmdb.Client {
	t.Helper()
	rdb := connect(t, addr)
	limiter, err := NewLimiter(rdb, 1000, 1000, Logger(nil))
	if err != nil {
		t.Fatal(err)
	}
	cache, err := NewCache(rdb, 0)
	if err != nil {
		t.Fatal(err)
	}
	if key == "" {
		return tmdbtest.NewClient(t, srv, tmdb.WithLimiter(limiter), tmdb.WithCache(cache))
	}
	client, err := tmdb.New("", tmdb.WithAPIKey(key), tmdb.WithBaseURL(srv.URL), tmdb.WithLimiter(limiter), tmdb.WithCache(cache))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestClient(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.WithAPIKey(apiKey), tmdbtest.WithUser(tmdbtest.User{Username: "grace", Password: "hopper-secret"}))
	session, err := srv.Session("grace")
	if err != nil {
		t.Fatal(err)
	}
	userToken, accountID, err := srv.AccessToken("grace")
	if err != nil {
		t.Fatal(err)
	}
	server := engine.Redis(t)
	first, second := newProcess(t, srv, server.Addr, ""), newProcess(t, srv, server.Addr, "")
	ctx := t.Context()

	// What one has asked for, the other has without asking.
	movie, err := first.Movies.Details(ctx, 550, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := second.Movies.Details(ctx, 550, nil)
	if err != nil || again.Title != movie.Title {
		t.Errorf("%v, %v; want %q", again, err, movie.Title)
	}
	if got := sent(srv, "movieDetails"); got != 1 {
		t.Errorf("%d requests for a movie that two processes wanted, want 1", got)
	}

	// What is a user's is not kept.
	for _, client := range []*tmdb.Client{first, second, newProcess(t, srv, server.Addr, apiKey)} {
		if _, err := client.Movies.Details(ctx, 13, nil); err != nil {
			t.Error(err)
		}
		if _, err := client.Account.Details(ctx, nil, tmdb.Session(session)); err != nil {
			t.Error(err)
		}
		if _, err := client.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 9}, tmdb.Session(session)); err != nil {
			t.Error(err)
		}
		if _, err := client.Movies.AccountStates(ctx, 550, nil, tmdb.Session(session)); err != nil {
			t.Error(err)
		}
		guest, err := client.Authentication.CreateGuestSession(ctx)
		if err != nil {
			t.Error(err)
		}
		wantNowhere(t, server.Addr, guest.GuestSessionID)
		user, err := client.With(tmdb.WithToken(userToken))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := user.Movies.Details(ctx, 680, nil); err != nil {
			t.Error(err)
		}
	}
	wantNowhere(t, server.Addr, "grace", "hopper-secret", session, userToken, accountID, srv.Token, apiKey,
		"session_id", "api_key", "Bearer", srv.URL, strings.TrimPrefix(srv.URL, "http://"), "/3/movie")

	// No call is lost when Redis is gone, and what is in memory is still there.
	server.Kill()
	for _, id := range []int{550, 13, 680, 603} {
		if _, err := first.Movies.Details(ctx, id, nil); err != nil {
			t.Errorf("%d without Redis: %v", id, err)
		}
	}
	if got := sent(srv, "movieDetails"); got != 1+2+3+2 { // 550, 13 by credential, a user's 680 thrice; 680 and 603
		t.Errorf("%d requests for movies", got)
	}
	server.Start(t)
	if _, err := second.Movies.Details(ctx, 603, nil); err != nil {
		t.Error(err)
	}
}

// sent returns how many requests for an operation have arrived with success.
func sent(srv *tmdbtest.Server, operation string) (n int) {
	for _, r := range srv.Requests() {
		if r.Operation == operation && r.Status == http.StatusOK {
			n++
		}
	}
	return n
}

// wantNowhere fails t if a text is in a key or value of Redis.
func wantNowhere(t *testing.T, addr string, texts ...string) {
	t.Helper()
	rdb := connect(t, addr)
	keys, err := rdb.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) < 2 {
		t.Fatalf("keys %q, %v", keys, err)
	}
	for _, key := range keys {
		var held string
		if strings.HasPrefix(key, "tmdb:cache:") {
			packed, err := rdb.Get(t.Context(), key).Bytes()
			if err != nil {
				t.Fatal(err)
			}
			value, err := unpack(packed)
			if err != nil {
				t.Fatal(err)
			}
			held = string(value)
		} else {
			fields, err := rdb.HGetAll(t.Context(), key).Result()
			if err != nil {
				t.Fatal(err)
			}
			held = fmt.Sprint(fields)
		}
		for _, text := range texts {
			if text == "" || strings.Contains(key, text) || strings.Contains(held, text) {
				t.Errorf("%s holds %q", key, text)
			}
		}
	}
}
