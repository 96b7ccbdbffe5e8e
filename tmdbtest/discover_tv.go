package tmdbtest

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// discoverTV returns the series that pass all filters of the call.
func discoverTV(c *call) (any, error) {
	series := keep(c.set.TV, func(s *dataset.Series) bool {
		return wanted(c, s.Adult) && (!s.FirstAirDate.IsZero() || c.flag("include_null_first_air_dates"))
	})
	series = passing(c, series, seriesFilters)
	return seriesPage(c, sorted(c, series, seriesOrders(c), func(s *dataset.Series) int { return s.ID })), nil
}

// seriesFilters are the parameters that leave series out. The others are
// watch_region, which narrows filters, and include_adult,
// include_null_first_air_dates, language, page and sort_by. timezone changes
// nothing: the data has days, which are those of the place of origin.
var seriesFilters = map[string]filter[*dataset.Series]{
	"air_date.gte":        aired,
	"air_date.lte":        aired,
	"first_air_date_year": func(c *call, s *dataset.Series) bool { return s.FirstAirDate.Year() == c.id("first_air_date_year") },
	"first_air_date.gte":  from("first_air_date.gte", firstAired),
	"first_air_date.lte":  until("first_air_date.lte", firstAired),

	"screened_theatrically": func(c *call, s *dataset.Series) bool {
		return (len(screened(s)) > 0) == c.flag("screened_theatrically")
	},

	"vote_average.gte": atLeast("vote_average.gte", func(s *dataset.Series) float64 { return s.VoteAverage }),
	"vote_average.lte": atMost("vote_average.lte", func(s *dataset.Series) float64 { return s.VoteAverage }),
	"vote_count.gte":   atLeast("vote_count.gte", func(s *dataset.Series) float64 { return float64(s.VoteCount) }),
	"vote_count.lte":   atMost("vote_count.lte", func(s *dataset.Series) float64 { return float64(s.VoteCount) }),
	"with_runtime.gte": atLeast("with_runtime.gte", longest),
	"with_runtime.lte": atMost("with_runtime.lte", shortest),

	"with_companies":    with("with_companies", func(s *dataset.Series) []int { return s.CompanyIDs }),
	"with_genres":       with("with_genres", func(s *dataset.Series) []int { return s.GenreIDs }),
	"with_keywords":     with("with_keywords", func(s *dataset.Series) []int { return s.KeywordIDs }),
	"with_networks":     with("with_networks", func(s *dataset.Series) []int { return s.NetworkIDs }),
	"without_companies": without("without_companies", func(s *dataset.Series) []int { return s.CompanyIDs }),
	"without_genres":    without("without_genres", func(s *dataset.Series) []int { return s.GenreIDs }),
	"without_keywords":  without("without_keywords", func(s *dataset.Series) []int { return s.KeywordIDs }),

	"with_origin_country":    withText("with_origin_country", func(s *dataset.Series) []string { return s.OriginCountries }),
	"with_original_language": withText("with_original_language", func(s *dataset.Series) []string { return []string{s.OriginalLanguage} }),

	"with_status": with("with_status", func(s *dataset.Series) []int { return []int{slices.Index(statuses, s.Status)} }),
	"with_type":   with("with_type", func(s *dataset.Series) []int { return []int{slices.Index(seriesTypes, s.Type)} }),

	"with_watch_monetization_types": func(c *call, s *dataset.Series) bool { return offered(c, s.Watch) },
	"with_watch_providers": func(c *call, s *dataset.Series) bool {
		return meets(c.text("with_watch_providers"), hasID(offers(c, s.Watch)))
	},
	"without_watch_providers": func(c *call, s *dataset.Series) bool {
		return !meets(c.text("without_watch_providers"), hasID(offers(c, s.Watch)))
	},
}

// statuses and seriesTypes are in the order of the numbers that discover takes.
var (
	statuses    = []string{"Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot"}
	seriesTypes = []string{"Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video"}
)

func seriesOrders(c *call) map[string]func(a, b *dataset.Series) int {
	return map[string]func(a, b *dataset.Series) int{
		"first_air_date": func(a, b *dataset.Series) int { return cmp.Compare(a.FirstAirDate, b.FirstAirDate) },
		"name":           func(a, b *dataset.Series) int { return byTitle(seriesTexts(c, a).title, seriesTexts(c, b).title) },
		"original_name":  func(a, b *dataset.Series) int { return byTitle(a.OriginalName, b.OriginalName) },
		"popularity":     func(a, b *dataset.Series) int { return cmp.Compare(a.Popularity, b.Popularity) },
		"vote_average":   func(a, b *dataset.Series) int { return cmp.Compare(a.VoteAverage, b.VoteAverage) },
		"vote_count":     func(a, b *dataset.Series) int { return cmp.Compare(a.VoteCount, b.VoteCount) },
	}
}

func firstAired(s *dataset.Series) types.Date { return s.FirstAirDate }

// aired tells whether an episode was shown in the time that the call asks for.
// Of a series whose episodes are not in the data, it is whether it ran then.
func aired(c *call, s *dataset.Series) bool {
	first, _ := c.date("air_date.gte")
	last, _ := c.date("air_date.lte")
	if len(episodesOf(s)) > 0 {
		return airsBetween(s, first, last)
	}
	begun, ended := s.FirstAirDate, cmp.Or(s.LastAirDate, s.FirstAirDate)
	return !begun.IsZero() && between(ended, first, "") && between(begun, "", last)
}

// runtimes are the usual lengths of episodes, those of the episodes themselves
// where the series does not say.
func runtimes(s *dataset.Series) []int {
	if len(s.EpisodeRunTime) > 0 {
		return s.EpisodeRunTime
	}
	list := []int{0}
	for _, e := range episodesOf(s) {
		if e.Runtime > 0 {
			list = append(list, e.Runtime)
		}
	}
	if len(list) > 1 {
		list = list[1:]
	}
	return list
}

func longest(s *dataset.Series) float64  { return float64(slices.Max(runtimes(s))) }
func shortest(s *dataset.Series) float64 { return float64(slices.Min(runtimes(s))) }
