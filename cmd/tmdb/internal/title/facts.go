package title

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// Years returns from when to when a series was shown, such as 2008–2013, or 2025– of one that goes on.
func Years(series *gen.TVSeriesDetails) string {
	first, last := Year(series.FirstAirDate), Year(series.LastAirDate)
	switch {
	case series.InProduction && first != "":
		return first + "–"
	case last == "" || first == last:
		return first
	}
	return first + "–" + last
}

// Age returns how old somebody was on a day, false if it is not known.
func Age(born, on types.Date) (years int, ok bool) {
	from, hasBirthday := born.Time()
	until, hasDay := on.Time()
	if !hasBirthday || !hasDay {
		return 0, false
	}
	years = until.Year() - from.Year()
	if until.Month() < from.Month() || until.Month() == from.Month() && until.Day() < from.Day() {
		years--
	}
	return years, years >= 0 && years <= 130
}

// Genres returns the names of genres.
func Genres(all []gen.Genre) []string {
	names := make([]string, len(all))
	for i, genre := range all {
		names[i] = genre.Name
	}
	return names
}

// Networks returns the names of networks.
func Networks(all []gen.Network) []string {
	names := make([]string, len(all))
	for i, network := range all {
		names[i] = network.Name
	}
	return names
}

// Parts returns the movies of a collection by their release, those without a day last.
func Parts(collection *gen.CollectionDetails) []gen.CollectionPart {
	all := slices.Clone(collection.Parts)
	slices.SortStableFunc(all, func(x, y gen.CollectionPart) int {
		if x.ReleaseDate.IsZero() != y.ReleaseDate.IsZero() {
			if x.ReleaseDate.IsZero() {
				return 1
			}
			return -1
		}
		return x.ReleaseDate.Compare(y.ReleaseDate)
	})
	return all
}

// ReleaseWays are the kinds of releases in words.
var ReleaseWays = map[gen.ReleaseType]string{
	gen.ReleaseTypePremiere: "premiere", gen.ReleaseTypeTheatricalLimited: "in few cinemas", gen.ReleaseTypeTheatrical: "in cinemas",
	gen.ReleaseTypeDigital: "digital", gen.ReleaseTypePhysical: "on disc", gen.ReleaseTypeTV: "on television",
}

// Unless returns a text that says more than the usual one, such as a title in its own language.
func Unless(usual, text string) string {
	if text == usual {
		return ""
	}
	return text
}
