package user

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// User is a user, or a guest, in whose name calls are made. Make one with [V3], [V4] or [Guest]. It
// is safe for concurrent use, and is printed without any secret.
type User struct {
	by     string // what the user is signed in by
	client *tmdb.Client
	// v3 returns the client for what only the v3 API has.
	v3 func(context.Context) (*tmdb.Client, error)
	// Functions, for fmt prints what any other value holds, and these are secret. They are nil for who
	// has none.
	accountID, guestID func() string
}

// V3 returns the user of a session of the v3 API, such as signin.V3 returns. sessionID is its id.
//
// The error is an *[tmdb.Error] that is [tmdb.ErrInvalid] if the client or sessionID is empty.
func V3(client *tmdb.Client, sessionID string) (*User, error) {
	own, err := with(client, tmdb.WithDefaults(tmdb.Session(sessionID)))
	if err != nil {
		return nil, err
	}
	return &User{by: "session", client: own, v3: always(own)}, nil
}

// Guest returns the guest of a guest session, such as signin.Guest returns. A guest can rate, take
// a rating back and see what was rated.
//
// The error is an *[tmdb.Error] that is [tmdb.ErrInvalid] if the client or guestSessionID is empty.
func Guest(client *tmdb.Client, guestSessionID string) (*User, error) {
	own, err := with(client, tmdb.WithDefaults(tmdb.GuestSession(guestSessionID)))
	if err != nil {
		return nil, err
	}
	return &User{by: "guest session", client: own, v3: always(own), guestID: func() string { return guestSessionID }}, nil
}

// V4 returns the user of an access token of the v4 API, such as signin.V4 returns together with the
// id of the account.
//
// Lists are those of the v4 API, which hold series too. Ratings, favorites and watchlists can be
// changed by the v3 API alone, which wants a session: the first call that needs one makes it of the
// token. Keep the User, for each makes a session of its own.
//
// The error is an *[tmdb.Error] that is [tmdb.ErrInvalid] if one of them is empty.
func V4(client *tmdb.Client, accessToken, accountID string) (*User, error) {
	if accountID == "" {
		return nil, refuse("accountID is empty: want the AccountID that came with the access token")
	}
	own, err := with(client, tmdb.WithToken(accessToken))
	if err != nil {
		return nil, err
	}
	return &User{by: "access token", client: own, v3: convert(client, accessToken), accountID: func() string { return accountID }}, nil
}

// with returns a copy of a client, which it refuses if New did not make it.
func with(client *tmdb.Client, option tmdb.Option) (*tmdb.Client, error) {
	if client == nil || client.Authentication == nil {
		return nil, refuse("the client is empty: want one made by tmdb.New")
	}
	return client.With(option)
}

func always(client *tmdb.Client) func(context.Context) (*tmdb.Client, error) {
	return func(context.Context) (*tmdb.Client, error) { return client, nil }
}

// Client returns a client that acts for the user, for what has no method here. That of [V4] has the
// user's access token in place of the application's, and makes no session of it.
func (u *User) Client() *tmdb.Client {
	if u == nil {
		return nil
	}
	return u.client
}

// String returns what the user is signed in by, without any secret.
func (u *User) String() string {
	if u == nil || u.by == "" {
		return "tmdb user"
	}
	return "tmdb user by " + u.by
}

// GoString returns the same as String.
func (u *User) GoString() string { return u.String() }

// Format prints the same as String for every verb.
func (u *User) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, u.String()) }

// check refuses a user that none of the functions made.
func (u *User) check() error {
	if u == nil || u.v3 == nil {
		return refuse("the user is empty: want one made by user.V3, V4 or Guest")
	}
	return nil
}

// checkAccount is check for what only users have, such as favorites.
func (u *User) checkAccount(what string) error {
	if err := u.check(); err != nil {
		return err
	}
	if u.guestID != nil {
		return refuse("a guest has no %s: want a user, by user.V3 or V4", what)
	}
	return nil
}

// refuse returns the error for what is refused before anything is sent.
func refuse(format string, args ...any) error {
	return &tmdb.Error{Kind: tmdb.ErrInvalid, Message: fmt.Sprintf(format, args...)}
}

// convert returns a function that makes a session of an access token when it is called first, and
// returns a client with it from then on. A call that fails leaves it to the next.
func convert(client *tmdb.Client, accessToken string) func(context.Context) (*tmdb.Client, error) {
	var own *tmdb.Client
	turn := make(chan struct{}, 1) // no mutex: who waits for another's request may give up
	return func(ctx context.Context) (*tmdb.Client, error) {
		if ctx == nil {
			ctx = context.Background()
		}
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return nil, &tmdb.Error{Err: fmt.Errorf("while a session was made of the access token: %w", ctx.Err())}
		}
		if own != nil {
			return own, nil
		}
		session, err := client.Authentication.CreateSessionFromV4Token(ctx, gen.AccessTokenV4Body{AccessToken: accessToken})
		if err != nil {
			return nil, err
		}
		if session.SessionID == "" {
			return nil, &tmdb.Error{Operation: "createSessionFromV4Token", Kind: tmdb.ErrUnavailable, Err: errors.New("the response has no session_id")}
		}
		own, err = client.With(tmdb.WithDefaults(tmdb.Session(session.SessionID)))
		return own, err
	}
}
