package wrapper

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

func TestSignInWithPassword(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		username, password string
		message            string // of TMDB's in place of its own
		is                 error
		requests           int
		says               string
	}{
		"right":             {"jo", worldPassword, "", nil, 3, ""},
		"wrong password":    {"jo", "guess", "", ErrUnauthorized, 2, "(code 30)"},
		"wrong name":        {"jim", worldPassword, "", ErrUnauthorized, 2, "(code 30)"},
		"said back by TMDB": {"jo", worldPassword, "Invalid username and/or password: " + worldPassword, ErrUnauthorized, 2, "[redacted]"},
		"no name":           {"", worldPassword, "", ErrInvalid, 0, "username is empty"},
		"no password":       {"jo", "", "", ErrInvalid, 0, "password is empty"},
	} {
		world := newUserWorld(t)
		if test.message != "" {
			world.fail["POST /3/authentication/token/validate_with_login"] = answer(401, "application/json",
				`{"success":false,"status_code":30,"status_message":"`+test.message+`"}`)
		}
		session, err := world.client(t).SignInWithPassword(t.Context(), test.username, test.password)
		if len(world.requests) != test.requests {
			t.Errorf("%s: requests %q", name, world.requests)
		}
		wantHidden(t, world, session, err)
		if test.is == nil {
			if err != nil || session.ID.Reveal() != world.sent["session_id"] {
				t.Errorf("%s: got %v, %v", name, session, err)
			}
			continue
		}
		if session != nil || !errors.Is(err, test.is) {
			t.Errorf("%s: got %v, %v", name, session, err)
			continue
		}
		wantText(t, err.Error(), test.says)
	}

	world := newUserWorld(t)
	world.fail["GET /3/authentication/token/new"] = answer(401, "application/json", `{"status_code":7}`)
	if session, err := world.client(t).SignInWithPassword(t.Context(), "jo", worldPassword); session != nil || !errors.Is(err, ErrUnauthorized) {
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
	for token, want := range map[string]error{token: nil, "other": ErrUnauthorized, "": ErrInvalid} {
		session, err := world.client(t).SessionFromV4(t.Context(), token)
		wantHidden(t, world, session, err)
		if !errors.Is(err, want) || (err == nil) != (session != nil) {
			t.Errorf("%q: got %v, %v", token, session, err)
		}
		if err == nil && session.ID.Reveal() != world.sent["session_id"] {
			t.Errorf("%q: not the session", token)
		}
	}
}

func TestSignInAsGuest(t *testing.T) {
	t.Parallel()
	const id = "0c550fd5da2fc3f321ab3bs9b60ca108"
	for expires, want := range map[string]time.Time{
		`"2026-08-27 16:04:39 UTC"`: time.Date(2026, 8, 27, 16, 4, 39, 0, time.UTC),
		`""`:                        {},
		`null`:                      {},
		`"tomorrow"`:                {},
	} {
		world := newUserWorld(t)
		world.fail["GET /3/authentication/guest_session/new"] = answer(200, "application/json",
			`{"success":true,"guest_session_id":"`+id+`","expires_at":`+expires+`}`)
		guest, err := world.client(t).SignInAsGuest(t.Context())
		if err != nil {
			t.Errorf("%s: %v", expires, err)
			continue
		}
		world.sent["guest_session_id"] = id
		wantHidden(t, world, guest, err)
		if guest.ID.Reveal() != id || !guest.ExpiresAt.Equal(want) {
			t.Errorf("%s: got %v", expires, guest)
		}
	}
	world := newUserWorld(t)
	guest, err := world.client(t).SignInAsGuest(t.Context())
	if err != nil || guest.ID.Reveal() != world.sent["guest_session_id"] || time.Until(guest.ExpiresAt) < 23*time.Hour {
		t.Errorf("got %v, %v", guest, err)
	}
	world.fail["GET /3/authentication/guest_session/new"] = answer(401, "application/json", `{"status_code":7}`)
	if guest, err := world.client(t).SignInAsGuest(t.Context()); guest != nil || !errors.Is(err, ErrUnauthorized) {
		t.Errorf("got %v, %v", guest, err)
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	noSuchPage := answer(404, "text/html", "<h1>Not Found</h1>")
	for version, test := range map[string]struct {
		signOut func(*Client, string) error
		signIn  func(*tmdbtest.Server) (string, error)
		request string
	}{
		"v3": {
			func(c *Client, id string) error { return c.SignOut(t.Context(), id) },
			func(s *tmdbtest.Server) (string, error) { return s.Session("jo") },
			"DELETE /3/authentication/session",
		},
		"v4": {
			func(c *Client, id string) error { return c.SignOutV4(t.Context(), id) },
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
		if err := test.signOut(client, ""); !errors.Is(err, ErrInvalid) || len(world.requests) != 2 {
			t.Errorf("%s, empty: %v", version, err)
		}
		world.fail[test.request] = noSuchPage
		if err := test.signOut(client, secret); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s, another server: %v", version, err)
		}
		world.fail[test.request] = answer(401, "application/json", `{"status_code":7,"status_message":"`+secret+`"}`)
		err = test.signOut(client, secret)
		if !errors.Is(err, ErrUnauthorized) {
			t.Errorf("%s, refused: %v", version, err)
		}
		wantHidden(t, world, nil, err)
	}
}

// TestStored stores what a sign-in returned and takes it back.
func TestStored(t *testing.T) {
	t.Parallel()
	session := UserSession{ID: NewSecret("2629f70fb498edc263a0adb99118ac41f0053e8c")}
	token := UserToken{Token: NewSecret("eyJhbGciOiJIUzI1NiJ9.user.token"), AccountID: NewSecret("4bc8892a017a3c0z92001001")}
	guest := Guest{ID: NewSecret("0c550fd5da2fc3f321ab3bs9b60ca108"), ExpiresAt: time.Date(2026, 8, 27, 16, 4, 39, 0, time.UTC)}

	var sessionAgain UserSession
	var tokenAgain UserToken
	var guestAgain Guest
	for _, test := range []struct{ clear, again any }{
		{session.Reveal(), &sessionAgain}, {token.Reveal(), &tokenAgain}, {guest.Reveal(), &guestAgain},
	} {
		data, err := json.Marshal(test.clear)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, test.again); err != nil {
			t.Errorf("%T: %v", test.again, err)
		}
	}
	if !sessionAgain.ID.Equal(session.ID) || !tokenAgain.Token.Equal(token.Token) || !tokenAgain.AccountID.Equal(token.AccountID) ||
		!guestAgain.ID.Equal(guest.ID) || !guestAgain.ExpiresAt.Equal(guest.ExpiresAt) {
		t.Error("something came back as something else")
	}

	data, err := json.Marshal(session)
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, string(data), redacted)
	if err := json.Unmarshal(data, &sessionAgain); err == nil {
		t.Error("a redacted session was taken back")
	}
}
