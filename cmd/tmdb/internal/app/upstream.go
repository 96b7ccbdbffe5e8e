package app

import (
	"fmt"
	"os"

	form "github.com/tmdb-go/tmdb/internal/credential"
)

// Upstream is what a server asks TMDB with on behalf of others.
type Upstream struct {
	// Token is the API Read Access Token, or Key the API key: one of them.
	Token, Key string
	// BaseURL is the server of the API, "" for TMDB's own. It has images as well if it is the stand-in.
	BaseURL string
	// IsDemo is whether it is the stand-in.
	IsDemo bool
}

// Format shows no secret, for every verb.
func (u Upstream) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "upstream %q", u.BaseURL) }

// Upstream returns the credential of this run and where it is for. Without one the stand-in has to be
// asked for: a server that serves what is made up would be a trap. Nor does it act for who has signed in:
// others would.
func (a *App) Upstream() (Upstream, error) {
	source, stored, err := a.Source()
	u := Upstream{BaseURL: os.Getenv(baseVariable)}
	switch {
	case err != nil:
		return u, err
	case source == FromFlag:
		if a.standIn == nil {
			if a.standIn, err = newDemo(); err != nil {
				return u, err
			}
		}
		return Upstream{Token: a.standIn.Token, BaseURL: a.standIn.URL, IsDemo: true}, nil
	case source == FromEnv && os.Getenv(tokenVariable) != "":
		u.Token = os.Getenv(tokenVariable)
		if err := form.Token(u.Token); err != nil {
			return u, Usagef("%s: %w", tokenVariable, err)
		}
		return u, nil
	case source == FromEnv:
		u.Key = os.Getenv(keyVariable)
		if err := form.Key(u.Key); err != nil {
			return u, Usagef("%s: %w", keyVariable, err)
		}
		return u, nil
	case source == FromStore && stored.Token != "":
		u.Token = stored.Token
		return u, nil
	case source == FromStore:
		return u, Credentialsf("tmdb login has kept nothing but what a user is signed in by, which is not for others: set %s", tokenVariable)
	}
	return u, Credentialsf("this needs a credential for TMDB: set %s, run tmdb login, or try it with --demo", tokenVariable)
}
