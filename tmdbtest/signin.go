package tmdbtest

import "fmt"

// Session signs a user in as if the user had approved, and returns the id of the session. It returns
// an error if there is no such user.
func (s *Server) Session(username string) (sessionID string, err error) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	a, err := s.state.account(username)
	if err != nil {
		return "", err
	}
	return s.state.newSession(a).SessionID, nil
}

// AccessToken signs a user in by v4 as if the user had approved, and returns the access token and the
// id of the account for v4. It returns an error if there is no such user.
func (s *Server) AccessToken(username string) (token, accountID string, err error) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	a, err := s.state.account(username)
	if err != nil {
		return "", "", err
	}
	t := s.state.newAccessToken(a)
	return t.AccessToken, t.AccountID, nil
}

// account returns the account of a user. The lock must be held.
func (s *state) account(username string) (*account, error) {
	if a := s.accounts[username]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("tmdbtest: no user %q: want one of the data or of WithUser", username)
}
