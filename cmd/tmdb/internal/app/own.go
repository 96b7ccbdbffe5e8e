package app

import (
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// OwnClient returns the options by which a command makes a client of its own with [tmdb.FromEnv], and the
// URL of the stand-in if it is for that. Without a credential the stand-in has to be asked for, as the
// command keeps what it has.
func (a *App) OwnClient() (opts []tmdb.Option, standIn string, err error) {
	opts = []tmdb.Option{tmdb.WithUserAgent("tmdb/" + Version)}
	source, stored, err := a.Source()
	switch {
	case err != nil:
		return nil, "", err
	case source == FromNothing:
		return nil, "", Credentialsf("this needs a credential: run tmdb login, or set %s", tokenVariable)
	case source == FromStore:
		return append(opts, tmdb.WithToken(stored.Reader())), "", nil
	case source == FromEnv:
		return opts, "", nil
	}
	if a.standIn == nil {
		if a.standIn, err = newDemo(); err != nil {
			return nil, "", err
		}
	}
	return append(opts, tmdb.WithToken(a.standIn.Token), tmdb.WithBaseURL(a.standIn.URL)), a.standIn.URL, nil
}
