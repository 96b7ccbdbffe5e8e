package handlers

import (
	"cmp"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func changes() table {
	return table{
		"changedMovies": func(c *Call) (any, error) {
			return changedIDs(c, c.Set.Movies, nil)
		},
		"changedPeople": func(c *Call) (any, error) {
			return changedIDs(c, c.Set.People(), nil)
		},
		// A season or episode that was edited counts as its series.
		"changedTVSeries": func(c *Call) (any, error) {
			return changedIDs(c, c.Set.TV, c.Set.Edited())
		},
	}
}

// span is a span of time, its ends included.
type span struct{ from, to time.Time }

// window returns the span of time that a call asks changes of: the last day if it says nothing, two weeks
// from one end if it names only that.
func (c *Call) window() (span, error) {
	longest := time.Duration(c.Op.Query("end_date").MaxDays) * 24 * time.Hour
	w := span{c.Now.Add(-24 * time.Hour), c.Now}
	start, hasStart := c.date("start_date")
	end, hasEnd := c.date("end_date")
	if hasStart {
		w.from, _ = start.Time()
		if w.to = endOf(w.from.Add(longest)); w.to.After(c.Now) && !w.from.After(c.Now) {
			w.to = c.Now
		}
	}
	if hasEnd {
		last, _ := end.Time()
		if !hasStart {
			w.from = last.Add(-longest)
		}
		if last.Before(w.from) || last.Sub(w.from) > longest {
			return w, codes.Fail(gen.StatusCodeInvalidDateRange)
		}
		w.to = endOf(last)
	}
	return w, nil
}

// endOf returns the last instant of a day that is told by its first.
func endOf(day time.Time) time.Time { return day.Add(24*time.Hour - 1) }

// in returns the changes of an entity in a span of time, by key.
func (w span) in(changes object.Object) []object.Object {
	list := []object.Object{}
	for _, ch := range changes.List("changes") {
		items := keep(ch.List("items"), func(item object.Object) bool {
			at, ok := types.Timestamp(item.Text("time")).Time()
			return ok && !at.Before(w.from) && !at.After(w.to)
		})
		if len(items) > 0 {
			list = append(list, ch.With("items", items))
		}
	}
	return list
}

// changedIDs lists the entities that were edited, or something in them, the highest id first. inside are the
// changes of what is in them.
func changedIDs[E interface {
	entity
	comparable
}](c *Call, entities []E, inside map[E][]object.Object) (any, error) {
	w, err := c.window()
	if err != nil {
		return nil, err
	}
	edited := keep(entities, func(e E) bool {
		return len(w.in(e.Piece("changes"))) > 0 ||
			slices.ContainsFunc(inside[e], func(changes object.Object) bool { return len(w.in(changes)) > 0 })
	})
	slices.SortFunc(edited, func(a, b E) int { return cmp.Compare(b.Object().Int("id"), a.Object().Int("id")) })
	return pagedBy(c, edited, changesPerPage, func(e E) object.Object {
		// People have no softcore of their own; the lists of changes tell it of all.
		return object.Of("id", e.Object().Get("id"), "adult", e.Object().Get("adult"), "softcore", false).
			Add(e.Object().Pick("softcore"))
	}), nil
}

// changesOf returns the edits of one entity, by key.
func changesOf[E entity](c *Call, e E) (any, error) {
	w, err := c.window()
	if err != nil {
		return nil, err
	}
	return object.Of("changes", w.in(e.Piece("changes"))), nil
}
