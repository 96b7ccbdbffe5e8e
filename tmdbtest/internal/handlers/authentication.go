package handlers

import (
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func authentication() table {
	return table{
		"validateKey":                   validateKey,
		"createGuestSession":            createGuestSession,
		"createRequestToken":            createRequestToken,
		"createSession":                 taking(createSession),
		"createSessionFromV4Token":      taking(createSessionFromV4Token),
		"validateRequestTokenWithLogin": taking(validateRequestTokenWithLogin),
		"deleteSession":                 taking(deleteSession),
	}
}

func validateKey(c *Call) (any, error) { return c.succeed(gen.StatusCodeSuccess) }

// instant writes a time as authentication and account lists do.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

func createGuestSession(c *Call) (any, error) {
	id, expires := c.State.NewGuest(c.Now)
	return object.Of("success", true, "guest_session_id", id, "expires_at", instant(expires)), nil
}

func createRequestToken(c *Call) (any, error) {
	token, expires := c.State.RequestToken(c.Now)
	return requestToken(token, expires), nil
}

func requestToken(token string, expires time.Time) object.Object {
	return object.Of("success", true, "expires_at", instant(expires), "request_token", token)
}

func validateRequestTokenWithLogin(c *Call, body gen.LoginBody) (any, error) {
	if body.Username == "" || body.Password == "" {
		return nil, codes.Fail(gen.StatusCodeCredentialsMissing)
	}
	expires, err := c.State.LogIn(body.RequestToken, body.Username, body.Password, c.Now)
	if err != nil {
		return nil, err
	}
	return requestToken(body.RequestToken, expires), nil
}

func createSession(c *Call, body gen.RequestTokenBody) (any, error) {
	return session(c.State.NewSession(body.RequestToken, c.Now))
}

func createSessionFromV4Token(c *Call, body gen.AccessTokenV4Body) (any, error) {
	return session(c.State.NewSessionByToken(body.AccessToken))
}

func session(id string, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return object.Of("success", true, "session_id", id), nil
}

func deleteSession(c *Call, body gen.DeleteSessionBody) (any, error) {
	if !c.State.EndSession(body.SessionID) {
		return nil, codes.Fail(gen.StatusCodeSessionNotFound)
	}
	return object.Of("success", true), nil
}
