package signin

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestPassword(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		username, password string
		message            string // of TMDB's in place of its own
		is                 error
		requests           int
		says               string
	}{
		"right":             {"jo", worldPassword, "", nil, 3, ""},
		"wrong password":    {"jo", "guess", "", tmdb.ErrUnauthorized, 2, "(code 30)"},
		"wrong name":        {"jim", worldPassword, "", tmdb.ErrUnauthorized, 2, "(code 30)"},
		"said back by TMDB": {"jo", worldPassword, "Invalid username and/or password: " + worldPassword, tmdb.ErrUnauthorized, 2, "[redacted]"},
		"no name":           {"", worldPassword, "", tmdb.ErrInvalid, 0, "username is empty"},
		"no password":       {"jo", "", "", tmdb.ErrInvalid, 0, "password is empty"},
	} {
		world := newUserWorld(t)
		if test.message != "" {
			world.fail["POST /3/authentication/token/validate_with_login"] = testkit.Respond(401, "application/json",
				`{"success":false,"status_code":30,"status_message":"`+test.message+`"}`)
		}
		session, err := Password(t.Context(), world.client(t), test.username, test.password)
		if len(world.requests) != test.requests {
			t.Errorf("%s: requests %q", name, world.requests)
		}
		wantHidden(t, world, session, err)
		if test.is == nil {
			if err != nil || session.SessionID != world.sent["session_id"] {
				t.Errorf("%s: got %v, %v", name, session, err)
			}
			continue
		}
		if session != nil || !errors.Is(err, test.is) {
			t.Errorf("%s: got %v, %v", name, session, err)
			continue
		}
		testkit.WantText(t, err.Error(), test.says)
	}

	world := newUserWorld(t)
	world.fail["GET /3/authentication/token/new"] = testkit.Respond(401, "application/json", `{"status_code":7}`)
	if session, err := Password(t.Context(), world.client(t), "jo", worldPassword); session != nil || !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Errorf("no request token: got %v, %v", session, err)
	}
}

func TestSessionFromV4(t *testing.T) {
	t.Parallel()
	world := newUserWorld(t)
	token, _, err := world.server.AccessToken("jo")
	if err != nil {
		t.Fatal(err)
	}
	for token, want := range map[string]error{token: nil, "other": tmdb.ErrUnauthorized, "": tmdb.ErrInvalid} {
		session, err := SessionFromV4(t.Context(), world.client(t), token)
		wantHidden(t, world, session, err)
		if !errors.Is(err, want) || (err == nil) != (session != nil) {
			t.Errorf("%q: got %v, %v", token, session, err)
		}
		if err == nil && session.SessionID != world.sent["session_id"] {
			t.Errorf("%q: not the session", token)
		}
	}
}

func TestGuest(t *testing.T) {
	t.Parallel()
	const id = "0c550fd5da2fc3f321ab3bs9b60ca108"
	for expires, want := range map[string]time.Time{
		`"2026-08-27 16:04:39 UTC"`: time.Date(2026, 8, 27, 16, 4, 39, 0, time.UTC),
		`""`:                        {},
		`null`:                      {},
		`"tomorrow"`:                {},
	} {
		world := newUserWorld(t)
		world.fail["GET /3/authentication/guest_session/new"] = testkit.Respond(200, "application/json",
			`{"success":true,"guest_session_id":"`+id+`","expires_at":`+expires+`}`)
		guest, err := Guest(t.Context(), world.client(t))
		if err != nil {
			t.Errorf("%s: %v", expires, err)
			continue
		}
		world.sent["guest_session_id"] = id
		wantHidden(t, world, guest, err)
		if guest.GuestSessionID != id || !timeOf(guest).Equal(want) {
			t.Errorf("%s: got %v", expires, guest)
		}
	}
	world := newUserWorld(t)
	guest, err := Guest(t.Context(), world.client(t))
	if err != nil || guest.GuestSessionID != world.sent["guest_session_id"] || time.Until(timeOf(guest)) < 23*time.Hour {
		t.Errorf("got %v, %v", guest, err)
	}
	world.fail["GET /3/authentication/guest_session/new"] = testkit.Respond(401, "application/json", `{"status_code":7}`)
	if guest, err := Guest(t.Context(), world.client(t)); guest != nil || !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Errorf("got %v, %v", guest, err)
	}
}

