package wrapper

import (
	"context"
	"errors"

	"github.com/tmdb-go/tmdb/gen"
)

// SignOut ends a user's session of the v3 API. A session that is not there any more is no error.
//
// TMDB: DELETE /3/authentication/session
//
// Errors are *[Error]: [ErrInvalid] also if sessionID is empty, [ErrUnauthorized], [ErrRateLimited],
// [ErrUnavailable].
func (c *Client) SignOut(ctx context.Context, sessionID string) error {
	if sessionID == "" {
		return refuse("sessionID is empty: want the id of a user's session")
	}
	_, err := c.Authentication.DeleteSession(ctx, gen.DeleteSessionBody{SessionID: &sessionID})
	return unlessGone(err)
}

// SignOutV4 ends the validity of a user's access token of the v4 API. One that is not there any more is
// no error. accessToken is the user's, not the application's.
//
// TMDB: DELETE /4/auth/access_token
//
// Errors are *[Error]: [ErrInvalid] also if accessToken is empty, [ErrUnauthorized], [ErrRateLimited],
// [ErrUnavailable].
func (c *Client) SignOutV4(ctx context.Context, accessToken string) error {
	if accessToken == "" {
		return refuse("accessToken is empty: want the access token of a user")
	}
	_, err := c.V4Auth.DeleteAccessToken(ctx, gen.V4DeleteTokenBody{AccessToken: accessToken})
	return unlessGone(err)
}

// unlessGone returns err, but nil if TMDB says that what was to be deleted is not there. A 404 without
// a code of TMDB's is another server's.
func unlessGone(err error) error {
	if e, ok := errors.AsType[*Error](err); ok && e.Code != 0 && errors.Is(e, ErrNotFound) {
		return nil
	}
	return err
}
