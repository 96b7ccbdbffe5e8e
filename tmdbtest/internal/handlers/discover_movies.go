package handlers

import (
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

// discoverMovies returns the movies that pass all filters of the call.
func discoverMovies(c *Call) (any, error) {
	movies := keep(c.Set.Movies, func(m *dataset.Movie) bool {
		return wanted(c, m.Details().Adult) && (!isVideo(m) || c.flag("include_video"))
	})
	filters := movieFilters(c)
	maps.Copy(filters, watchFilters[*dataset.Movie](c))
	movies = passing(c, movies, filters)
	return c.moviePage(ordered(c, movies, movieOrders(c), func(m *dataset.Movie) int { return m.ID })), nil
}

// movieFilters are the parameters that leave movies out, beside those of providers. The others are
// certification_country, watch_region (which narrow filters), region (which narrows the filters of
// releases), and include_adult, include_video, language, page and sort_by.
func movieFilters(c *Call) map[string]filter[*dataset.Movie] {
	strictness := sync.OnceValue(c.strictness)
	return map[string]filter[*dataset.Movie]{
		"certification":     certified(c, func(name, value string) bool { return name == value }),
		"certification.gte": certified(c, func(name, value string) bool { return strictness()(name) >= strictness()(value) }),
		"certification.lte": certified(c, func(name, value string) bool { return strictness()(name) <= strictness()(value) }),

		"primary_release_year":     inYear(primaryRelease),
		"primary_release_date.gte": from(c, "primary_release_date.gte", primaryRelease),
		"primary_release_date.lte": until(c, "primary_release_date.lte", primaryRelease),
		// The filters of releases ask for one release that passes all of them.
		"release_date.gte":  c.released,
		"release_date.lte":  c.released,
		"with_release_type": c.released,
		"year":              c.released,

		"vote_average.gte": atLeast(func(m *dataset.Movie) float64 { return m.Details().VoteAverage }),
		"vote_average.lte": atMost(func(m *dataset.Movie) float64 { return m.Details().VoteAverage }),
		"vote_count.gte":   atLeast(func(m *dataset.Movie) float64 { return float64(m.Details().VoteCount) }),
		"vote_count.lte":   atMost(func(m *dataset.Movie) float64 { return float64(m.Details().VoteCount) }),
		"with_runtime.gte": atLeast(func(m *dataset.Movie) float64 { return float64(m.Details().Runtime) }),
		"with_runtime.lte": atMost(func(m *dataset.Movie) float64 { return float64(m.Details().Runtime) }),

		"with_cast":   with(castOf),
		"with_crew":   with(crewOf),
		"with_people": with(func(m *dataset.Movie) []int { return slices.Concat(castOf(m), crewOf(m)) }),

		"with_companies":    with(movieCompanies),
		"with_genres":       with(movieGenres),
		"with_keywords":     with(movieKeywords),
		"without_companies": without(movieCompanies),
		"without_genres":    without(movieGenres),
		"without_keywords":  without(movieKeywords),

		"with_origin_country":    withText(func(m *dataset.Movie) []string { return m.Details().OriginCountry }),
		"with_original_language": withText(func(m *dataset.Movie) []string { return []string{m.Details().OriginalLanguage} }),
	}
}

func movieOrders(c *Call) map[string]order[*dataset.Movie] {
	return map[string]order[*dataset.Movie]{
		"original_title":       byTitle(func(m *dataset.Movie) string { return m.Details().OriginalTitle }),
		"popularity":           byValue(func(m *dataset.Movie) types.Float { return m.Details().Popularity }),
		"revenue":              byValue(func(m *dataset.Movie) int64 { return m.Details().Revenue }),
		"primary_release_date": byValue(primaryRelease),
		"title":                byTitle(func(m *dataset.Movie) string { return c.movieRow(m).Text("title") }),
		"vote_average":         byValue(func(m *dataset.Movie) float64 { return m.Details().VoteAverage }),
		"vote_count":           byValue(func(m *dataset.Movie) int { return m.Details().VoteCount }),
	}
}

func primaryRelease(m *dataset.Movie) types.Date { return m.Details().ReleaseDate }

func movieGenres(m *dataset.Movie) []int    { return idsOf(m.Details().Genres, genreID) }
func movieCompanies(m *dataset.Movie) []int { return idsOf(m.Details().ProductionCompanies, companyID) }
func movieKeywords(m *dataset.Movie) []int {
	return idsOf(dataset.Piece[gen.MovieKeywords](m, "keywords").Keywords, keywordID)
}

func castOf(m *dataset.Movie) []int {
	return idsOf(dataset.Piece[gen.Credits](m, "credits").Cast, func(row gen.CastMember) int { return row.ID })
}

func crewOf(m *dataset.Movie) []int {
	return idsOf(dataset.Piece[gen.Credits](m, "credits").Crew, func(row gen.CrewMember) int { return row.ID })
}

// certified makes a filter of a list of certifications: each part, or one of them, has to be met by one that
// the movie has in certification_country. Certifications mean nothing without the country, so the filter is
// ignored then.
func certified(c *Call, met func(name, part string) bool) filter[*dataset.Movie] {
	return func(m *dataset.Movie, value string) bool {
		country := c.text("certification_country")
		return country == "" || meets(value, func(part string) bool {
			return slices.ContainsFunc(releasesIn(m, country), func(r gen.ReleaseDate) bool {
				return r.Certification != "" && met(r.Certification, part)
			})
		})
	}
}

// strictness returns the places of the certifications of certification_country. Of what the country does not
// have, it is -1.
func (c *Call) strictness() func(name string) int {
	certifications, _ := object.Parse(c.static("/3/certification/movie/list").Get("certifications"))
	places := map[string]int{}
	for _, row := range certifications.List(c.text("certification_country")) {
		places[row.Text("certification")] = row.Int("order")
	}
	return func(name string) int {
		if place, ok := places[name]; ok {
			return place
		}
		return -1
	}
}

// released tells whether one release of the movie, in the region of the call if it names one, is of the
// kinds and in the time that the call asks for. Where it asks for two kinds at once, the movie needs a
// release of each.
func (c *Call) released(m *dataset.Movie, _ string) bool {
	first, _ := c.date("release_date.gte")
	last, _ := c.date("release_date.lte")
	inTime := keep(releasesIn(m, c.region()), func(r gen.ReleaseDate) bool {
		day := dayOf(r.ReleaseDate)
		return between(day, first, last) && (!c.has("year") || day.Year() == c.id("year"))
	})
	if !c.has("with_release_type") {
		return len(inTime) > 0
	}
	return meets(c.text("with_release_type"), func(part string) bool {
		kind, err := strconv.Atoi(part)
		return err == nil && slices.ContainsFunc(inTime, func(r gen.ReleaseDate) bool { return int(r.Type) == kind })
	})
}
