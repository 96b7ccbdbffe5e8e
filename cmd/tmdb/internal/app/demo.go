package app

import (
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// demo is the stand-in for TMDB in this program.
type demo struct{ *tmdbtest.Server }

func newDemo() (*demo, error) {
	srv, err := tmdbtest.New(tmdbtest.Lenient())
	if err != nil {
		return nil, err
	}
	return &demo{srv}, nil
}

// client returns a client of the stand-in, whatever the environment says.
func (d *demo) client(opts []tmdb.Option) (*tmdb.Client, error) {
	return tmdb.New(d.Token, append(opts, tmdb.WithBaseURL(d.URL))...)
}

// user returns the first user of the stand-in, signed in. What the user does is forgotten when the
// program ends.
func (d *demo) user(client *tmdb.Client) (*User, error) {
	name := d.Users()[0].Username
	session, err := d.Session(name)
	if err != nil {
		return nil, err
	}
	token, accountID, err := d.AccessToken(name)
	if err != nil {
		return nil, err
	}
	own, err := client.With(tmdb.WithToken(token), tmdb.WithDefaults(tmdb.Session(session)))
	return &User{Client: own, Session: session, AccountID: accountID, Username: name}, err
}
