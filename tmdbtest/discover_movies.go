package tmdbtest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// discoverMovies returns the movies that pass all filters of the call.
func discoverMovies(c *call) (any, error) {
	movies := keep(c.set.Movies, func(m *dataset.Movie) bool {
		return wanted(c, m.Adult) && (!m.Video || c.flag("include_video"))
	})
	movies = passing(c, movies, movieFilters)
	return moviePage(c, sorted(c, movies, movieOrders(c), func(m *dataset.Movie) int { return m.ID })), nil
}

// movieFilters are the parameters that leave movies out. The others are
// certification_country, watch_region (which narrow filters), region (which
// narrows the filters of releases), and include_adult, include_video, language,
// page and sort_by.
var movieFilters = map[string]filter[*dataset.Movie]{
	"certification":     certified(func(c *call, of string) bool { return certifiedAs(c, of) }),
	"certification.gte": certified(func(c *call, of string) bool { return strictness(c, of) >= strictness(c, c.text("certification.gte")) }),
	"certification.lte": certified(func(c *call, of string) bool { return strictness(c, of) <= strictness(c, c.text("certification.lte")) }),

	"primary_release_year":     func(c *call, m *dataset.Movie) bool { return m.ReleaseDate.Year() == c.id("primary_release_year") },
	"primary_release_date.gte": from("primary_release_date.gte", primaryRelease),
	"primary_release_date.lte": until("primary_release_date.lte", primaryRelease),
	// The filters of releases ask for one release that passes all of them.
	"release_date.gte":  released,
	"release_date.lte":  released,
	"with_release_type": released,
	"year":              released,

	"vote_average.gte": atLeast("vote_average.gte", func(m *dataset.Movie) float64 { return m.VoteAverage }),
	"vote_average.lte": atMost("vote_average.lte", func(m *dataset.Movie) float64 { return m.VoteAverage }),
	"vote_count.gte":   atLeast("vote_count.gte", func(m *dataset.Movie) float64 { return float64(m.VoteCount) }),
	"vote_count.lte":   atMost("vote_count.lte", func(m *dataset.Movie) float64 { return float64(m.VoteCount) }),
	"with_runtime.gte": atLeast("with_runtime.gte", func(m *dataset.Movie) float64 { return float64(m.Runtime) }),
	"with_runtime.lte": atMost("with_runtime.lte", func(m *dataset.Movie) float64 { return float64(m.Runtime) }),

	"with_cast":   with("with_cast", castOf),
	"with_crew":   with("with_crew", crewOf),
	"with_people": with("with_people", func(m *dataset.Movie) []int { return slices.Concat(castOf(m), crewOf(m)) }),

	"with_companies":    with("with_companies", func(m *dataset.Movie) []int { return m.CompanyIDs }),
	"with_genres":       with("with_genres", func(m *dataset.Movie) []int { return m.GenreIDs }),
	"with_keywords":     with("with_keywords", func(m *dataset.Movie) []int { return m.KeywordIDs }),
	"without_companies": without("without_companies", func(m *dataset.Movie) []int { return m.CompanyIDs }),
	"without_genres":    without("without_genres", func(m *dataset.Movie) []int { return m.GenreIDs }),
	"without_keywords":  without("without_keywords", func(m *dataset.Movie) []int { return m.KeywordIDs }),

	"with_origin_country":    withText("with_origin_country", func(m *dataset.Movie) []string { return m.OriginCountries }),
	"with_original_language": withText("with_original_language", func(m *dataset.Movie) []string { return []string{m.OriginalLanguage} }),

	"with_watch_monetization_types": func(c *call, m *dataset.Movie) bool { return offered(c, m.Watch) },
	"with_watch_providers": func(c *call, m *dataset.Movie) bool {
		return meets(c.text("with_watch_providers"), hasID(offers(c, m.Watch)))
	},
	"without_watch_providers": func(c *call, m *dataset.Movie) bool {
		return !meets(c.text("without_watch_providers"), hasID(offers(c, m.Watch)))
	},
}