func TestOut(t *testing.T) {
	t.Parallel()
	noSuchPage := testkit.Respond(404, "text/html", "<h1>Not Found</h1>")
	for version, test := range map[string]struct {
		signOut func(*tmdb.Client, string) error
		signIn  func(*tmdbtest.Server) (string, error)
		request string
	}{
		"v3": {
			func(c *tmdb.Client, id string) error { return Out(t.Context(), c, id) },
			func(s *tmdbtest.Server) (string, error) { return s.Session("jo") },
			"DELETE /3/authentication/session",
		},
		"v4": {
			func(c *tmdb.Client, id string) error { return OutV4(t.Context(), c, id) },
			func(s *tmdbtest.Server) (string, error) { token, _, err := s.AccessToken("jo"); return token, err },
			"DELETE /4/auth/access_token",
		},
	} {
		world := newUserWorld(t)
		client := world.client(t)
		secret, err := test.signIn(world.server)
		if err != nil {
			t.Fatal(err)
		}
		world.sent["the user's"] = secret
		for _, text := range []string{"there", "gone"} {
			if err := test.signOut(client, secret); err != nil {
				t.Errorf("%s, %s: %v", version, text, err)
			}
		}
		// Whether TMDB took it for one that was there, not only the wrapper.
		if log := world.server.Requests(); log[0].Status != 200 || log[1].Status != 404 {
			t.Errorf("%s: %v", version, log)
		}
		if !slices.Equal(world.requests, []string{test.request, test.request}) {
			t.Errorf("%s: requests %q", version, world.requests)
		}
		if err := test.signOut(client, ""); !errors.Is(err, tmdb.ErrInvalid) || len(world.requests) != 2 {
			t.Errorf("%s, empty: %v", version, err)
		}
		world.fail[test.request] = noSuchPage
		if err := test.signOut(client, secret); !errors.Is(err, tmdb.ErrNotFound) {
			t.Errorf("%s, another server: %v", version, err)
		}
		world.fail[test.request] = testkit.Respond(401, "application/json", `{"status_code":7,"status_message":"`+secret+`"}`)
		err = test.signOut(client, secret)
		if !errors.Is(err, tmdb.ErrUnauthorized) {
			t.Errorf("%s, refused: %v", version, err)
		}
		wantHidden(t, world, nil, err)
	}
}

// timeOf returns when a session ends, the zero Time if TMDB does not say.
func timeOf(guest *gen.GuestSession) time.Time {
	end, _ := guest.ExpiresAt.Time()
	return end
}

// TestStored stores what a sign-in returned and takes it back.
func TestStored(t *testing.T) {
	t.Parallel()
	world := newUserWorld(t)
	client := world.client(t)
	session, err := Password(t.Context(), client, "jo", worldPassword)
	if err != nil {
		t.Fatal(err)
	}
	token, err := V4(t.Context(), client, world.options(world.approve))
	if err != nil {
		t.Fatal(err)
	}
	guest, err := Guest(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ value, again any }{
		{session, &gen.Session{}}, {token, &gen.AccessTokenV4{}}, {guest, &gen.GuestSession{}},
	} {
		wantHidden(t, world, test.value, nil)
		data, err := json.Marshal(test.value)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, test.again); err != nil || !reflect.DeepEqual(test.value, test.again) {
			t.Errorf("%T came back as something else, %v", test.again, err)
		}
	}
}

// TestNoClient: a client that New did not make is refused.
func TestNoClient(t *testing.T) {
	t.Parallel()
	for _, client := range []*tmdb.Client{nil, {}} {
		for name, call := range map[string]func(context.Context) error{
			"v3":       func(ctx context.Context) error { _, err := V3(ctx, client, Options{}); return err },
			"v4":       func(ctx context.Context) error { _, err := V4(ctx, client, Options{}); return err },
			"password": func(ctx context.Context) error { _, err := Password(ctx, client, "jo", "x"); return err },
			"guest":    func(ctx context.Context) error { _, err := Guest(ctx, client); return err },
			"session":  func(ctx context.Context) error { _, err := SessionFromV4(ctx, client, "x"); return err },
			"out":      func(ctx context.Context) error { return Out(ctx, client, "x") },
			"out v4":   func(ctx context.Context) error { return OutV4(ctx, client, "x") },
		} {
			if err := call(t.Context()); !errors.Is(err, tmdb.ErrInvalid) || !strings.Contains(err.Error(), "want one made by tmdb.New") {
				t.Errorf("%s: got %v", name, err)
			}
		}
	}
}
