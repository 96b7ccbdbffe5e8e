package handlers

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// account has the operations of the user who has the session. Which id the path names does not count, as at
// TMDB.
func account() table {
	user := who((*Call).user)
	return table{
		"accountDetails":         accountDetails,
		"ownAccountDetails":      accountDetails,
		"addFavorite":            taking(addFavorite),
		"addToWatchlist":         taking(addToWatchlist),
		"accountFavoriteMovies":  user.marks(state.Favorites, dataset.KindMovie, unrated),
		"accountFavoriteTV":      user.marks(state.Favorites, dataset.KindSeries, unrated),
		"accountWatchlistMovies": user.marks(state.Watchlist, dataset.KindMovie, unrated),
		"accountWatchlistTV":     user.marks(state.Watchlist, dataset.KindSeries, unrated),
		"accountRatedMovies":     user.marks(state.Ratings, dataset.KindMovie, rated),
		"accountRatedTV":         user.marks(state.Ratings, dataset.KindSeries, rated),
		"accountRatedTVEpisodes": user.marks(state.Ratings, dataset.KindEpisode, rated),
		"accountLists":           user.lists((*Call).listRow),
	}
}

func accountDetails(c *Call) (any, error) {
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	u := a.User()
	return object.Of(
		"avatar", object.Of("gravatar", object.Of("hash", u.GravatarHash), "tmdb", object.Of("avatar_path", orNull(u.AvatarPath))),
		"id", u.ID, "iso_639_1", u.Language, "iso_3166_1", u.Country, "name", u.Name,
		"include_adult", u.IncludeAdult, "username", u.Username), nil
}

func addFavorite(c *Call, body gen.FavoriteBody) (any, error) {
	return c.mark(state.Favorites, dataset.RefTo(dataset.Kind(body.MediaType), body.MediaID), body.Favorite)
}

func addToWatchlist(c *Call, body gen.WatchlistBody) (any, error) {
	return c.mark(state.Watchlist, dataset.RefTo(dataset.Kind(body.MediaType), body.MediaID), body.Watchlist)
}

// mark makes or removes a mark: 201 with code 1 for a new one, 201 with code 12 for one that was there, 200
// with code 13 for one removed.
func (c *Call) mark(on state.Shelf, ref dataset.Ref, want bool) (any, error) {
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	if c.details(ref) == nil {
		return nil, codes.NotFound()
	}
	_, there := a.Marked(on, ref)
	switch {
	case !want:
		a.Unmark(on, ref)
		return c.succeed(gen.StatusCodeDeleted)
	case there:
		return c.succeed(gen.StatusCodeUpdated)
	}
	a.Mark(on, state.Mark{Ref: ref, At: c.Now})
	return c.created()
}

// created is success with 201.
func (c *Call) created() (any, error) {
	v, err := c.succeed(gen.StatusCodeSuccess)
	c.status = 201
	return v, err
}

// lists makes a handler of a page of somebody's lists, the newest first.
func (find who) lists(row func(*Call, *state.List) object.Object) handler {
	return func(c *Call) (any, error) {
		a, err := find(c)
		if err != nil {
			return nil, err
		}
		return ownPage(c, c.State.ListsOf(a), func(l *state.List) object.Object { return row(c, l) }), nil
	}
}
