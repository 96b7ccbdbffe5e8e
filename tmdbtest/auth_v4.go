package tmdbtest

import "github.com/tmdb-go/tmdb/gen"

var v4AuthHandlers = map[string]handler{
	"createRequestTokenV4": createRequestTokenV4,
	"createAccessTokenV4":  createAccessTokenV4,
	"deleteAccessTokenV4":  deleteAccessTokenV4,
}

func createRequestTokenV4(c *call) (any, error) {
	var body gen.RequestTokenV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	token := s.jwt("request token")
	s.requestTokens[token] = &requestToken{v4: true, expires: c.now.Add(requestTokenLifeV4), redirect: value(body.RedirectTo)}
	return gen.RequestTokenV4{
		RequestToken: token, StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}, nil
}

func createAccessTokenV4(c *call) (any, error) {
	var body gen.ApprovedTokenV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := c.requestToken(body.RequestToken, true)
	if err != nil {
		return nil, err
	}
	if r.approved == nil {
		return nil, fail(gen.StatusCodeRequestTokenNotApproved)
	}
	delete(s.requestTokens, body.RequestToken)
	return s.newAccessToken(r.approved), nil
}

// newAccessToken signs a user in. The lock must be held.
func (s *state) newAccessToken(a *account) gen.AccessTokenV4 {
	token := s.jwt("access token")
	s.accessTokens[token] = a
	return gen.AccessTokenV4{
		AccessToken: token, AccountID: a.user.ObjectID,
		StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}
}

func deleteAccessTokenV4(c *call) (any, error) {
	var body gen.DeleteTokenV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.accessTokens[body.AccessToken] == nil {
		return nil, fail(gen.StatusCodeResourceNotFound)
	}
	delete(s.accessTokens, body.AccessToken)
	return succeed(c, gen.StatusCodeDeleted)
}
