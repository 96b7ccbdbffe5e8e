package tmdbtest

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var movieListHandlers = map[string]handler{
	"nowPlayingMovies": func(c *call) (any, error) { return inCinemas(c, -nowPlayingDays, 0), nil },
	"popularMovies":    popularMovies,
	"topRatedMovies":   topRatedMovies,
	"upcomingMovies":   func(c *call) (any, error) { return inCinemas(c, 1, upcomingDays), nil },
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

// inCinemas returns the movies that come to cinemas in the region of the call,
// the United States if it names none, in a span of days counted from today.
func inCinemas(c *call, from, to int) gen.MovieDatesPage {
	first, last := types.DateOf(c.now.AddDate(0, 0, from)), types.DateOf(c.now.AddDate(0, 0, to))
	region := cmp.Or(c.region(), "US")
	movies := keep(shown(c), func(m *dataset.Movie) bool {
		return slices.ContainsFunc(releasesIn(m, region), func(r *dataset.Release) bool {
			return isTheatrical(r.Type) && between(dayOf(r.Date), first, last)
		})
	})
	page := as[gen.MovieDatesPage](moviePage(c, byPopularity(movies)))
	page.Dates = gen.DateRange{Minimum: first, Maximum: last}
	return page
}

func popularMovies(c *call) (any, error) {
	return moviePage(c, byPopularity(shown(c))), nil
}

func topRatedMovies(c *call) (any, error) {
	movies := keep(shown(c), func(m *dataset.Movie) bool { return m.VoteCount >= topRatedMovieVotes })
	return moviePage(c, slices.SortedFunc(slices.Values(movies), func(a, b *dataset.Movie) int {
		return cmp.Or(cmp.Compare(b.VoteAverage, a.VoteAverage), cmp.Compare(b.VoteCount, a.VoteCount), cmp.Compare(a.ID, b.ID))
	})), nil
}

// shown returns the movies that lists are made of: for everybody, made for
// cinemas, and released in the region of the call if it names one.
func shown(c *call) []*dataset.Movie {
	return keep(c.set.Movies, func(m *dataset.Movie) bool {
		return !m.Adult && !m.Video && (c.region() == "" || len(releasesIn(m, c.region())) > 0)
	})
}

// wanted reports whether a call wants an entry. Adult ones it has to ask for, or
// the user's settings.
func wanted(c *call, adult bool) bool {
	if !adult {
		return true
	}
	if c.has("include_adult") {
		return c.flag("include_adult")
	}
	return c.includeAdult()
}

// byPopularity returns the movies, the most popular first.
func byPopularity(movies []*dataset.Movie) []*dataset.Movie {
	return slices.SortedFunc(slices.Values(movies), morePopularMovie)
}

func morePopularMovie(a, b *dataset.Movie) int {
	return cmp.Or(cmp.Compare(b.Popularity, a.Popularity), cmp.Compare(a.ID, b.ID))
}
