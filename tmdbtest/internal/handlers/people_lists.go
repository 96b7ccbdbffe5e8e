package handlers

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func peopleLists() table { return table{"popularPeople": popularPeople} }

func popularPeople(c *Call) (any, error) {
	people := keep(c.Set.People(), func(p *dataset.Person) bool { return !p.Details().Adult })
	return paged(c, slices.SortedFunc(slices.Values(people), morePopularPerson), c.knownPersonRow), nil
}

func morePopularPerson(a, b *dataset.Person) int {
	return cmp.Or(cmp.Compare(b.Details().Popularity, a.Details().Popularity), cmp.Compare(a.ID, b.ID))
}

// knownPersonRow is personRow with up to three works that the person is known for: those with most votes,
// and those in which the person did what their department does before others.
func (c *Call) knownPersonRow(p *dataset.Person) object.Object {
	type work struct {
		ref   dataset.Ref
		own   bool
		votes int
		item  func() object.Object
	}
	var works []work
	for _, cr := range c.Set.Credits(p.ID) {
		w := work{own: cr.Department == string(p.Details().KnownForDepartment)}
		if m := cr.Movie; m != nil {
			w.ref, w.votes = dataset.RefTo(dataset.KindMovie, m.ID), m.Details().VoteCount
			w.item = func() object.Object { return of(gen.MediaTypeMovie, c.movieRow(m)) }
		} else {
			s := cr.Series
			w.ref, w.votes = dataset.RefTo(dataset.KindSeries, s.ID), s.Details().VoteCount
			w.item = func() object.Object { return of(gen.MediaTypeTV, c.seriesRow(s)) }
		}
		if i := slices.IndexFunc(works, func(o work) bool { return o.ref == w.ref }); i >= 0 {
			works[i].own = works[i].own || w.own
		} else {
			works = append(works, w)
		}
	}
	slices.SortFunc(works, func(a, b work) int {
		if a.own != b.own {
			return map[bool]int{true: -1, false: 1}[a.own]
		}
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.ref.Target(), b.ref.Target()), cmp.Compare(a.ref.Kind(), b.ref.Kind()))
	})
	known := each(works[:min(3, len(works))], func(w work) object.Object { return w.item() })
	return c.personRow(p).With("known_for", known)
}
