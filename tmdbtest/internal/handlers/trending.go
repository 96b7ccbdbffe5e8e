package handlers

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func trends() table {
	return table{
		// People do not rise among movies and series.
		"trendingAll":    func(c *Call) (any, error) { return trending(c, slices.Concat(c.movieTrends(), c.seriesTrends())) },
		"trendingMovies": func(c *Call) (any, error) { return trending(c, c.movieTrends()) },
		"trendingPeople": func(c *Call) (any, error) { return trending(c, c.personTrends()) },
		"trendingTV":     func(c *Call) (any, error) { return trending(c, c.seriesTrends()) },
	}
}

// trend is an entry and how much it is in fashion.
type trend struct {
	kind  dataset.Kind
	id    int
	score float64
	row   func() object.Object
}

// trending returns a page of entries, what is most in fashion first.
func trending(c *Call, list []trend) (any, error) {
	slices.SortFunc(list, func(a, b trend) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id), cmp.Compare(a.kind, b.kind))
	})
	return paged(c, list, func(t trend) object.Object { return t.row() }), nil
}

// score says how much an entry is in fashion: its popularity, more if it is new, and up or down by up to a
// fifth as the day or week goes. The same entry has the same score all day or week.
func (c *Call) score(kind dataset.Kind, id int, popularity types.Float, news types.Date) float64 {
	span := c.Now.Truncate(24 * time.Hour)
	halfLife := 30.0 // days
	if c.text("time_window") == string(gen.TimeWindowWeek) {
		span = c.Now.Truncate(7 * 24 * time.Hour)
		halfLife = 60
	}
	score := float64(popularity) * mood(kind, id, span)
	if at, ok := news.Time(); ok {
		age := math.Abs(span.Sub(at).Hours() / 24)
		score *= 1 + 2*math.Exp2(-age/halfLife)
	}
	return score
}

// mood is a number from 0.8 to 1.2, the same for the same entry and span.
func mood(kind dataset.Kind, id int, span time.Time) float64 {
	h := fnv.New32a()
	h.Write([]byte(string(kind) + strconv.Itoa(id) + span.Format(time.DateOnly)))
	return 0.8 + 0.4*float64(h.Sum32()%1000)/1000
}

func (c *Call) movieTrends() []trend {
	var list []trend
	for _, m := range c.Set.Movies {
		if d := m.Details(); !d.Adult {
			score := c.score(dataset.KindMovie, m.ID, d.Popularity, d.ReleaseDate)
			list = append(list, trend{dataset.KindMovie, m.ID, score, func() object.Object { return of(gen.MediaTypeMovie, c.movieRow(m)) }})
		}
	}
	return list
}

// seriesTrends takes the last episode for what is new of a series.
func (c *Call) seriesTrends() []trend {
	var list []trend
	for _, s := range c.Set.TV {
		if d := s.Details(); !d.Adult {
			score := c.score(dataset.KindSeries, s.ID, d.Popularity, lastAired(s, types.DateOf(c.Now)))
			list = append(list, trend{dataset.KindSeries, s.ID, score, func() object.Object { return of(gen.MediaTypeTV, c.seriesRow(s)) }})
		}
	}
	return list
}

// lastAired returns the day on which the last episode of a series aired, on the given day or before; empty
// if none has.
func lastAired(s *dataset.Series, day types.Date) types.Date {
	last := types.Date("")
	if d := s.Details(); !d.LastAirDate.After(day) {
		last = d.LastAirDate
	}
	for e := range s.Episodes {
		if at := e.Details().AirDate; at != "" && !at.After(day) && (last == "" || at.After(last)) {
			last = at
		}
	}
	return last
}

func (c *Call) personTrends() []trend {
	var list []trend
	for _, p := range c.Set.People() {
		if d := p.Details(); !d.Adult {
			score := c.score(dataset.KindPerson, p.ID, d.Popularity, "")
			list = append(list, trend{dataset.KindPerson, p.ID, score, func() object.Object { return of(gen.MediaTypePerson, c.knownPersonRow(p)) }})
		}
	}
	return list
}
