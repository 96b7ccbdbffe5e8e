package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// User is who a command acts for.
type User struct {
	// Client makes calls as the user, of v3 and v4.
	Client *tmdb.Client
	// Session is the user's session for calls of v3.
	Session string
	// AccountID is the user's id in v4.
	AccountID string
	// Username is the name, "" if it is not known.
	Username string
}

// String shows no secret.
func (u User) String() string { return fmt.Sprintf("user %q", u.Username) }

// Format prints String for every verb, so that none shows a secret.
func (u User) Format(f fmt.State, _ rune) { fmt.Fprint(f, u.String()) }

// User returns who login has signed in, also where the environment has the credential of the program, or
// the first user of the stand-in.
func (a *App) User(_ context.Context, cmd *cobra.Command) (*User, error) {
	client, err := a.Client(cmd)
	if err != nil {
		return nil, err
	}
	if a.standIn != nil {
		user, err := a.standIn.user(client)
		if err == nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "In the demo you are %s, and nothing is kept.\n", user.Username)
		}
		return user, err
	}
	stored, err := a.Store.Load()
	switch {
	case errors.Is(err, credential.ErrNone), err == nil && !stored.HasUser():
		return nil, Credentialsf("this needs a user: run tmdb login --user")
	case err != nil:
		return nil, Credentialsf("%v", err)
	}
	own, err := actingFor(client, stored)
	return &User{Client: own, Session: stored.Session, AccountID: stored.AccountID, Username: stored.Username}, err
}

// actingFor returns a client that makes calls as the user who has signed in.
func actingFor(client *tmdb.Client, stored credential.Credential) (*tmdb.Client, error) {
	return client.With(tmdb.WithToken(stored.UserToken), tmdb.WithDefaults(tmdb.Session(stored.Session)))
}
