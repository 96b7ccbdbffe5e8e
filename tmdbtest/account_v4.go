package tmdbtest

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var v4AccountHandlers = map[string]handler{
	"accountListsV4":             accountListsV4,
	"accountFavoriteMoviesV4":    accountMoviesV4(favoritesOf),
	"accountFavoriteTVV4":        accountSeriesV4(favoritesOf),
	"accountWatchlistMoviesV4":   accountMoviesV4(watchlistOf),
	"accountWatchlistTVV4":       accountSeriesV4(watchlistOf),
	"accountRatedMoviesV4":       accountMoviesV4(ratingsOf),
	"accountRatedTVV4":           accountSeriesV4(ratingsOf),
	"accountRecommendedMoviesV4": recommendedMoviesV4,
	"accountRecommendedTVV4":     recommendedSeriesV4,
}

// ownerOf is the user whose account the path names, if the call has the access token of that user.
// The lock must be held.
func ownerOf(c *call) (*account, error) {
	for _, a := range c.srv.state.accounts {
		if a.user.ObjectID != c.path["account_object_id"] {
			continue
		}
		if c.actor() != a {
			return nil, fail(gen.StatusCodePrivateResource)
		}
		return a, nil
	}
	return nil, notFound()
}

func accountListsV4(c *call) (any, error) {
	lists, err := ownLists(c, ownerOf)
	if err != nil {
		return nil, err
	}
	var p gen.ListPageV4
	lists, p.Page, p.TotalPages, p.TotalResults = accountPage(c, lists)
	p.Results = each(c, lists, listRowV4)
	return p, nil
}

// listRowV4 has numbers for booleans and text for the running time, unlike the list itself.
func listRowV4(c *call, l *dataset.List) gen.ListV4 {
	totals := c.totals(l)
	public := 0
	if l.Public {
		public = 1
	}
	return gen.ListV4{
		AccountObjectID: l.Owner.ObjectID, AverageRating: totals.average,
		BackdropPath: l.BackdropPath, CreatedAt: listInstant(l.Created), Description: l.Description, Featured: new(0),
		ID: l.ID, CountryCode: l.Country, LanguageCode: l.Language, Name: l.Name, NumberOfItems: len(l.Items),
		PosterPath: c.poster(l), Public: public, Revenue: totals.revenue, Runtime: strconv.Itoa(totals.runtime),
		SortBy: new(sortNumber(l.SortBy)), UpdatedAt: listInstant(l.Updated),
	}
}

// sortOrders are v4's orders of lists in the order of the numbers that stand for them, from 1.
var sortOrders = []gen.ListSortByV4{
	gen.ListSortByV4OriginalOrderAsc, gen.ListSortByV4OriginalOrderDesc,
	gen.ListSortByV4VoteAverageAsc, gen.ListSortByV4VoteAverageDesc,
	gen.ListSortByV4PrimaryReleaseDateAsc, gen.ListSortByV4PrimaryReleaseDateDesc,
	gen.ListSortByV4ReleaseDateAsc, gen.ListSortByV4ReleaseDateDesc,
	gen.ListSortByV4TitleAsc, gen.ListSortByV4TitleDesc,
}

func sortNumber(by string) int { return max(1, slices.Index(sortOrders, gen.ListSortByV4(by))+1) }

func listInstant(t types.Timestamp) types.Timestamp {
	at, _ := t.Time()
	return instant(at)
}

func accountMoviesV4(of func(*account) *marks) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, ownerOf, of, dataset.KindMovie)
		if err != nil {
			return nil, err
		}
		var p gen.MoviePageV4
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.MovieV4 {
			row := as[gen.MovieV4](movieRow(c, c.set.Movie(m.ref.MovieID)))
			row.AccountRating = ratingV4(m)
			return row
		})
		return p, nil
	}
}

