package signin

import (
	"context"
	"errors"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Password signs a user in by the v3 API with name and password. Prefer [V3], with which the
// program never sees the password.
//
// TMDB: GET /3/authentication/token/new, POST /3/authentication/token/validate_with_login,
// POST /3/authentication/session/new
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] if username or password is empty,
// [tmdb.ErrUnauthorized] also if they are wrong, [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func Password(ctx context.Context, client *tmdb.Client, username, password string) (*gen.Session, error) {
	switch {
	case username == "":
		return nil, refuse("username is empty: want the user's name on TMDB")
	case password == "":
		return nil, refuse("password is empty: want the user's password on TMDB")
	}
	if err := checkClient(client); err != nil {
		return nil, err
	}
	requestToken, err := newRequestToken(ctx, client)
	if err != nil {
		return nil, err
	}
	body := gen.LoginBody{Username: username, Password: password, RequestToken: requestToken}
	if _, err := client.Authentication.ValidateRequestTokenWithLogin(ctx, body); err != nil {
		return nil, err
	}
	return newSession(ctx, client, requestToken)
}

// Guest starts a guest session: it may rate, and lists what it rated, but has no account. Calls on
// its behalf are made with
//
//	guest, err := client.With(tmdb.WithDefaults(tmdb.GuestSession(session.GuestSessionID)))
//
// It ends at ExpiresAt, about a day after it was made.
//
// TMDB: GET /3/authentication/guest_session/new
//
// Errors are *[tmdb.Error]: [tmdb.ErrUnauthorized], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func Guest(ctx context.Context, client *tmdb.Client) (*gen.GuestSession, error) {
	if err := checkClient(client); err != nil {
		return nil, err
	}
	session, err := client.Authentication.CreateGuestSession(ctx)
	if err != nil {
		return nil, err
	}
	if session.GuestSessionID == "" {
		return nil, lacks("createGuestSession", "guest_session_id")
	}
	return session, nil
}

// SessionFromV4 returns a session of the v3 API for a user who is signed in by the v4 API.
// accessToken is the user's, not the application's.
//
// TMDB: POST /3/authentication/session/convert/4
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] also if accessToken is empty, [tmdb.ErrUnauthorized],
// [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func SessionFromV4(ctx context.Context, client *tmdb.Client, accessToken string) (*gen.Session, error) {
	if accessToken == "" {
		return nil, refuse("accessToken is empty: want the access token of a user")
	}
	if err := checkClient(client); err != nil {
		return nil, err
	}
	session, err := client.Authentication.CreateSessionFromV4Token(ctx, gen.AccessTokenV4Body{AccessToken: accessToken})
	if err != nil {
		return nil, err
	}
	if session.SessionID == "" {
		return nil, lacks("createSessionFromV4Token", "session_id")
	}
	return session, nil
}

// Out ends a user's session of the v3 API. A session that is not there any more is no error.
//
// TMDB: DELETE /3/authentication/session
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] also if sessionID is empty, [tmdb.ErrUnauthorized],
// [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func Out(ctx context.Context, client *tmdb.Client, sessionID string) error {
	if sessionID == "" {
		return refuse("sessionID is empty: want the id of a user's session")
	}
	if err := checkClient(client); err != nil {
		return err
	}
	_, err := client.Authentication.DeleteSession(ctx, gen.DeleteSessionBody{SessionID: sessionID})
	return unlessGone(err)
}

// OutV4 ends the validity of a user's access token of the v4 API. One that is not there any more is
// no error. accessToken is the user's, not the application's.
//
// TMDB: DELETE /4/auth/access_token
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] also if accessToken is empty, [tmdb.ErrUnauthorized],
// [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func OutV4(ctx context.Context, client *tmdb.Client, accessToken string) error {
	if accessToken == "" {
		return refuse("accessToken is empty: want the access token of a user")
	}
	if err := checkClient(client); err != nil {
		return err
	}
	_, err := client.V4Auth.DeleteAccessToken(ctx, gen.DeleteTokenV4Body{AccessToken: accessToken})
	return unlessGone(err)
}

// unlessGone returns err, but nil if TMDB says that what was to be deleted is not there. A 404
// without a code of TMDB's is another server's.
func unlessGone(err error) error {
	if e, ok := errors.AsType[*tmdb.Error](err); ok && e.Code != 0 && errors.Is(e, tmdb.ErrNotFound) {
		return nil
	}
	return err
}

// newRequestToken returns a request token of the v3 API.
func newRequestToken(ctx context.Context, client *tmdb.Client) (string, error) {
	request, err := client.Authentication.CreateRequestToken(ctx)
	if err != nil {
		return "", err
	}
	if request.RequestToken == "" {
		return "", lacks("createRequestToken", "request_token")
	}
	return request.RequestToken, nil
}

// newSession turns an approved request token into a session.
func newSession(ctx context.Context, client *tmdb.Client, requestToken string) (*gen.Session, error) {
	session, err := client.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: requestToken})
	if err != nil {
		return nil, err
	}
	if session.SessionID == "" {
		return nil, lacks("createSession", "session_id")
	}
	return session, nil
}
