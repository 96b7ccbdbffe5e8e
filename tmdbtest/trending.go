package tmdbtest

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var trendingHandlers = map[string]handler{
	"trendingAll":    trendingAll,
	"trendingMovies": trendingMovies,
	"trendingPeople": trendingPeople,
	"trendingTV":     trendingTV,
}

// trend says how much an entry is in fashion: its popularity, more if it is new,
// and up or down by up to a fifth as the day or week goes. The same entry has the
// same trend all day or week.
func trend(c *call, kind dataset.Kind, id int, popularity float64, news types.Date) float64 {
	span := c.now.Truncate(24 * time.Hour)
	halfLife := 30.0 // days
	if c.text("time_window") == string(gen.TimeWindowWeek) {
		span = c.now.Truncate(7 * 24 * time.Hour)
		halfLife = 60
	}
	score := popularity * mood(kind, id, span)
	if at, ok := news.Time(); ok {
		age := math.Abs(span.Sub(at).Hours() / 24)
		score *= 1 + 2*math.Exp2(-age/halfLife)
	}
	return score
}

// mood is a number from 0.8 to 1.2, the same for the same entry and span.
func mood(kind dataset.Kind, id int, span time.Time) float64 {
	h := fnv.New32a()
	h.Write([]byte(string(kind) + itoa(id) + span.Format(time.DateOnly)))
	return 0.8 + 0.4*float64(h.Sum32()%1000)/1000
}

// trending is an entry with its trend.
type trending struct {
	trend  float64
	kind   dataset.Kind
	id     int
	movie  *dataset.Movie
	series *dataset.Series
	person *dataset.Person
}

func inTrend(a, b trending) int {
	return cmp.Or(cmp.Compare(b.trend, a.trend), cmp.Compare(a.id, b.id), cmp.Compare(a.kind, b.kind))
}

func movieTrends(c *call) []trending {
	var list []trending
	for _, m := range c.set.Movies {
		if !m.Adult {
			t := trend(c, dataset.KindMovie, m.ID, m.Popularity, m.ReleaseDate)
			list = append(list, trending{trend: t, kind: dataset.KindMovie, id: m.ID, movie: m})
		}
	}
	return list
}

// seriesTrends takes the last episode for what is new of a series.
func seriesTrends(c *call) []trending {
	var list []trending
	for _, s := range c.set.TV {
		if !s.Adult {
			t := trend(c, dataset.KindSeries, s.ID, s.Popularity, s.LastAired(types.DateOf(c.now)))
			list = append(list, trending{trend: t, kind: dataset.KindSeries, id: s.ID, series: s})
		}
	}
	return list
}

func personTrends(c *call) []trending {
	var list []trending
	for _, p := range c.set.People {
		if !p.Adult {
			t := trend(c, dataset.KindPerson, p.ID, p.Popularity, "")
			list = append(list, trending{trend: t, kind: dataset.KindPerson, id: p.ID, person: p})
		}
	}
	return list
}

// trendingAll has movies and series; people do not rise among them.
func trendingAll(c *call) (any, error) {
	all := slices.Concat(movieTrends(c), seriesTrends(c))
	slices.SortFunc(all, inTrend)
	rows, page, pages, results := paginate(c, all)
	return gen.MediaPage{
		Page: page,
		Results: each(c, rows, func(c *call, t trending) gen.MediaItem {
			if t.movie != nil {
				return movieItem(c, t.movie)
			}
			return seriesItem(c, t.series)
		}),
		TotalPages:   pages,
		TotalResults: results,
	}, nil
}

func trendingMovies(c *call) (any, error) {
	rows, page, pages, results := paginate(c, slices.SortedFunc(slices.Values(movieTrends(c)), inTrend))
	return gen.MoviePage{
		Page: page,
		Results: each(c, rows, func(c *call, t trending) gen.Movie {
			row := movieRow(c, t.movie)
			row.MediaType = gen.MediaTypeMovie
			return row
		}),
		TotalPages:   pages,
		TotalResults: results,
	}, nil
}

func trendingTV(c *call) (any, error) {
	rows, page, pages, results := paginate(c, slices.SortedFunc(slices.Values(seriesTrends(c)), inTrend))
	return gen.TVSeriesPage{
		Page: page,
		Results: each(c, rows, func(c *call, t trending) gen.TVSeries {
			row := seriesRow(c, t.series)
			row.MediaType = gen.MediaTypeTV
			return row
		}),
		TotalPages:   pages,
		TotalResults: results,
	}, nil
}

func trendingPeople(c *call) (any, error) {
	rows, page, pages, results := paginate(c, slices.SortedFunc(slices.Values(personTrends(c)), inTrend))
	return gen.PersonPage{
		Page: page,
		Results: each(c, rows, func(c *call, t trending) gen.Person {
			row := knownPersonRow(c, t.person)
			row.MediaType = gen.MediaTypePerson
			return row
		}),
		TotalPages:   pages,
		TotalResults: results,
	}, nil
}
