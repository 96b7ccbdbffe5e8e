package wrapper

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestRedirectToAnotherOrigin: the other server has the same host name and another port, to which
// net/http alone would send the token.
func TestRedirectToAnotherOrigin(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	var got http.Header
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		testkit.Respond(200, "application/json", `{"id":1}`)(w, r)
	}))
	defer other.Close()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/3/movie/1", http.StatusFound)
	})
	params := &gen.OwnAccountDetailsParams{SessionID: new("session-secret")}
	if _, err := client.Account.Details(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Authorization", "Referer", "Cookie"} {
		if value := got.Get(name); value != "" {
			t.Errorf("%s reached another host: %q", name, value)
		}
	}
}

func TestRedirectWithinOrigin(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/3/movie/551" {
			http.Redirect(w, r, "/3/movie/551", http.StatusMovedPermanently)
			return
		}
		if r.Header.Get("Authorization") != "Bearer "+testToken {
			t.Errorf("Authorization %q", r.Header.Get("Authorization"))
		}
		testkit.Respond(200, "application/json", `{"id":551}`)(w, r)
	})
	movie, err := client.Movies.Details(t.Context(), 550, nil)
	if err != nil || movie.ID != 551 {
		t.Errorf("got %v, %v", movie, err)
	}
}

func TestRedirectOfABody(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the body reached another host")
	}))
	defer other.Close()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	_, err := client.Authentication.DeleteSession(t.Context(), gen.DeleteSessionBody{SessionID: "session-secret"})
	if err == nil {
		t.Fatal("no error")
	}
	testkit.WantText(t, err.Error(), "another host")
	testkit.WantNone(t, err.Error(), "session-secret", testToken)
}

func TestRedirectForEver(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) })
	_, err := client.Movies.Details(t.Context(), 550, nil)
	if err == nil {
		t.Fatal("no error")
	}
	testkit.WantText(t, err.Error(), "stopped after 10 redirects")
}

func TestRedirectPolicyOfTheUser(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	mine := errors.New("no redirects here")
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) },
		WithHTTPClient(&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return mine }}))
	if _, err := client.Movies.Details(t.Context(), 550, nil); !errors.Is(err, mine) {
		t.Errorf("got %v", err)
	}
}

// TestEditedHost: an editor that sends a request elsewhere does not take the token along.
func TestEditedHost(t *testing.T) {
	t.Parallel()
	var got string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		testkit.Respond(200, "application/json", `{}`)(w, r)
	}))
	defer other.Close()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) {},
		WithDefaults(func(_ context.Context, req *http.Request) error {
			u, err := url.Parse(other.URL)
			req.URL.Host = u.Host
			return err
		}))
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Fatal(err)
	}
	if got != "" {
		t.Errorf("Authorization %q", got)
	}
}

// TestRedirectOfACredential: a server that repeats the query in the redirect does not take it elsewhere.
func TestRedirectOfACredential(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it follows no redirect, nor lets its clients follow one")
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the URL reached another host")
	}))
	defer other.Close()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+r.URL.RequestURI(), http.StatusFound)
	})
	for name, call := range map[string]func() error{
		"key": func() error {
			return errorOf(with(t, client, WithAPIKey(testKey)).Movies.Details(t.Context(), 550, nil))
		},
		"session": func() error {
			return errorOf(with(t, client, WithDefaults(Session("s3"))).Movies.AccountStates(t.Context(), 550, nil))
		},
		"guest":   func() error { return errorOf(client.GuestSessions.RatedMovies(t.Context(), "a+b&c", nil)) },
		"account": func() error { return errorOf(client.V4Account.Lists(t.Context(), "4bc8", nil)) },
	} {
		err := call()
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		testkit.WantText(t, err.Error(), "a redirect would send a credential in its URL to another host")
	}
}

// TestEditedHostOfAKey: an editor that sends a request elsewhere does not take key and session along.
func TestEditedHostOfAKey(t *testing.T) {
	t.Parallel()
	var got string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.RawQuery
		testkit.Respond(200, "application/json", `{}`)(w, r)
	}))
	defer other.Close()
	elsewhere := func(_ context.Context, req *http.Request) error {
		req.URL.Host = other.Listener.Addr().String()
		return nil
	}
	client := with(t, newTestClient(t, func(http.ResponseWriter, *http.Request) {}), WithAPIKey(testKey), WithDefaults(Session("s")))
	params := &gen.MovieDetailsParams{Language: new("de"), GuestSessionID: new("g")}
	if _, err := client.Movies.Details(t.Context(), 550, params, elsewhere); err != nil || got != "language=de" {
		t.Errorf("sent %q, %v", got, err)
	}
}
