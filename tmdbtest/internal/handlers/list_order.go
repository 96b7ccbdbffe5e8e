package handlers

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

func (c *Call) totals(items []dataset.ListItem) listTotals {
	var t listTotals
	for _, item := range items {
		if m := c.Set.Movie(item.MovieID); m != nil {
			t.revenue += int64(m.Details().Revenue)
			t.runtime += int(m.Details().Runtime)
		}
		t.average += c.listKeys(item).vote
	}
	if len(items) > 0 {
		t.average = math.Round(t.average/float64(len(items))*10) / 10
	}
	return t
}

// listKeys is what lists are sorted by.
type listKeys struct {
	title string
	day   types.Date
	vote  float64
}

func (c *Call) listKeys(item dataset.ListItem) listKeys {
	if m := c.Set.Movie(item.MovieID); m != nil {
		d := m.Details()
		return listKeys{strings.ToLower(d.Title), d.ReleaseDate, d.VoteAverage}
	}
	d := c.Set.Series(item.SeriesID).Details()
	return listKeys{strings.ToLower(d.Name), d.FirstAirDate, d.VoteAverage}
}

// sorted returns entries that the data has in one of v4's ten orders. It may reorder those it is given.
func (c *Call) sorted(items []dataset.ListItem, order string) []dataset.ListItem {
	by, direction, _ := strings.Cut(order, ".")
	compare := map[string]func(a, b listKeys) int{
		"title":                func(a, b listKeys) int { return strings.Compare(a.title, b.title) },
		"vote_average":         func(a, b listKeys) int { return cmp.Compare(a.vote, b.vote) },
		"release_date":         func(a, b listKeys) int { return a.day.Compare(b.day) },
		"primary_release_date": func(a, b listKeys) int { return a.day.Compare(b.day) },
	}[by]
	if compare != nil {
		slices.SortStableFunc(items, func(a, b dataset.ListItem) int { return compare(c.listKeys(a), c.listKeys(b)) })
	}
	if direction == "desc" {
		slices.Reverse(items)
	}
	return items
}
