package tmdbtest

import (
	"slices"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// The kinds of release that bring a movie to cinemas.
const (
	limitedRelease    = 2
	theatricalRelease = 3
)

// dayOf returns the day of an instant.
func dayOf(t types.Timestamp) types.Date {
	if at, ok := t.Time(); ok {
		return types.DateOf(at)
	}
	return ""
}

// releasesIn returns the releases of a movie in a country, or in all if region
// is empty. The primary release of a movie without any in the data stands for
// them, in cinemas, wherever one asks.
func releasesIn(m *dataset.Movie, region string) []*dataset.Release {
	if len(m.Releases) == 0 {
		if m.ReleaseDate.IsZero() {
			return nil
		}
		at, _ := m.ReleaseDate.Time()
		return []*dataset.Release{{Country: region, Type: theatricalRelease, Date: types.TimestampOf(at)}}
	}
	if region == "" {
		return m.Releases
	}
	return keep(m.Releases, func(r *dataset.Release) bool { return r.Country == region })
}

// releaseIn returns the day of the first release in a country, that in cinemas
// if it has one; the primary one if no country is asked for or it has none.
func releaseIn(m *dataset.Movie, region string) types.Date {
	if region == "" {
		return m.ReleaseDate
	}
	releases := releasesIn(m, region)
	if inCinemas := keep(releases, func(r *dataset.Release) bool { return isTheatrical(r.Type) }); len(inCinemas) > 0 {
		releases = inCinemas
	}
	if len(releases) == 0 {
		return m.ReleaseDate
	}
	return dayOf(slices.MinFunc(releases, func(a, b *dataset.Release) int { return a.Date.Compare(b.Date) }).Date)
}

func isTheatrical(kind int) bool { return kind == limitedRelease || kind == theatricalRelease }

// between reports whether a day is in a range, ends included. An end that is
// empty is open; an empty day is in no range.
func between(day, from, to types.Date) bool {
	if day.IsZero() {
		return false
	}
	return (from.IsZero() || !day.Before(from)) && (to.IsZero() || !day.After(to))
}
