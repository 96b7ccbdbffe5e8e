package wrapper

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestSignInWithPassword(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		username, password string
		is                 error
		requests           int
		says               string
	}{
		"right":          {"jo", worldPassword, nil, 3, ""},
		"wrong password": {"jo", "guess", ErrUnauthorized, 2, "(code 30)"},
		"wrong name":     {"jim", worldPassword, ErrUnauthorized, 2, "[redacted]"},
		"no name":        {"", worldPassword, ErrInvalid, 0, "username is empty"},
		"no password":    {"jo", "", ErrInvalid, 0, "password is empty"},
	} {
		world := newUserWorld()
		session, err := world.client(t).SignInWithPassword(t.Context(), test.username, test.password)
		if len(world.requests) != test.requests {
			t.Errorf("%s: requests %q", name, world.requests)
		}
		wantHidden(t, session, err)
		if test.is == nil {
			if err != nil || session.ID.Reveal() != worldSessionID {
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

	world := newUserWorld()
	world.fail["GET /3/authentication/token/new"] = answer(401, "application/json", `{"status_code":7}`)
	if session, err := world.client(t).SignInWithPassword(t.Context(), "jo", worldPassword); session != nil || !errors.Is(err, ErrUnauthorized) {
		t.Errorf("no request token: got %v, %v", session, err)
	}
}

func TestSessionFromV4(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]error{worldAccessToken: nil, "other": ErrUnauthorized, "": ErrInvalid} {
		session, err := newUserWorld().client(t).SessionFromV4(t.Context(), token)
		wantHidden(t, session, err)
		if !errors.Is(err, want) || (err == nil) != (session != nil) {
			t.Errorf("%q: got %v, %v", token, session, err)
		}
		if err == nil && session.ID.Reveal() != worldSessionID {
			t.Errorf("%q: not the session", token)
		}
	}
}

func TestSignInAsGuest(t *testing.T) {
	t.Parallel()
	for expires, want := range map[string]time.Time{
		`"2026-08-27 16:04:39 UTC"`: time.Date(2026, 8, 27, 16, 4, 39, 0, time.UTC),
		`""`:                        {},
		`null`:                      {},
		`"tomorrow"`:                {},
	} {
		world := newUserWorld()
		world.fail["GET /3/authentication/guest_session/new"] = answer(200, "application/json",
			`{"success":true,"guest_session_id":"`+worldGuestID+`","expires_at":`+expires+`}`)
		guest, err := world.client(t).SignInAsGuest(t.Context())
		if err != nil {
			t.Errorf("%s: %v", expires, err)
			continue
		}
		wantHidden(t, guest, err)
		if guest.ID.Reveal() != worldGuestID || !guest.ExpiresAt.Equal(want) {
			t.Errorf("%s: got %v", expires, guest)
		}
	}
	world := newUserWorld()
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
		secret  string
		request string
	}{
		"v3": {func(c *Client, id string) error { return c.SignOut(t.Context(), id) }, worldSessionID, "DELETE /3/authentication/session"},
		"v4": {func(c *Client, id string) error { return c.SignOutV4(t.Context(), id) }, worldAccessToken, "DELETE /4/auth/access_token"},
	} {
		world := newUserWorld()
		client := world.client(t)
		for text, secret := range map[string]string{"there": test.secret, "gone": "other"} {
			if err := test.signOut(client, secret); err != nil {
				t.Errorf("%s, %s: %v", version, text, err)
			}
		}
		if !slices.Equal(world.requests, []string{test.request, test.request}) {
			t.Errorf("%s: requests %q", version, world.requests)
		}
		if err := test.signOut(client, ""); !errors.Is(err, ErrInvalid) || len(world.requests) != 2 {
			t.Errorf("%s, empty: %v", version, err)
		}
		world.fail[test.request] = noSuchPage
		if err := test.signOut(client, test.secret); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s, another server: %v", version, err)
		}
		world.fail[test.request] = answer(401, "application/json", `{"status_code":7,"status_message":"`+test.secret+`"}`)
		err := test.signOut(client, test.secret)
		if !errors.Is(err, ErrUnauthorized) {
			t.Errorf("%s, refused: %v", version, err)
		}
		wantHidden(t, nil, err)
	}
}

// TestStored stores what a sign-in returned and takes it back.
func TestStored(t *testing.T) {
	t.Parallel()
	session := UserSession{ID: NewSecret(worldSessionID)}
	token := UserToken{Token: NewSecret(worldAccessToken), AccountID: NewSecret(worldAccountID)}
	guest := Guest{ID: NewSecret(worldGuestID), ExpiresAt: time.Date(2026, 8, 27, 16, 4, 39, 0, time.UTC)}

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
