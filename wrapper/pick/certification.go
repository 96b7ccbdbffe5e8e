package pick

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Certification returns the certification of a movie, such as "14" or "PG-13", in the first of the
// countries that has one, "" if none has. A country is two letters, such as "BR".
//
// Most countries have several releases, some of them without a certification. That of the earliest
// release in cinemas counts, and if there is none there, of the first of these kinds that has one:
// in few cinemas, premiere, digital, on disc, on television.
func Certification(dates *gen.MovieReleaseDates, countries ...string) string {
	for _, country := range countries {
		releases := Releases(dates, country)
		slices.SortStableFunc(releases, func(a, b gen.ReleaseDate) int {
			return cmp.Compare(certificationRank(a.Type), certificationRank(b.Type))
		})
		for _, release := range releases {
			if text := strings.TrimSpace(release.Certification); text != "" {
				return text
			}
		}
	}
	return ""
}

// certificationOrder is the order in which releases are asked for their certification.
var certificationOrder = []gen.ReleaseType{
	gen.ReleaseTypeTheatrical, gen.ReleaseTypeTheatricalLimited, gen.ReleaseTypePremiere,
	gen.ReleaseTypeDigital, gen.ReleaseTypePhysical, gen.ReleaseTypeTV,
}

// certificationRank puts kinds of release that nobody knows yet last.
func certificationRank(kind gen.ReleaseType) int {
	if i := slices.Index(certificationOrder, kind); i >= 0 {
		return i
	}
	return len(certificationOrder)
}

// ContentRating returns the content rating of a series, such as "TV-MA", in the first of the
// countries that has one, "" if none has. A country is two letters, such as "US".
func ContentRating(ratings *gen.TVSeriesContentRatings, countries ...string) string {
	if ratings == nil {
		return ""
	}
	for _, country := range countries {
		for _, row := range ratings.Results {
			if text := strings.TrimSpace(row.Rating); text != "" && strings.EqualFold(row.CountryCode, country) {
				return text
			}
		}
	}
	return ""
}
