package user

import (
	"errors"
	"iter"
	"maps"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// world is a server with users of each kind: all are ada, but for the guest.
type world struct {
	server *tmdbtest.Server
	client *tmdb.Client

	session, token, accountID, guestSession string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Close()
		for _, problem := range server.Problems() {
			t.Error(problem)
		}
	})
	w := &world{server: server, client: newClient(t, server.URL, server.Token)}
	if w.session, err = server.Session("ada"); err != nil {
		t.Fatal(err)
	}
	if w.token, w.accountID, err = server.AccessToken("ada"); err != nil {
		t.Fatal(err)
	}
	guest, err := w.client.Authentication.CreateGuestSession(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.guestSession = guest.GuestSessionID
	return w
}

func newClient(t *testing.T, url, token string) *tmdb.Client {
	t.Helper()
	client, err := tmdb.New(token, tmdb.WithBaseURL(testkit.Front(t, url, token)), tmdb.WithRetry(nil))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// user returns a new user of a kind: "v3", "v4" or "guest".
func (w *world) user(t *testing.T, kind string) *User {
	t.Helper()
	var u *User
	var err error
	switch kind {
	case "v3":
		u, err = V3(w.client, w.session)
	case "v4":
		u, err = V4(w.client, w.token, w.accountID)
	case "guest":
		u, err = Guest(w.client, w.guestSession)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// sent returns how many requests of each operation the server has seen.
func (w *world) sent() map[string]int {
	n := map[string]int{}
	for _, r := range w.server.Requests() {
		n[r.Operation]++
	}
	delete(n, "createGuestSession")
	return n
}

// ids returns the ids of rows, sorted, none for a guest who rated nothing, and fails the test on another
// error.
func ids[T any](t *testing.T, rows iter.Seq2[T, error], id func(T) int) []int {
	t.Helper()
	found := map[int]bool{}
	for row, err := range rows {
		if errors.Is(err, tmdb.ErrNotFound) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		found[id(row)] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// failure returns the error that comes instead of rows.
func failure[T any](rows iter.Seq2[T, error]) error {
	for _, err := range rows {
		return err
	}
	return nil
}
