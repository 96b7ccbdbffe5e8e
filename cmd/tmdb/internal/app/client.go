package app

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The variables of the environment that [tmdb.FromEnv] reads.
const (
	tokenVariable = "TMDB_ACCESS_TOKEN"
	keyVariable   = "TMDB_API_KEY"
	baseVariable  = "TMDB_BASE_URL"
)

// Source says where a credential is from.
type Source string

// The sources, in the order in which they are asked.
const (
	FromFlag    Source = "--demo"
	FromEnv     Source = "environment"
	FromStore   Source = "login"
	FromServer  Source = "server" // of TMDB_BASE_URL, which is asked without one
	FromNothing Source = "nothing"
)

// Source returns where the credential of this run is from, and a stored one. That goes nowhere where
// others may hear it.
func (a *App) Source() (Source, credential.Credential, error) {
	if a.demo {
		return FromFlag, credential.Credential{}, nil
	}
	if os.Getenv(tokenVariable) != "" || os.Getenv(keyVariable) != "" {
		return FromEnv, credential.Credential{}, nil
	}
	other, open := otherServer()
	if open {
		return FromServer, credential.Credential{}, nil
	}
	stored, err := a.Store.Load()
	switch {
	case other != "" && errors.Is(err, credential.ErrNone):
		return FromServer, credential.Credential{}, nil
	case errors.Is(err, credential.ErrNone):
		return FromNothing, credential.Credential{}, nil
	case err != nil:
		return FromStore, credential.Credential{}, Credentialsf("%v", err)
	}
	return FromStore, stored, nil
}

// Client returns the client for this run, the same each time: by the environment, by what login has
// stored, of another server without a credential, or else of the stand-in, which it tells.
func (a *App) Client(cmd *cobra.Command) (*tmdb.Client, error) {
	if a.client != nil {
		return a.client, nil
	}
	source, stored, err := a.Source()
	if err != nil {
		return nil, err
	}
	opts := a.clientOptions()
	var client *tmdb.Client
	switch source {
	case FromEnv, FromServer:
		client, err = tmdb.FromEnv(opts...)
	case FromStore:
		client, err = tmdb.FromEnv(append(opts, tmdb.WithToken(stored.Reader()))...)
	default:
		if source == FromNothing && os.Getenv(baseVariable) != "" {
			return nil, Credentialsf("%s names TMDB's own server, which wants a credential: set %s as well, or run tmdb login", baseVariable, tokenVariable)
		}
		if a.standIn, err = newDemo(); err != nil {
			return nil, err
		}
		if source == FromNothing {
			fmt.Fprintf(cmd.ErrOrStderr(), "No credential: this is a demo with some 170 titles. tmdb login, or %s, is for all of TMDB.\n", tokenVariable)
		}
		client, err = a.standIn.client(opts)
	}
	if err != nil {
		return nil, err
	}
	a.client = client
	return client, nil
}

// clientOptions are those of every client.
func (a *App) clientOptions() []tmdb.Option {
	return append([]tmdb.Option{
		tmdb.WithUserAgent("tmdb/" + Version),
		tmdb.WithDefaults(tmdb.Language(a.Language())),
	}, a.Options...)
}