func movieOrders(c *call) map[string]func(a, b *dataset.Movie) int {
	return map[string]func(a, b *dataset.Movie) int{
		"original_title":       func(a, b *dataset.Movie) int { return byTitle(a.OriginalTitle, b.OriginalTitle) },
		"popularity":           func(a, b *dataset.Movie) int { return cmp.Compare(a.Popularity, b.Popularity) },
		"revenue":              func(a, b *dataset.Movie) int { return cmp.Compare(a.Revenue, b.Revenue) },
		"primary_release_date": func(a, b *dataset.Movie) int { return cmp.Compare(a.ReleaseDate, b.ReleaseDate) },
		"title":                func(a, b *dataset.Movie) int { return byTitle(movieTexts(c, a).title, movieTexts(c, b).title) },
		"vote_average":         func(a, b *dataset.Movie) int { return cmp.Compare(a.VoteAverage, b.VoteAverage) },
		"vote_count":           func(a, b *dataset.Movie) int { return cmp.Compare(a.VoteCount, b.VoteCount) },
	}
}

func primaryRelease(m *dataset.Movie) types.Date { return m.ReleaseDate }

func castOf(m *dataset.Movie) []int { return peopleOf(m.Cast) }
func crewOf(m *dataset.Movie) []int { return peopleOf(m.Crew) }

func peopleOf(credits []*dataset.Credit) []int {
	ids := make([]int, len(credits))
	for i, cr := range credits {
		ids[i] = cr.PersonID
	}
	return ids
}

// certified makes a filter of a test of certifications: one that the movie has
// in certification_country has to pass. Certifications mean nothing without the
// country, so the filter is ignored then.
func certified(pass func(*call, string) bool) filter[*dataset.Movie] {
	return func(c *call, m *dataset.Movie) bool {
		if !c.has("certification_country") {
			return true
		}
		return slices.ContainsFunc(m.Releases, func(r *dataset.Release) bool {
			return r.Country == c.text("certification_country") && r.Certification != "" && pass(c, r.Certification)
		})
	}
}

func certifiedAs(c *call, name string) bool {
	parts := strings.FieldsFunc(c.text("certification"), func(r rune) bool { return r == ',' || r == '|' })
	return slices.Contains(parts, name)
}

// strictness returns the place of a certification in its country, -1 if the
// country has none of that name.
func strictness(c *call, name string) int {
	for _, ce := range c.set.Certifications {
		if ce.Media == dataset.KindMovie && ce.Country == c.text("certification_country") && ce.Name == name {
			return ce.Order
		}
	}
	return -1
}

// released tells whether one release of the movie, in the region of the call if
// it names one, is of the kinds and in the time that the call asks for. Where
// it asks for two kinds at once, the movie needs a release of each.
func released(c *call, m *dataset.Movie) bool {
	first, _ := c.date("release_date.gte")
	last, _ := c.date("release_date.lte")
	inTime := keep(releasesIn(m, c.region()), func(r *dataset.Release) bool {
		day := dayOf(r.Date)
		return between(day, first, last) && (!c.has("year") || day.Year() == c.id("year"))
	})
	if !c.has("with_release_type") {
		return len(inTime) > 0
	}
	return meets(c.text("with_release_type"), func(part string) bool {
		kind, err := strconv.Atoi(part)
		return err == nil && slices.ContainsFunc(inTime, func(r *dataset.Release) bool { return r.Type == kind })
	})
}

// releasedIn reports whether a movie has a release in a year, in a country if
// one is named. The primary release counts for all.
func releasedIn(m *dataset.Movie, region string, year int) bool {
	return m.ReleaseDate.Year() == year || slices.ContainsFunc(releasesIn(m, region), func(r *dataset.Release) bool {
		return dayOf(r.Date).Year() == year
	})
}
