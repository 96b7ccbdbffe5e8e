package app

import (
	"cmp"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Status is what the program goes by. It has no secret.
type Status struct {
	// Source is where the credential is from: a variable, keyring, file, server, or demo.
	Source string `json:"source"`
	// Accepted is whether TMDB takes it.
	Accepted bool `json:"accepted"`
	// Username is who is signed in, "" if nobody is.
	Username string `json:"username"`
	// BaseURL is the server that is asked, "" if what names it is no URL of one.
	BaseURL  string `json:"base_url"`
	Language string `json:"language"`
	Region   string `json:"region"`
	// ConfigPath is where the settings are, or would be.
	ConfigPath string `json:"config_path"`
}

// apiURL is where TMDB is without TMDB_BASE_URL.
const apiURL = "https://api.themoviedb.org"

// Status asks TMDB whether it takes the credential, and for the user who is signed in. The status tells
// what is known beside an error.
func (a *App) Status(cmd *cobra.Command) (Status, error) {
	s := Status{Language: a.Language(), Region: a.Region(), ConfigPath: a.Config.Path(), BaseURL: apiURL}
	if base := os.Getenv(baseVariable); base != "" {
		s.BaseURL = "" // the error of the client says why
		if u, err := baseurl.API.ParseInsecure(base); err == nil {
			s.BaseURL = u.String()
		}
	}
	source, stored, err := a.Source()
	switch source {
	case FromEnv:
		s.Source = fromEnv()
		if stored, err = a.Store.Load(); errors.Is(err, credential.ErrNone) {
			err = nil
		}
	case FromStore:
		backend, backendErr := a.Store.Backend()
		s.Source, err = string(backend), errors.Join(err, backendErr)
	case FromServer:
		s.Source = string(source)
	default:
		s.Source = "demo"
	}
	if source == FromStore && err != nil {
		return s, err
	}
	client, clientErr := a.Client(cmd)
	if clientErr != nil {
		return s, clientErr
	}
	if a.standIn != nil {
		s.BaseURL = a.standIn.URL
	}
	if _, err := client.Authentication.ValidateKey(cmd.Context()); err != nil {
		return s, err
	}
	s.Accepted = true
	if err != nil {
		return s, Credentialsf("who is signed in is not known: %v", err)
	}
	if !stored.HasUser() {
		return s, nil
	}
	own, err := actingFor(client, stored)
	if err != nil {
		return s, err
	}
	account, err := own.Account.Details(cmd.Context(), nil)
	if errors.Is(err, tmdb.ErrUnauthorized) {
		return s, Credentialsf("%s is not signed in at TMDB any more: run tmdb login --user", cmp.Or(stored.Username, "the user"))
	}
	if err == nil {
		s.Username = account.Username
	}
	return s, err
}
