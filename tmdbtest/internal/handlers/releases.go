package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// releasesIn returns the releases of a movie in a country, or in all if region is empty. The primary release
// of a movie without any in the data stands for them, in cinemas, wherever one asks.
func releasesIn(m *dataset.Movie, region string) []gen.ReleaseDate {
	var list []gen.ReleaseDate
	countries := dataset.Piece[gen.MovieReleaseDates](m, "release_dates").Results
	for _, country := range countries {
		if region == "" || country.CountryCode == region {
			list = append(list, country.ReleaseDates...)
		}
	}
	if at, ok := m.Details().ReleaseDate.Time(); ok && len(countries) == 0 {
		list = append(list, gen.ReleaseDate{Type: gen.ReleaseTypeTheatrical, ReleaseDate: types.TimestampOf(at)})
	}
	return list
}

// releaseIn returns the day of the first release in a country, that in cinemas if it has one; the primary
// one if no country is asked for or it has none.
func releaseIn(m *dataset.Movie, region string) types.Date {
	primary := m.Details().ReleaseDate
	if region == "" {
		return primary
	}
	releases := releasesIn(m, region)
	if inCinemas := keep(releases, isTheatrical); len(inCinemas) > 0 {
		releases = inCinemas
	}
	if len(releases) == 0 {
		return primary
	}
	return dayOf(slices.MinFunc(releases, func(a, b gen.ReleaseDate) int {
		return a.ReleaseDate.Compare(b.ReleaseDate)
	}).ReleaseDate)
}

func isTheatrical(r gen.ReleaseDate) bool {
	return r.Type == gen.ReleaseTypeTheatrical || r.Type == gen.ReleaseTypeTheatricalLimited
}

// dayOf returns the day of an instant.
func dayOf(t types.Timestamp) types.Date {
	if at, ok := t.Time(); ok {
		return types.DateOf(at)
	}
	return ""
}

// between reports whether a day is in a range, ends included. An end that is empty is open; an empty day is
// in no range.
func between(day, from, to types.Date) bool {
	if day.IsZero() {
		return false
	}
	return (from.IsZero() || !day.Before(from)) && (to.IsZero() || !day.After(to))
}
