package handlers

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func movieListTable() table {
	return table{
		"nowPlayingMovies": func(c *Call) (any, error) { return c.inCinemas(-nowPlayingDays, 0), nil },
		"popularMovies":    func(c *Call) (any, error) { return c.moviePage(byPopularity(c.shownMovies())), nil },
		"topRatedMovies":   topRatedMovies,
		"upcomingMovies":   func(c *Call) (any, error) { return c.inCinemas(1, upcomingDays), nil },
	}
}

const (
	// nowPlayingDays is how long a movie counts as being in cinemas.
	nowPlayingDays = 47
	// upcomingDays is how far ahead the list of upcoming movies looks.
	upcomingDays = 28
	// The votes that keep what hardly anybody has seen off the top rated lists.
	topRatedMovieVotes  = 300
	topRatedSeriesVotes = 200
)

// inCinemas returns the movies that come to cinemas in the region of the call, the United States if it names
// none, in a span of days counted from today.
func (c *Call) inCinemas(from, to int) object.Object {
	first, last := types.DateOf(c.Now.AddDate(0, 0, from)), types.DateOf(c.Now.AddDate(0, 0, to))
	region := cmp.Or(c.region(), "US")
	movies := keep(c.shownMovies(), func(m *dataset.Movie) bool {
		return slices.ContainsFunc(releasesIn(m, region), func(r gen.ReleaseDate) bool {
			return isTheatrical(r) && between(dayOf(r.ReleaseDate), first, last)
		})
	})
	if len(movies) == 0 { // the data tells the releases of a few countries
		movies = keep(c.Set.Movies, func(m *dataset.Movie) bool {
			return isShown(m) && between(primaryRelease(m), first, last)
		})
	}
	return c.moviePage(byPopularity(movies)).With("dates", object.Of("maximum", last, "minimum", first))
}

func topRatedMovies(c *Call) (any, error) {
	movies := keep(c.shownMovies(), func(m *dataset.Movie) bool { return m.Details().VoteCount >= topRatedMovieVotes })
	slices.SortFunc(movies, func(a, b *dataset.Movie) int {
		x, y := a.Details(), b.Details()
		return cmp.Or(cmp.Compare(y.VoteAverage, x.VoteAverage), cmp.Compare(y.VoteCount, x.VoteCount), cmp.Compare(a.ID, b.ID))
	})
	return c.moviePage(movies), nil
}

// shownMovies returns the movies that lists are made of: for everybody, made for cinemas, and released in
// the region of the call if it names one.
func (c *Call) shownMovies() []*dataset.Movie {
	return keep(c.Set.Movies, func(m *dataset.Movie) bool {
		return isShown(m) && (c.region() == "" || len(releasesIn(m, c.region())) > 0)
	})
}

func isShown(m *dataset.Movie) bool { return !m.Details().Adult && !isVideo(m) }

func isVideo(m *dataset.Movie) bool { return m.Details().Video != nil && *m.Details().Video }

// wanted reports whether a call wants an entry. Adult ones it has to ask for, or the user's settings.
func wanted(c *Call, adult bool) bool {
	if !adult {
		return true
	}
	if c.has("include_adult") {
		return c.flag("include_adult")
	}
	return c.includeAdult()
}

// byPopularity sorts movies, the most popular first.
func byPopularity(movies []*dataset.Movie) []*dataset.Movie {
	slices.SortFunc(movies, func(a, b *dataset.Movie) int {
		return cmp.Or(cmp.Compare(b.Details().Popularity, a.Details().Popularity), cmp.Compare(a.ID, b.ID))
	})
	return movies
}
