package pick

import (
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// ReleaseDate returns the day on which a movie first came out in a country, such as "BR", in one of
// the ways, such as [gen.ReleaseTypeTheatrical]; in any way if none is named. It is empty if that
// is not known.
func ReleaseDate(dates *gen.MovieReleaseDates, country string, ways ...gen.ReleaseType) types.Date {
	for _, release := range Releases(dates, country, ways...) {
		if at, ok := release.ReleaseDate.Time(); ok {
			return types.DateOf(at)
		}
	}
	return ""
}

// Releases returns the releases of a movie in a country, such as "BR", in one of the ways, such as
// [gen.ReleaseTypeDigital], or in any if none is named. The earliest is the first, and those
// without a date come last.
func Releases(dates *gen.MovieReleaseDates, country string, ways ...gen.ReleaseType) []gen.ReleaseDate {
	if dates == nil {
		return nil
	}
	var releases []gen.ReleaseDate
	for _, row := range dates.Results {
		if !strings.EqualFold(row.CountryCode, country) {
			continue
		}
		for _, release := range row.ReleaseDates {
			if len(ways) == 0 || slices.Contains(ways, release.Type) {
				releases = append(releases, release)
			}
		}
	}
	slices.SortStableFunc(releases, func(a, b gen.ReleaseDate) int {
		return a.ReleaseDate.Compare(b.ReleaseDate)
	})
	return releases
}
