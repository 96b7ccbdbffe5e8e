// Package user acts for a user of TMDB: rates, marks and lists movies, series and episodes with one
// short call each, whatever the user is signed in by.
//
//	session, err := signin.V3(ctx, client, signin.Options{})
//	u, err := user.V3(client, session.SessionID)
//
//	err = u.Rate(ctx, user.Movie(550), 8.5)
//	err = u.Rate(ctx, user.Episode(1399, 8, 3), 4)
//	err = u.AddToWatchlist(ctx, user.Series(1399))
//	err = u.RemoveFromFavorites(ctx, user.Movie(603))
//	err = u.AddToList(ctx, 8136, user.Movie(550), user.Movie(603))
//	for movie, err := range u.RatedMovies(ctx) { … }
//
// [V4] makes one of what signin.V4 returns, and [Guest] one that can rate and nothing else.
//
// All errors of TMDB are *[tmdb.Error]. What cannot be, such as an episode on a watchlist, or
// anything on that of a guest, is [tmdb.ErrInvalid] before anything is sent. Calls are safe for
// concurrent use.
package user
