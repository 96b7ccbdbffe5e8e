package wrapper

import "github.com/tmdb-go/tmdb/gen"

// UserSession is a user's sign-in by the v3 API. It lasts until [Client.SignOut] or until the user
// ends it on TMDB's site. Calls on behalf of the user are made with
//
//	user, err := client.With(wrapper.WithSession(session.ID.Reveal()))
//
// Printed, logged or as JSON it shows no secret; see Reveal for how to store it.
type UserSession struct {
	// ID is the session id.
	ID Secret `json:"session_id"`
}

// Reveal returns the session with its id in clear, as TMDB sends it. Its JSON is what to store, where
// only the user can read it; [UserSession] can be decoded from that again.
func (s UserSession) Reveal() gen.Session {
	return gen.Session{SessionID: s.ID.Reveal(), Success: true}
}

// UserToken is a user's sign-in by the v4 API. It lasts until [Client.SignOutV4] or until the user
// ends it on TMDB's site. Calls on behalf of the user carry the token in place of the application's:
//
//	bearer := wrapper.BearerAuth(token.Token.Reveal())
//	lists, err := client.V4Account.Lists(ctx, token.AccountID.Reveal(), nil, bearer)
//
// Printed, logged or as JSON it shows no secret; see Reveal for how to store it.
type UserToken struct {
	// Token is the access token of the user, a bearer token like that of the application.
	Token Secret `json:"access_token"`
	// AccountID is the id of the user's account for the operations of client.V4Account.
	AccountID Secret `json:"account_id"`
}

// Reveal returns the token and the account id in clear, as TMDB sends them. Its JSON is what to store,
// where only the user can read it; [UserToken] can be decoded from that again.
func (t UserToken) Reveal() gen.V4AccessToken {
	return gen.V4AccessToken{
		AccessToken: t.Token.Reveal(), AccountID: t.AccountID.Reveal(),
		StatusCode: 1, StatusMessage: "Success.", Success: true,
	}
}
