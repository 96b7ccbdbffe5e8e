package tmdbtest

import (
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// How long what signs in lasts.
const (
	requestTokenLife   = time.Hour
	requestTokenLifeV4 = 15 * time.Minute
	guestSessionLife   = 24 * time.Hour
)

// requestToken is a request token, v3 or v4.
type requestToken struct {
	v4       bool
	expires  time.Time
	redirect string   // where the user goes after deciding; v4 only, v3 has it in the address
	approved *account // by whom, nil until then
	denied   bool
}

var authHandlers = map[string]handler{
	"validateKey":                   validateKey,
	"createGuestSession":            createGuestSession,
	"createRequestToken":            createRequestToken,
	"createSession":                 createSession,
	"createSessionFromV4Token":      createSessionFromV4Token,
	"validateRequestTokenWithLogin": validateRequestTokenWithLogin,
	"deleteSession":                 deleteSession,
}

func validateKey(c *call) (any, error) { return succeed(c, gen.StatusCodeSuccess) }

// instant writes a time as authentication and account lists do.
func instant(t time.Time) types.Timestamp {
	return types.Timestamp(t.UTC().Format("2006-01-02 15:04:05 UTC"))
}

func createGuestSession(c *call) (any, error) {
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.secret("guest session", 32)
	g := &guest{expires: c.now.Add(guestSessionLife)}
	s.guests[id] = g
	return gen.GuestSession{Success: true, GuestSessionID: id, ExpiresAt: instant(g.expires)}, nil
}

func createRequestToken(c *call) (any, error) {
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	token := s.secret("request token", 40)
	r := &requestToken{expires: c.now.Add(requestTokenLife)}
	s.requestTokens[token] = r
	return gen.RequestToken{Success: true, RequestToken: token, ExpiresAt: instant(r.expires)}, nil
}

// requestToken returns a token that has neither expired nor been used. One that the user has denied
// counts as not approved. The lock must be held.
func (c *call) requestToken(token string, v4 bool) (*requestToken, error) {
	r := c.srv.state.requestTokens[token]
	if r == nil || r.v4 != v4 || !c.now.Before(r.expires) {
		return nil, fail(gen.StatusCodeInvalidRequestToken)
	}
	return r, nil
}

func validateRequestTokenWithLogin(c *call) (any, error) {
	var body gen.LoginBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if body.Username == "" || body.Password == "" {
		return nil, fail(gen.StatusCodeCredentialsMissing)
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := c.requestToken(body.RequestToken, false)
	if err != nil {
		return nil, err
	}
	if r.denied {
		return nil, fail(gen.StatusCodeSessionDenied)
	}
	a := s.accounts[body.Username]
	if a == nil || a.user.Password == "" || a.user.Password != body.Password {
		return nil, fail(gen.StatusCodeInvalidCredentials)
	}
	r.approved = a
	return gen.RequestToken{Success: true, RequestToken: body.RequestToken, ExpiresAt: instant(r.expires)}, nil
}

func createSession(c *call) (any, error) {
	var body gen.RequestTokenBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := c.requestToken(body.RequestToken, false)
	if err != nil {
		return nil, err
	}
	if r.approved == nil {
		return nil, fail(gen.StatusCodeSessionDenied)
	}
	delete(s.requestTokens, body.RequestToken)
	return s.newSession(r.approved), nil
}

// newSession signs a user in. The lock must be held.
func (s *state) newSession(a *account) gen.Session {
	id := s.secret("session", 40)
	s.sessions[id] = a
	return gen.Session{Success: true, SessionID: id}
}

func createSessionFromV4Token(c *call) (any, error) {
	var body gen.AccessTokenV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.accessTokens[body.AccessToken]
	if a == nil {
		return nil, fail(gen.StatusCodeInvalidToken)
	}
	return s.newSession(a), nil
}

func deleteSession(c *call) (any, error) {
	var body gen.DeleteSessionBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	id := body.SessionID
	if s.sessions[id] == nil {
		return nil, fail(gen.StatusCodeSessionNotFound)
	}
	delete(s.sessions, id)
	return gen.DeletedSession{Success: new(true)}, nil
}
