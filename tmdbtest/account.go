package tmdbtest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var accountHandlers = map[string]handler{
	"ownAccountDetails":      accountDetails,
	"accountDetails":         accountDetails,
	"addFavorite":            addFavorite,
	"addToWatchlist":         addToWatchlist,
	"accountFavoriteMovies":  accountMovies(favoritesOf),
	"accountFavoriteTV":      accountSeries(favoritesOf),
	"accountWatchlistMovies": accountMovies(watchlistOf),
	"accountWatchlistTV":     accountSeries(watchlistOf),
	"accountRatedMovies":     ratedMovies(userOf),
	"accountRatedTV":         ratedSeries(userOf),
	"accountRatedTVEpisodes": ratedEpisodes(userOf),
	"accountLists":           accountLists,
}

func favoritesOf(a *account) *marks { return &a.favorites }
func watchlistOf(a *account) *marks { return &a.watchlist }
func ratingsOf(a *account) *marks   { return &a.ratings }

// userOf is who acts in the account operations. The lock must be held.
func userOf(c *call) (*account, error) { return c.user() }

func accountDetails(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	u := a.user
	return gen.Account{
		Avatar: gen.Avatar{
			Gravatar: gen.Gravatar{Hash: u.GravatarHash},
			TMDB:     &gen.TMDBAvatar{AvatarPath: u.AvatarPath},
		},
		ID: u.ID, LanguageCode: u.Language, CountryCode: u.Country,
		Name: u.Name, IncludeAdult: u.IncludeAdult, Username: u.Username,
	}, nil
}

func addFavorite(c *call) (any, error) {
	var body gen.FavoriteBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	return setMark(c, favoritesOf, dataset.Kind(body.MediaType), body.MediaID, body.Favorite)
}

func addToWatchlist(c *call) (any, error) {
	var body gen.WatchlistBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	return setMark(c, watchlistOf, dataset.Kind(body.MediaType), body.MediaID, body.Watchlist)
}

// setMark makes or removes a mark: 201 with code 1 for a new one, 201 with code 12 for one that was
// there, 200 with code 13 for one removed.
func setMark(c *call, of func(*account) *marks, kind mediaKind, id int, on bool) (any, error) {
	ref := dataset.RefTo(kind, id)
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	if !c.set.Has(ref) {
		return nil, notFound()
	}
	list := of(a)
	if !on {
		list.remove(ref)
		return succeed(c, gen.StatusCodeDeleted)
	}
	if _, ok := list.find(ref); ok {
		return succeed(c, gen.StatusCodeUpdated)
	}
	list.set(ref, 0, c.now)
	return created(c)
}

// marked returns the marks of one kind of who acts, in the order that the call asks for.
func marked(c *call, who func(*call) (*account, error), of func(*account) *marks, kind mediaKind) ([]mark, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a, err := who(c)
	if err != nil {
		return nil, err
	}
	list := of(a).of(kind)
	slices.SortStableFunc(list, func(x, y mark) int { return x.at.Compare(y.at) })
	if strings.HasSuffix(c.text("sort_by"), ".desc") {
		slices.Reverse(list)
	}
	return list, nil
}

func accountMovies(of func(*account) *marks) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, userOf, of, dataset.KindMovie)
		if err != nil {
			return nil, err
		}
		var p gen.MoviePage
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.Movie { return movieRow(c, c.set.Movie(m.ref.MovieID)) })
		return p, nil
	}
}

func accountSeries(of func(*account) *marks) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, userOf, of, dataset.KindSeries)
		if err != nil {
			return nil, err
		}
		var p gen.TVSeriesPage
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.TVSeries { return seriesRow(c, c.set.Series(m.ref.SeriesID)) })
		return p, nil
	}
}

func ratedMovies(who func(*call) (*account, error)) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, who, ratingsOf, dataset.KindMovie)
		if err != nil {
			return nil, err
		}
		var p gen.RatedMoviePage
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.RatedMovie {
			row := as[gen.RatedMovie](movieRow(c, c.set.Movie(m.ref.MovieID)))
			row.Rating = m.value
			return row
		})
		return p, nil
	}
}

func ratedSeries(who func(*call) (*account, error)) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, who, ratingsOf, dataset.KindSeries)
		if err != nil {
			return nil, err
		}
		var p gen.RatedTVSeriesPage
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.RatedTVSeries {
			row := as[gen.RatedTVSeries](seriesRow(c, c.set.Series(m.ref.SeriesID)))
			row.Rating = m.value
			return row
		})
		return p, nil
	}
}

func ratedEpisodes(who func(*call) (*account, error)) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, who, ratingsOf, dataset.KindEpisode)
		if err != nil {
			return nil, err
		}
		var p gen.RatedTVEpisodePage
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.RatedTVEpisode {
			row := as[gen.RatedTVEpisode](episodeRow(c, c.set.Episode(m.ref.EpisodeID)))
			row.Rating = m.value
			return row
		})
		return p, nil
	}
}

func accountLists(c *call) (any, error) {
	lists, err := ownLists(c, userOf)
	if err != nil {
		return nil, err
	}
	var p gen.ListSummaryPage
	lists, p.Page, p.TotalPages, p.TotalResults = accountPage(c, lists)
	p.Results = each(c, lists, listRow)
	return p, nil
}

// ownLists returns the lists of who acts, the newest first.
func ownLists(c *call, who func(*call) (*account, error)) ([]*dataset.List, error) {
	s := c.srv.state
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := who(c)
	if err != nil {
		return nil, err
	}
	var lists []*dataset.List
	for _, l := range s.lists {
		if l.Username == a.user.Username {
			lists = append(lists, l.snapshot())
		}
	}
	slices.SortFunc(lists, func(x, y *dataset.List) int { return cmp.Compare(y.ID, x.ID) })
	return lists, nil
}

// accountPage is paginate for what a user has: TMDB counts 0 pages when there is nothing.
func accountPage[T any](c *call, rows []T) (rowsOfPage []T, page, totalPages, totalResults int) {
	rowsOfPage, page, totalPages, totalResults = paginate(c, rows)
	if totalResults == 0 {
		totalPages = 0
	}
	return rowsOfPage, page, totalPages, totalResults
}
