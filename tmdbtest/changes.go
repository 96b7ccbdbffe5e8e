package tmdbtest

import (
	"cmp"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var changeHandlers = map[string]handler{
	"changedMovies":   func(c *call) (any, error) { return changedIDs(c, dataset.KindMovie) },
	"changedPeople":   func(c *call) (any, error) { return changedIDs(c, dataset.KindPerson) },
	"changedTVSeries": func(c *call) (any, error) { return changedIDs(c, dataset.KindSeries) },
}

// window returns the span of time that a call asks changes of: the last day if
// it says nothing, two weeks from one end if it names only that.
func window(c *call) (from, to time.Time, err error) {
	longest := time.Duration(c.op.Query("end_date").MaxDays) * 24 * time.Hour
	from, to = c.now.Add(-24*time.Hour), c.now
	start, hasStart := c.date("start_date")
	end, hasEnd := c.date("end_date")
	if hasStart {
		from, _ = start.Time()
		if to = endOf(from.Add(longest)); to.After(c.now) && !from.After(c.now) {
			to = c.now
		}
	}
	if hasEnd {
		last, _ := end.Time()
		if !hasStart {
			from = last.Add(-longest)
		}
		if last.Before(from) || last.Sub(from) > longest {
			return from, to, fail(gen.StatusCodeInvalidDateRange)
		}
		to = endOf(last)
	}
	return from, to, nil
}

// endOf returns the last instant of a day that is told by its first.
func endOf(day time.Time) time.Time { return day.Add(24*time.Hour - 1) }

// itemsIn returns the edits in a span of time.
func itemsIn(ch *dataset.Change, from, to time.Time) []*dataset.ChangeItem {
	return keep(ch.Items, func(i *dataset.ChangeItem) bool {
		at, ok := i.Time.Time()
		return ok && !at.Before(from) && !at.After(to)
	})
}

// changedIDs lists what was edited, by id. A season or episode that was edited
// counts as its series.
func changedIDs(c *call, kind dataset.Kind) (any, error) {
	from, to, err := window(c)
	if err != nil {
		return nil, err
	}
	var rows []gen.ChangedID
	for _, ch := range c.set.Changes {
		if len(itemsIn(ch, from, to)) == 0 {
			continue
		}
		if row, ok := changedID(c, kind, ch.Ref); ok {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b gen.ChangedID) int { return cmp.Compare(b.ID, a.ID) })
	rows = slices.CompactFunc(rows, func(a, b gen.ChangedID) bool { return a.ID == b.ID })
	rows, page, pages, results := paginateBy(c, rows, changesPerPage)
	return gen.ChangedIDPage{Page: page, Results: rows, TotalPages: pages, TotalResults: results}, nil
}

func changedID(c *call, kind dataset.Kind, ref dataset.Ref) (gen.ChangedID, bool) {
	if kind == dataset.KindSeries {
		ref = owningSeries(c.set, ref)
	}
	if ref.Kind() != kind {
		return gen.ChangedID{}, false
	}
	id := ref.Target()
	switch kind {
	case dataset.KindMovie:
		m := c.set.Movie(id)
		return gen.ChangedID{ID: id, Adult: &m.Adult, Softcore: &m.Softcore}, true
	case dataset.KindPerson:
		p := c.set.Person(id)
		return gen.ChangedID{ID: id, Adult: &p.Adult, Softcore: &p.Softcore}, true
	default:
		s := c.set.Series(id)
		return gen.ChangedID{ID: id, Adult: &s.Adult, Softcore: &s.Softcore}, true
	}
}

// owningSeries returns the series that a season or episode belongs to, and anything
// else as it is.
func owningSeries(set *dataset.Set, ref dataset.Ref) dataset.Ref {
	switch ref.Kind() {
	case dataset.KindSeason:
		return dataset.RefTo(dataset.KindSeries, set.Season(ref.SeasonID).SeriesID)
	case dataset.KindEpisode:
		return dataset.RefTo(dataset.KindSeries, set.Episode(ref.EpisodeID).Season.SeriesID)
	}
	return ref
}

// changesOf returns the edits of one entity, by key.
func changesOf(c *call, ref dataset.Ref) (any, error) {
	from, to, err := window(c)
	if err != nil {
		return nil, err
	}
	changes := []gen.Change{}
	for _, ch := range c.set.ChangesOf(ref) {
		if items := itemsIn(ch, from, to); len(items) > 0 {
			changes = append(changes, gen.Change{Key: ch.Key, Items: each(c, items, changeItem)})
		}
	}
	return gen.Changes{Changes: changes}, nil
}

func changeItem(_ *call, i *dataset.ChangeItem) gen.ChangeItem {
	row := gen.ChangeItem{
		ID:           i.ID,
		Action:       gen.ChangeAction(i.Action),
		Time:         i.Time,
		LanguageCode: i.Language,
		CountryCode:  i.Country,
	}
	if i.Value != nil {
		row.Value = new(types.Value(i.Value))
	}
	if i.OriginalValue != nil {
		row.OriginalValue = new(types.Value(i.OriginalValue))
	}
	return row
}
