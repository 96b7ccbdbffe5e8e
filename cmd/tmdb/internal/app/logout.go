package app

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Left says what logout has taken away, and what is left.
type Left struct {
	// Place is where the credential was, "" if there was none.
	Place string
	// Username is who was signed in, "" if nobody was.
	Username string
	// Environment is the variable that has a credential still, "" if none has.
	Environment string
}

// Logout ends what the user is signed in by at TMDB, and takes away what login has kept. It is taken away
// also if TMDB did not end it, which is the error then.
func (a *App) Logout(cmd *cobra.Command) (Left, error) {
	if a.demo {
		return Left{}, Usagef("--demo has no account to sign out of: leave it out")
	}
	left := Left{Environment: fromEnv()}
	backend, err := a.Store.Backend()
	if err != nil || backend == "" {
		return left, err
	}
	left.Place = a.place(backend)
	stored, unread := a.Store.Load()
	if err := a.Store.Delete(); err != nil {
		return left, Credentialsf("it is still in %s: %v", left.Place, err)
	}
	if unread != nil {
		return left, Credentialsf("it is taken away, and what a user was signed in by is not ended at TMDB, as it cannot be read: %v", unread)
	}
	left.Username = stored.Username
	return left, a.endAtTMDB(cmd, stored)
}

func (a *App) endAtTMDB(cmd *cobra.Command, stored credential.Credential) error {
	if stored.UserToken == "" && stored.Session == "" {
		return nil
	}
	client, err := tmdb.FromEnv(append(a.clientOptions(), tmdb.WithToken(stored.Reader()))...)
	if err == nil {
		err = signOut(cmd.Context(), client, stored)
	}
	if err != nil {
		return errors.Join(errors.New("it is taken away here, and TMDB did not end it: end it in the settings of your account there"), err)
	}
	return nil
}
