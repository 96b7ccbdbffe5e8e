package handlers

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
	"github.com/tmdb-go/tmdb/types"
)

func v4Account() table {
	owner := who((*Call).owner)
	return table{
		"accountListsV4":             owner.lists((*Call).listRowV4),
		"accountFavoriteMoviesV4":    owner.marks(state.Favorites, dataset.KindMovie, rowV4[gen.MovieV4]),
		"accountFavoriteTVV4":        owner.marks(state.Favorites, dataset.KindSeries, rowV4[gen.TVSeriesV4]),
		"accountWatchlistMoviesV4":   owner.marks(state.Watchlist, dataset.KindMovie, rowV4[gen.MovieV4]),
		"accountWatchlistTVV4":       owner.marks(state.Watchlist, dataset.KindSeries, rowV4[gen.TVSeriesV4]),
		"accountRatedMoviesV4":       owner.marks(state.Ratings, dataset.KindMovie, rowV4[gen.MovieV4]),
		"accountRatedTVV4":           owner.marks(state.Ratings, dataset.KindSeries, rowV4[gen.TVSeriesV4]),
		"accountRecommendedMoviesV4": recommendedMoviesV4,
		"accountRecommendedTVV4":     recommendedTVV4,
	}
}

// owner is the user whose account the path names, if the call has the access token of that user.
func (c *Call) owner() (*state.Account, error) {
	a := c.State.ByObjectID(c.text("account_object_id"))
	switch {
	case a == nil:
		return nil, codes.NotFound()
	case c.actor() != a:
		return nil, codes.Fail(gen.StatusCodePrivateResource)
	}
	return a, nil
}

// rowV4 is a row of v4, which has a rating with the time it was made.
func rowV4[T any](m state.Mark, row object.Object) object.Object {
	row = object.As[T](row)
	if m.Value == 0 {
		return row
	}
	return row.With("account_rating", object.Of("created_at", types.TimestampOf(m.At), "value", m.Value))
}

// listRowV4 has numbers for booleans and text for the running time, unlike the list itself.
func (c *Call) listRowV4(l *state.List) object.Object {
	items := c.items(l)
	totals := c.totals(items)
	public := 0
	if l.Public {
		public = 1
	}
	return object.Of("account_object_id", l.Owner.ObjectID, "adult", 0, "average_rating", totals.average,
		"backdrop_path", orNull(l.BackdropPath), "created_at", listInstant(l.Created), "description", l.Description,
		"featured", 0, "id", l.ID, "iso_3166_1", l.Country, "iso_639_1", l.Language, "name", l.Name,
		"number_of_items", len(items), "poster_path", c.listPoster(l, items), "public", public,
		"revenue", totals.revenue, "runtime", strconv.Itoa(totals.runtime),
		"sort_by", sortNumber(l.SortBy), "updated_at", listInstant(l.Updated))
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

func listInstant(t types.Timestamp) string {
	at, _ := t.Time()
	return instant(at)
}

func recommendedMoviesV4(c *Call) (any, error) {
	movies := make([]candidate, 0, len(c.Set.Movies))
	for _, m := range c.Set.Movies {
		d := m.Details()
		movies = append(movies, candidate{movieRef(m), float64(d.Popularity), d.Adult, m.Piece("recommendations")})
	}
	return c.recommended(movies, object.As[gen.MovieV4])
}

func recommendedTVV4(c *Call) (any, error) {
	series := make([]candidate, 0, len(c.Set.TV))
	for _, s := range c.Set.TV {
		d := s.Details()
		series = append(series, candidate{seriesRef(s), float64(d.Popularity), d.Adult, s.Piece("recommendations")})
	}
	return c.recommended(series, object.As[gen.TVSeriesV4])
}

// candidate is a movie or series that may be recommended.
type candidate struct {
	ref        dataset.Ref
	popularity float64
	adult      bool          // such are never recommended
	next       object.Object // what the data recommends beside it
}

// likedFrom is the rating from which something counts as liked.
const likedFrom = 7

// recommended returns a page of what the data recommends beside what the user likes, and after it the most
// popular; nothing that the user has rated or liked.
func (c *Call) recommended(all []candidate, row func(object.Object) object.Object) (any, error) {
	a, err := c.owner()
	if err != nil {
		return nil, err
	}
	var kind dataset.Kind
	byRef := map[dataset.Ref]candidate{}
	for _, x := range all {
		byRef[x.ref], kind = x, x.ref.Kind()
	}
	seen := map[dataset.Ref]bool{}
	marks := append(a.Marks(state.Favorites, kind), a.Marks(state.Ratings, kind)...)
	for _, m := range marks {
		seen[m.Ref] = true
	}
	var refs []dataset.Ref
	take := func(ref dataset.Ref) {
		if x, ok := byRef[ref]; ok && !x.adult && !seen[ref] {
			refs = append(refs, ref)
		}
		seen[ref] = true
	}
	for _, m := range marks {
		if m.Value == 0 || m.Value >= likedFrom {
			for _, next := range byRef[m.Ref].next.List("results") {
				take(dataset.RefTo(kind, next.Int("id")))
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.popularity, x.popularity) })
	for _, x := range all {
		take(x.ref)
	}
	return ownPage(c, refs, func(ref dataset.Ref) object.Object { return row(c.row(ref)) }), nil
}
