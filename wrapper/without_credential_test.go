package wrapper_test

import (
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// proxyOf starts a server before a stand-in that adds the token to requests without one, and counts
// them.
func proxyOf(t *testing.T, standIn *tmdbtest.Server) (base string, added *atomic.Int32) {
	t.Helper()
	to, err := url.Parse(standIn.URL)
	if err != nil {
		t.Fatal(err)
	}
	added = new(atomic.Int32)
	server := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		if r.In.Header.Get("Authorization") == "" && !r.In.URL.Query().Has("api_key") {
			added.Add(1)
			r.Out.Header.Set("Authorization", "Bearer "+standIn.Token)
		}
	}})
	t.Cleanup(server.Close)
	return server.URL, added
}

// TestWithoutCredential: the application is whoever the server says, and a user is told from it.
func TestWithoutCredential(t *testing.T) {
	t.Parallel()
	standIn := tmdbtest.NewServer(t)
	session, err := standIn.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	token, accountID, err := standIn.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	base, added := proxyOf(t, standIn)
	client, err := tmdb.New("", tmdb.WithoutCredential(), tmdb.WithBaseURL(base), tmdb.WithCache(tmdb.NewMemoryCache(1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	account, err := client.Account.Details(t.Context(), nil, tmdb.Session(session))
	if err != nil || account.Username != "ada" {
		t.Errorf("by a session: %v, %v", account, err)
	}
	user, err := client.With(tmdb.WithToken(token))
	if err != nil {
		t.Fatal(err)
	}
	if lists, err := user.V4Account.Lists(t.Context(), accountID, nil); err != nil || lists.TotalResults == 0 {
		t.Errorf("by a token: %v, %v", lists, err)
	}
	if n := added.Swap(0); n != 1 {
		t.Errorf("%d requests had no token, want that with a session", n)
	}
	for range 2 { // the application's own are cached, as ever
		if movie, err := client.Movies.Details(t.Context(), 550, nil); err != nil || movie.ID != 550 {
			t.Fatalf("got %v, %v", movie, err)
		}
	}
	if n := added.Load(); n != 1 {
		t.Errorf("%d requests, want one and the cache", n)
	}
	before := len(standIn.Requests())
	for range 2 { // those with a token are not
		if _, err := client.Movies.Details(t.Context(), 550, nil, tmdb.BearerAuth(token)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(standIn.Requests()) - before; n != 2 {
		t.Errorf("%d requests by a token, want 2", n)
	}
}
