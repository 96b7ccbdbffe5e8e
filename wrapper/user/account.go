package user

import (
	"context"
	"iter"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// anyAccount is the id of an account in a path, which does not count: the session tells whose it
// is.
const anyAccount = 0

// AddToFavorites makes a movie or series a favorite. That it is one already is no error.
//
// TMDB: POST /3/account/{account_id}/favorite.
func (u *User) AddToFavorites(ctx context.Context, item Item) error {
	return u.favor(ctx, item, true)
}

// RemoveFromFavorites has a movie or series be no favorite any more. That it is none is no error.
//
// TMDB: POST /3/account/{account_id}/favorite.
func (u *User) RemoveFromFavorites(ctx context.Context, item Item) error {
	return u.favor(ctx, item, false)
}

// AddToWatchlist puts a movie or series on the watchlist. That it is there already is no error.
//
// TMDB: POST /3/account/{account_id}/watchlist.
func (u *User) AddToWatchlist(ctx context.Context, item Item) error {
	return u.watch(ctx, item, true)
}

// RemoveFromWatchlist takes a movie or series off the watchlist. That it is not there is no error.
//
// TMDB: POST /3/account/{account_id}/watchlist.
func (u *User) RemoveFromWatchlist(ctx context.Context, item Item) error {
	return u.watch(ctx, item, false)
}

func (u *User) favor(ctx context.Context, item Item, on bool) error {
	client, err := u.clientForMarks(ctx, item, "favorites")
	if err == nil {
		_, err = client.Account.AddFavorite(ctx, anyAccount, nil, gen.FavoriteBody{MediaType: item.mediaType(), MediaID: item.id, Favorite: on})
	}
	return err
}

func (u *User) watch(ctx context.Context, item Item, on bool) error {
	client, err := u.clientForMarks(ctx, item, "watchlists")
	if err == nil {
		_, err = client.Account.AddToWatchlist(ctx, anyAccount, nil, gen.WatchlistBody{MediaType: item.mediaType(), MediaID: item.id, Watchlist: on})
	}
	return err
}

func (u *User) clientForMarks(ctx context.Context, item Item, where string) (*tmdb.Client, error) {
	if err := u.checkAccount(where); err != nil {
		return nil, err
	}
	if err := item.checkMedia(where); err != nil {
		return nil, err
	}
	return u.v3(ctx)
}

// FavoriteMovies yields the movies that are favorites. An error comes once and is the last.
//
// TMDB: GET /3/account/{account_id}/favorite/movies.
func (u *User) FavoriteMovies(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.Movie, error] {
	return rows(ctx, u, u.checkAccount("favorites"), func(client *tmdb.Client) iter.Seq2[gen.Movie, error] {
		return client.Account.FavoriteMoviesIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// FavoriteSeries yields the series that are favorites. An error comes once and is the last.
//
// TMDB: GET /3/account/{account_id}/favorite/tv.
func (u *User) FavoriteSeries(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.TVSeries, error] {
	return rows(ctx, u, u.checkAccount("favorites"), func(client *tmdb.Client) iter.Seq2[gen.TVSeries, error] {
		return client.Account.FavoriteTVIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// WatchlistMovies yields the movies on the watchlist. An error comes once and is the last.
//
// TMDB: GET /3/account/{account_id}/watchlist/movies.
func (u *User) WatchlistMovies(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.Movie, error] {
	return rows(ctx, u, u.checkAccount("watchlists"), func(client *tmdb.Client) iter.Seq2[gen.Movie, error] {
		return client.Account.WatchlistMoviesIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// WatchlistSeries yields the series on the watchlist. An error comes once and is the last.
//
// TMDB: GET /3/account/{account_id}/watchlist/tv.
func (u *User) WatchlistSeries(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.TVSeries, error] {
	return rows(ctx, u, u.checkAccount("watchlists"), func(client *tmdb.Client) iter.Seq2[gen.TVSeries, error] {
		return client.Account.WatchlistTVIter(ctx, anyAccount, nil, reqEditors...)
	})
}