func accountSeriesV4(of func(*account) *marks) handler {
	return func(c *call) (any, error) {
		list, err := marked(c, ownerOf, of, dataset.KindSeries)
		if err != nil {
			return nil, err
		}
		var p gen.TVSeriesPageV4
		list, p.Page, p.TotalPages, p.TotalResults = accountPage(c, list)
		p.Results = each(c, list, func(c *call, m mark) gen.TVSeriesV4 {
			row := as[gen.TVSeriesV4](seriesRow(c, c.set.Series(m.ref.SeriesID)))
			row.AccountRating = ratingV4(m)
			return row
		})
		return p, nil
	}
}

// ratingV4 returns the rating of a mark, nil if the mark is none.
func ratingV4(m mark) *gen.AccountRatingV4 {
	if m.value == 0 {
		return nil
	}
	return &gen.AccountRatingV4{CreatedAt: types.TimestampOf(m.at), Value: m.value}
}

func recommendedMoviesV4(c *call) (any, error) {
	movies, err := recommended(c, dataset.KindMovie, c.set.Movie, c.set.Movies, func(m *dataset.Movie) ([]*dataset.Movie, dataset.Ref, float64) {
		return m.Recommendations, dataset.RefTo(dataset.KindMovie, m.ID), hidden(m.Popularity, m.Adult)
	})
	if err != nil {
		return nil, err
	}
	var p gen.MoviePageV4
	movies, p.Page, p.TotalPages, p.TotalResults = accountPage(c, movies)
	p.Results = each(c, movies, func(c *call, m *dataset.Movie) gen.MovieV4 { return as[gen.MovieV4](movieRow(c, m)) })
	return p, nil
}

func recommendedSeriesV4(c *call) (any, error) {
	series, err := recommended(c, dataset.KindSeries, c.set.Series, c.set.TV, func(s *dataset.Series) ([]*dataset.Series, dataset.Ref, float64) {
		return s.Recommendations, dataset.RefTo(dataset.KindSeries, s.ID), hidden(s.Popularity, s.Adult)
	})
	if err != nil {
		return nil, err
	}
	var p gen.TVSeriesPageV4
	series, p.Page, p.TotalPages, p.TotalResults = accountPage(c, series)
	p.Results = each(c, series, func(c *call, s *dataset.Series) gen.TVSeriesV4 { return as[gen.TVSeriesV4](seriesRow(c, s)) })
	return p, nil
}

// hidden makes the popularity of what is never recommended negative.
func hidden(popularity float64, adult bool) float64 {
	if adult {
		return -1
	}
	return popularity
}

// likedFrom is the rating from which something counts as liked.
const likedFrom = 7

// recommended returns what the data recommends beside what the user likes, and after it the most
// popular; nothing that the user has rated or liked. of tells of an entity what it recommends, its
// reference, and its popularity.
func recommended[T any](c *call, kind mediaKind, lookup func(int) *T, all []*T, of func(*T) ([]*T, dataset.Ref, float64)) ([]*T, error) {
	c.srv.state.mu.Lock()
	a, err := ownerOf(c)
	var known marks
	if err == nil {
		known = append(a.favorites.of(kind), a.ratings.of(kind)...)
	}
	c.srv.state.mu.Unlock()
	if err != nil {
		return nil, err
	}
	var list []*T
	for _, m := range known {
		if m.value == 0 || m.value >= likedFrom {
			next, _, _ := of(lookup(m.ref.Target()))
			list = append(list, next...)
		}
	}
	popular := slices.SortedStableFunc(slices.Values(all), func(x, y *T) int {
		_, _, px := of(x)
		_, _, py := of(y)
		return cmp.Compare(py, px)
	})
	list = append(list, popular...)
	seen := map[dataset.Ref]bool{}
	return slices.DeleteFunc(list, func(x *T) bool {
		_, ref, popularity := of(x)
		_, ok := known.find(ref)
		skip := ok || seen[ref] || popularity < 0
		seen[ref] = true
		return skip
	}), nil
}
