package tmdbtest

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// listTotals is what v4 tells of the entries of a list together.
type listTotals struct {
	average float64 // mean user rating, with one decimal
	revenue int64   // in US dollars
	runtime int     // in minutes, of the movies
}

func (c *call) totals(l *dataset.List) listTotals {
	var t listTotals
	for _, item := range l.Items {
		if m := c.set.Movie(item.MovieID); m != nil {
			t.revenue += m.Revenue
			t.runtime += m.Runtime
		}
		t.average += c.sortKeys(item).vote
	}
	if len(l.Items) > 0 {
		t.average = math.Round(t.average/float64(len(l.Items))*10) / 10
	}
	return t
}

// listKeys is what lists are sorted by.
type listKeys struct {
	title string
	day   types.Date
	vote  float64
}

func (c *call) sortKeys(item *dataset.ListItem) listKeys {
	if m := c.set.Movie(item.MovieID); m != nil {
		return listKeys{strings.ToLower(m.Title), m.ReleaseDate, m.VoteAverage}
	}
	s := c.set.Series(item.SeriesID)
	return listKeys{strings.ToLower(s.Name), s.FirstAirDate, s.VoteAverage}
}

// sortItems sorts the entries in one of v4's ten orders.
func (c *call) sortItems(l *dataset.List) {
	by, direction, _ := strings.Cut(l.SortBy, ".")
	compare := map[string]func(a, b listKeys) int{
		"title":                func(a, b listKeys) int { return strings.Compare(a.title, b.title) },
		"vote_average":         func(a, b listKeys) int { return cmp.Compare(a.vote, b.vote) },
		"release_date":         func(a, b listKeys) int { return a.day.Compare(b.day) },
		"primary_release_date": func(a, b listKeys) int { return a.day.Compare(b.day) },
	}[by]
	if compare != nil {
		slices.SortStableFunc(l.Items, func(a, b *dataset.ListItem) int { return compare(c.sortKeys(a), c.sortKeys(b)) })
	}
	if direction == "desc" {
		slices.Reverse(l.Items)
	}
}
