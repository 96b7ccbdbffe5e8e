package handlers

import (
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// details returns the details of a movie, series or episode, nil if the data has none.
func (c *Call) details(ref dataset.Ref) object.Object {
	switch ref.Kind() {
	case dataset.KindMovie:
		if m := c.Set.Movie(ref.MovieID); m != nil {
			return m.Object()
		}
	case dataset.KindSeries:
		if s := c.Set.Series(ref.SeriesID); s != nil {
			return s.Object()
		}
	case dataset.KindEpisode:
		if e := c.Set.Episode(ref.EpisodeID); e != nil {
			return e.Object()
		}
	}
	return nil
}

// row returns the row of what has details.
func (c *Call) row(ref dataset.Ref) object.Object {
	switch ref.Kind() {
	case dataset.KindMovie:
		return c.movieRow(c.Set.Movie(ref.MovieID))
	case dataset.KindSeries:
		return c.seriesRow(c.Set.Series(ref.SeriesID))
	}
	return c.episodeRow(c.Set.Episode(ref.EpisodeID))
}

// who finds the account that a call is about.
type who func(*Call) (*state.Account, error)

// marks makes a handler of a page of what is on a shelf of somebody, in the order that the call asks for.
// What the data does not have is left out.
func (find who) marks(on state.Shelf, kind dataset.Kind, row func(state.Mark, object.Object) object.Object) handler {
	return func(c *Call) (any, error) {
		a, err := find(c)
		if err != nil {
			return nil, err
		}
		marks := keep(a.Marks(on, kind), func(m state.Mark) bool { return c.details(m.Ref) != nil })
		if strings.HasSuffix(c.text("sort_by"), ".desc") {
			slices.Reverse(marks)
		}
		return ownPage(c, marks, func(m state.Mark) object.Object { return row(m, c.row(m.Ref)) }), nil
	}
}

// unrated and rated are the rows of v3.
func unrated(_ state.Mark, row object.Object) object.Object { return row }

func rated(m state.Mark, row object.Object) object.Object { return row.With("rating", m.Value) }
