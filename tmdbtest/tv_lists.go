package tmdbtest

import (
	"cmp"
	"slices"
	"time"
	_ "time/tzdata" // zones are the same on every machine, and there on all

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var tvListHandlers = map[string]handler{
	"airingTodayTV": func(c *call) (any, error) { return airing(c, 0) },
	"onTheAirTV":    func(c *call) (any, error) { return airing(c, onTheAirDays) },
	"popularTV": func(c *call) (any, error) {
		return seriesPage(c, seriesByPopularity(shownSeries(c))), nil
	},
	"topRatedTV": topRatedTV,
}

// onTheAirDays is how many days from today on the air looks ahead.
const onTheAirDays = 7

// airing returns the series with an episode today or in the days after it, by
// the clocks of the time zone of the call.
func airing(c *call, days int) (any, error) {
	now := c.now
	if c.has("timezone") {
		zone, err := time.LoadLocation(c.text("timezone"))
		if err != nil || zone == time.Local {
			return nil, fail(gen.StatusCodeInvalidTimezone)
		}
		now = now.In(zone)
	}
	// The day is that of the calendar on the wall there.
	first := types.NewDate(now.Date())
	last := types.NewDate(now.AddDate(0, 0, days).Date())
	series := keep(shownSeries(c), func(s *dataset.Series) bool { return airsBetween(s, first, last) })
	return seriesPage(c, seriesByPopularity(series)), nil
}

// airsBetween reports whether an episode is shown in a range of days.
func airsBetween(s *dataset.Series, from, to types.Date) bool {
	return slices.ContainsFunc(episodesOf(s), func(e *dataset.Episode) bool { return between(e.AirDate, from, to) })
}

func topRatedTV(c *call) (any, error) {
	series := keep(shownSeries(c), func(s *dataset.Series) bool { return s.VoteCount >= topRatedSeriesVotes })
	return seriesPage(c, slices.SortedFunc(slices.Values(series), func(a, b *dataset.Series) int {
		return cmp.Or(cmp.Compare(b.VoteAverage, a.VoteAverage), cmp.Compare(b.VoteCount, a.VoteCount), cmp.Compare(a.ID, b.ID))
	})), nil
}

// shownSeries returns the series that lists are made of.
func shownSeries(c *call) []*dataset.Series {
	return keep(c.set.TV, func(s *dataset.Series) bool { return !s.Adult })
}

// seriesByPopularity returns the series, the most popular first.
func seriesByPopularity(series []*dataset.Series) []*dataset.Series {
	return slices.SortedFunc(slices.Values(series), morePopularSeries)
}

func morePopularSeries(a, b *dataset.Series) int {
	return cmp.Or(cmp.Compare(b.Popularity, a.Popularity), cmp.Compare(a.ID, b.ID))
}
