package wrapper

import (
	"context"

	"github.com/tmdb-go/tmdb/gen"
)

// SessionFromV4 returns a session of the v3 API for a user who is signed in by the v4 API.
// accessToken is the user's, not the application's.
//
// TMDB: POST /3/authentication/session/convert/4
//
// Errors are *[Error]: [ErrInvalid] also if accessToken is empty, [ErrUnauthorized],
// [ErrRateLimited], [ErrUnavailable].
func (c *Client) SessionFromV4(ctx context.Context, accessToken string) (*UserSession, error) {
	if accessToken == "" {
		return nil, refuse("accessToken is empty: want the access token of a user")
	}
	answer, err := c.Authentication.CreateSessionFromV4Token(ctx, gen.V4AccessTokenBody{AccessToken: accessToken})
	if err != nil {
		return nil, err
	}
	if answer.SessionID == "" {
		return nil, lacks(opCreateSessionFromV4Token, "session_id")
	}
	return &UserSession{ID: NewSecret(answer.SessionID)}, nil
}

// newRequestToken returns a request token of the v3 API.
func (c *Client) newRequestToken(ctx context.Context) (string, error) {
	answer, err := c.Authentication.CreateRequestToken(ctx)
	if err != nil {
		return "", err
	}
	if answer.RequestToken == "" {
		return "", lacks(opCreateRequestToken, "request_token")
	}
	return answer.RequestToken, nil
}

// newSession turns an approved request token into a session.
func (c *Client) newSession(ctx context.Context, requestToken string) (*UserSession, error) {
	answer, err := c.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: requestToken})
	if err != nil {
		return nil, err
	}
	if answer.SessionID == "" {
		return nil, lacks(opCreateSession, "session_id")
	}
	return &UserSession{ID: NewSecret(answer.SessionID)}, nil
}
