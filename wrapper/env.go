package wrapper

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/credential"
)

// The variables that FromEnv reads.
const (
	tokenVariable = "TMDB_ACCESS_TOKEN"
	keyVariable   = "TMDB_API_KEY"
	baseVariable  = "TMDB_BASE_URL"
)

// FromEnv returns a client as the environment has it, where opts leave it open:
//
//   - TMDB_ACCESS_TOKEN is the token, or else TMDB_API_KEY the key for [WithAPIKey]
//   - TMDB_BASE_URL is the URL for [WithBaseURL], if it is set
//
// A variable that is empty is not set. tmdb-server prints what to set to have a program ask it in
// place of TMDB.
//
// If there is no credential, and the server is another than TMDB's own, the client is one
// [WithoutCredential]: TMDB_BASE_URL=http://tmdb-proxy:8080 is all that a program needs to ask a tmdb
// proxy. That URL may be http whatever its host, as there is no credential to be heard; calls with a
// secret of a user are refused then. With a credential it is https, or a server of this machine, or
// said aloud that nobody else can listen:
//
//	client, err := tmdb.FromEnv(tmdb.WithInsecureBaseURL(os.Getenv("TMDB_BASE_URL")))
//
// Errors are those of [New], and name the variable.
func FromEnv(opts ...Option) (*Client, error) { return New("", append(slices.Clone(opts), fromEnv)...) }

// fromEnv is the option that fills in what is not set.
func fromEnv(c *config) error {
	fill := func(name string, with func(string) Option) error {
		if value := os.Getenv(name); c.auth == nil && value != "" {
			return option(name, with(value))(c)
		}
		return nil
	}
	if err := fill(tokenVariable, WithToken); err != nil {
		return err
	}
	if err := fill(keyVariable, WithAPIKey); err != nil {
		if credential.Token(os.Getenv(keyVariable)) == nil {
			err = fmt.Errorf("%w; in the environment that is for %s", err, tokenVariable)
		}
		return err
	}
	if err := c.baseFromEnv(); err != nil {
		return err
	}
	if c.auth != nil {
		return nil
	}
	if c.baseURL == nil || baseurl.IsTMDB(c.baseURL) {
		return errors.New("there is no credential: want TMDB_ACCESS_TOKEN or TMDB_API_KEY in the environment, " +
			"from https://www.themoviedb.org/settings/api, or TMDB_BASE_URL with a server that has its own, such as tmdb proxy")
	}
	return WithoutCredential()(c)
}

// baseFromEnv sets the base URL if no option has. Without a credential it may be http whatever its
// host.
func (c *config) baseFromEnv() error {
	text := os.Getenv(baseVariable)
	if c.baseURL != nil || text == "" {
		return nil
	}
	u, err := baseurl.API.ParseInsecure(text)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", baseVariable, err)
	case !baseurl.IsOpen(u):
	case c.auth != nil && !c.anonymous:
		return errors.New(baseVariable + ": the URL is not https, and the credential would go to another machine where others may hear it: " +
			"want https, no credential if the server has its own, such as tmdb proxy, or WithInsecureBaseURL where nobody else can listen")
	default:
		c.noSecrets = true
	}
	c.baseURL = u
	return nil
}
