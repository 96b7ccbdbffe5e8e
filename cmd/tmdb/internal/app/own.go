package app

import (
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// OwnClient returns the options by which a command makes a client of its own with [tmdb.FromEnv], and
// where the daily exports are for it, "" for TMDB's own place. Without a credential the stand-in has
// to be asked for, as the command keeps what it has.
func (a *App) OwnClient() (opts []tmdb.Option, exportsURL string, err error) {
	opts = []tmdb.Option{tmdb.WithUserAgent("tmdb/" + Version)}
	source, stored, err := a.Source()
	if err != nil {
		return nil, "", err
	}
	switch source {
	case FromNothing:
		return nil, "", Credentialsf("this needs a credential: run tmdb login, or set %s", tokenVariable)
	case FromStore:
		opts = append(opts, tmdb.WithToken(stored.Reader()))
	case FromFlag:
		if a.standIn == nil {
			if a.standIn, err = newDemo(); err != nil {
				return nil, "", err
			}
		}
		opts = append(opts, tmdb.WithToken(a.standIn.Token), tmdb.WithBaseURL(a.standIn.URL))
	}
	return opts, a.ExportsURL(), nil
}
