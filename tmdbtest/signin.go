package tmdbtest

// Session signs a user in as if the user had approved, and returns the id of the session. It returns
// an error if there is no such user.
func (s *Server) Session(username string) (sessionID string, err error) {
	return s.state.SignIn(username)
}

// AccessToken signs a user in by v4 as if the user had approved, and returns the access token and the
// id of the account for v4. It returns an error if there is no such user.
func (s *Server) AccessToken(username string) (token, accountID string, err error) {
	return s.state.SignInV4(username)
}
