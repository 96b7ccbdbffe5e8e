package handlers

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// discoverTV returns the series that pass all filters of the call.
func discoverTV(c *Call) (any, error) {
	series := keep(c.Set.TV, func(s *dataset.Series) bool {
		d := s.Details()
		return wanted(c, d.Adult) && (!d.FirstAirDate.IsZero() || c.flag("include_null_first_air_dates"))
	})
	filters := seriesFilters(c)
	maps.Copy(filters, watchFilters[*dataset.Series](c))
	series = passing(c, series, filters)
	return c.seriesPage(ordered(c, series, seriesOrders(c), func(s *dataset.Series) int { return s.ID })), nil
}

// seriesFilters are the parameters that leave series out, beside those of providers. The others are
// watch_region, which narrows filters, and include_adult, include_null_first_air_dates, language, page and
// sort_by. timezone changes nothing: the data has days, which are those of the place of origin.
func seriesFilters(c *Call) map[string]filter[*dataset.Series] {
	return map[string]filter[*dataset.Series]{
		"air_date.gte":        c.aired,
		"air_date.lte":        c.aired,
		"first_air_date_year": inYear(began),
		"first_air_date.gte":  from(c, "first_air_date.gte", began),
		"first_air_date.lte":  until(c, "first_air_date.lte", began),

		"screened_theatrically": func(s *dataset.Series, _ string) bool {
			screened := dataset.Piece[gen.TVSeriesScreenedTheatrically](s, "screened_theatrically").Results
			return (len(screened) > 0) == c.flag("screened_theatrically")
		},

		"vote_average.gte": atLeast(func(s *dataset.Series) float64 { return s.Details().VoteAverage }),
		"vote_average.lte": atMost(func(s *dataset.Series) float64 { return s.Details().VoteAverage }),
		"vote_count.gte":   atLeast(func(s *dataset.Series) float64 { return float64(s.Details().VoteCount) }),
		"vote_count.lte":   atMost(func(s *dataset.Series) float64 { return float64(s.Details().VoteCount) }),
		"with_runtime.gte": atLeast(func(s *dataset.Series) float64 { return float64(slices.Max(runtimes(s))) }),
		"with_runtime.lte": atMost(func(s *dataset.Series) float64 { return float64(slices.Min(runtimes(s))) }),

		"with_companies":    with(seriesCompanies),
		"with_genres":       with(seriesGenres),
		"with_keywords":     with(seriesKeywords),
		"with_networks":     with(seriesNetworks),
		"without_companies": without(seriesCompanies),
		"without_genres":    without(seriesGenres),
		"without_keywords":  without(seriesKeywords),

		"with_origin_country":    withText(func(s *dataset.Series) []string { return s.Details().OriginCountry }),
		"with_original_language": withText(func(s *dataset.Series) []string { return []string{s.Details().OriginalLanguage} }),

		"with_status": with(func(s *dataset.Series) []int { return []int{slices.Index(statuses(), s.Details().Status)} }),
		"with_type":   with(func(s *dataset.Series) []int { return []int{slices.Index(seriesTypes(), s.Details().Type)} }),
	}
}

// statuses and seriesTypes are in the order of the numbers that discover takes.
func statuses() []gen.TVStatus {
	return []gen.TVStatus{"Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot"}
}

func seriesTypes() []gen.TVType {
	return []gen.TVType{"Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video"}
}

func seriesOrders(c *Call) map[string]order[*dataset.Series] {
	return map[string]order[*dataset.Series]{
		"first_air_date": byValue(began),
		"name":           byTitle(func(s *dataset.Series) string { return c.seriesRow(s).Text("name") }),
		"original_name":  byTitle(func(s *dataset.Series) string { return s.Details().OriginalName }),
		"popularity":     byValue(func(s *dataset.Series) types.Float { return s.Details().Popularity }),
		"vote_average":   byValue(func(s *dataset.Series) float64 { return s.Details().VoteAverage }),
		"vote_count":     byValue(func(s *dataset.Series) int { return s.Details().VoteCount }),
	}
}

func began(s *dataset.Series) types.Date { return s.Details().FirstAirDate }

func seriesGenres(s *dataset.Series) []int { return idsOf(s.Details().Genres, genreID) }
func seriesCompanies(s *dataset.Series) []int {
	return idsOf(s.Details().ProductionCompanies, companyID)
}
func seriesNetworks(s *dataset.Series) []int {
	return idsOf(s.Details().Networks, func(n gen.Network) int { return n.ID })
}
func seriesKeywords(s *dataset.Series) []int {
	return idsOf(dataset.Piece[gen.TVSeriesKeywords](s, "keywords").Results, keywordID)
}

// aired tells whether an episode was shown in the time that the call asks for. Of a series whose episodes
// are not in the data, it is whether it ran then.
func (c *Call) aired(s *dataset.Series, _ string) bool {
	first, _ := c.date("air_date.gte")
	last, _ := c.date("air_date.lte")
	for range s.Episodes {
		return airsBetween(s, first, last)
	}
	d := s.Details()
	return !d.FirstAirDate.IsZero() && between(cmp.Or(d.LastAirDate, d.FirstAirDate), first, "") && between(d.FirstAirDate, "", last)
}

// runtimes are the usual lengths of episodes, those of the episodes themselves where the series does not
// say.
func runtimes(s *dataset.Series) []int {
	if list := s.Details().EpisodeRunTime; len(list) > 0 {
		return list
	}
	var list []int
	for e := range s.Episodes {
		if runtime := e.Details().Runtime; runtime > 0 {
			list = append(list, runtime)
		}
	}
	if len(list) == 0 {
		return []int{0}
	}
	return list
}
