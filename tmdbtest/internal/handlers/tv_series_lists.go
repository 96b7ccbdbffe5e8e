package handlers

import (
	"cmp"
	"slices"
	"time"
	_ "time/tzdata" // zones are the same on every machine, and there on all

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

func seriesListTable() table {
	return table{
		"airingTodayTV": func(c *Call) (any, error) { return airing(c, 0) },
		"onTheAirTV":    func(c *Call) (any, error) { return airing(c, onTheAirDays) },
		"popularTV":     func(c *Call) (any, error) { return c.seriesPage(seriesByPopularity(c.shownSeries())), nil },
		"topRatedTV":    topRatedTV,
	}
}

// onTheAirDays is how many days from today on the air looks ahead.
const onTheAirDays = 7

// airing returns the series with an episode today or in the days after it, by the clocks of the time zone
// of the call.
func airing(c *Call, days int) (any, error) {
	now := c.Now
	if c.has("timezone") {
		zone, err := time.LoadLocation(c.text("timezone"))
		if err != nil || zone == time.Local {
			return nil, codes.Fail(gen.StatusCodeInvalidTimezone)
		}
		now = now.In(zone)
	}
	// The day is that of the calendar on the wall there.
	first := types.NewDate(now.Date())
	last := types.NewDate(now.AddDate(0, 0, days).Date())
	series := keep(c.shownSeries(), func(s *dataset.Series) bool { return airsBetween(s, first, last) })
	return c.seriesPage(seriesByPopularity(series)), nil
}

// airsBetween reports whether an episode is shown in a range of days.
func airsBetween(s *dataset.Series, from, to types.Date) bool {
	for e := range s.Episodes {
		if between(e.Details().AirDate, from, to) {
			return true
		}
	}
	return false
}

func topRatedTV(c *Call) (any, error) {
	series := keep(c.shownSeries(), func(s *dataset.Series) bool { return s.Details().VoteCount >= topRatedSeriesVotes })
	slices.SortFunc(series, func(a, b *dataset.Series) int {
		x, y := a.Details(), b.Details()
		return cmp.Or(cmp.Compare(y.VoteAverage, x.VoteAverage), cmp.Compare(y.VoteCount, x.VoteCount), cmp.Compare(a.ID, b.ID))
	})
	return c.seriesPage(series), nil
}

// shownSeries returns the series that lists are made of.
func (c *Call) shownSeries() []*dataset.Series {
	return keep(c.Set.TV, func(s *dataset.Series) bool { return !s.Details().Adult })
}

// seriesByPopularity sorts series, the most popular first.
func seriesByPopularity(series []*dataset.Series) []*dataset.Series {
	slices.SortFunc(series, func(a, b *dataset.Series) int {
		return cmp.Or(cmp.Compare(b.Details().Popularity, a.Details().Popularity), cmp.Compare(a.ID, b.ID))
	})
	return series
}
