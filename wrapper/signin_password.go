package wrapper

import (
	"context"

	"github.com/tmdb-go/tmdb/gen"
)

// SignInWithPassword signs a user in by the v3 API with name and password. Prefer [Client.SignIn],
// with which the program never sees the password.
//
// TMDB: GET /3/authentication/token/new, POST /3/authentication/token/validate_with_login,
// POST /3/authentication/session/new
//
// Errors are *[Error]: [ErrInvalid] if username or password is empty, [ErrUnauthorized] also if they
// are wrong, [ErrRateLimited], [ErrUnavailable].
func (c *Client) SignInWithPassword(ctx context.Context, username, password string) (*UserSession, error) {
	switch {
	case username == "":
		return nil, refuse("username is empty: want the user's name on TMDB")
	case password == "":
		return nil, refuse("password is empty: want the user's password on TMDB")
	}
	requestToken, err := c.newRequestToken(ctx)
	if err != nil {
		return nil, err
	}
	body := gen.LoginBody{Username: username, Password: password, RequestToken: requestToken}
	if _, err := c.Authentication.ValidateRequestTokenWithLogin(ctx, body); err != nil {
		return nil, err
	}
	return c.newSession(ctx, requestToken)
}
