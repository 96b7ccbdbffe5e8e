package dataset

import (
	"cmp"
	"slices"
)

func (s *Set) newIndexes() {
	s.credits = map[string]*Credit{}
	s.creditsOf = map[int][]*Credit{}
	s.reviews = map[string]*Review{}
	s.external = map[externalKey]*Found{}
	s.listsWith = map[Ref][]*List{}
	s.changesOf = map[Ref][]*Change{}
	s.byKeyword = map[int]*tagged{}
	s.byCompany = map[int]*tagged{}
	s.byNetwork = map[int][]*Series{}
}

func (s *Set) found(source, id string) *Found { return entry(s.external, externalKey{source, id}) }

// entry returns the value at a key of a map, a new one if there was none.
func entry[K comparable, T any](m map[K]*T, key K) *T {
	v := m[key]
	if v == nil {
		v = new(T)
		m[key] = v
	}
	return v
}

func (s *Set) indexMovie(c *checker, m *Movie) {
	m.ExternalIDs.each(func(source, id string) { s.found(source, id).Movies = append(s.found(source, id).Movies, m) })
	for _, id := range m.KeywordIDs {
		t := entry(s.byKeyword, id)
		t.movies = append(t.movies, m)
	}
	for _, id := range m.CompanyIDs {
		t := entry(s.byCompany, id)
		t.movies = append(t.movies, m)
	}
	s.indexCredits(c, "cast", m.Cast)
	s.indexCredits(c, "crew", m.Crew)
	s.indexReviews(c, m.Reviews)
}

func (s *Set) indexSeries(c *checker, x *Series) {
	x.ExternalIDs.each(func(source, id string) { s.found(source, id).Series = append(s.found(source, id).Series, x) })
	for _, id := range x.KeywordIDs {
		t := entry(s.byKeyword, id)
		t.series = append(t.series, x)
	}
	for _, id := range x.CompanyIDs {
		t := entry(s.byCompany, id)
		t.series = append(t.series, x)
	}
	for _, id := range x.NetworkIDs {
		s.byNetwork[id] = append(s.byNetwork[id], x)
	}
	s.indexReviews(c, x.Reviews)
}

func (s *Set) indexSeason(c *checker, x *Season) {
	if s.seasons[x.ID] != x {
		c.failf(place{}, "id", "%d is that of another season", x.ID)
	}
	x.ExternalIDs.each(func(source, id string) { s.found(source, id).Seasons = append(s.found(source, id).Seasons, x) })
	for i, e := range x.Episodes {
		if s.episodes[e.ID] != e {
			c.failf(place{"episodes", i}, "id", "%d is that of another episode", e.ID)
		}
		e.ExternalIDs.each(func(source, id string) { s.found(source, id).Episodes = append(s.found(source, id).Episodes, e) })
	}
}

func (s *Set) indexCredits(c *checker, field string, list []*Credit) {
	for i, cr := range list {
		if other, ok := s.credits[cr.ID]; ok {
			c.failf(place{field, i}, "id", "%s is that of another credit, of %s", cr.ID, other)
		}
		s.credits[cr.ID] = cr
		s.creditsOf[cr.PersonID] = append(s.creditsOf[cr.PersonID], cr)
	}
}

func (s *Set) indexReviews(c *checker, list []*Review) {
	for i, r := range list {
		if _, ok := s.reviews[r.ID]; ok {
			c.failf(place{"reviews", i}, "id", "%s is that of another review", r.ID)
		}
		s.reviews[r.ID] = r
	}
}

// sortCredits puts the credits of people in the order that Credits promises,
// whichever order the files came in.
func (s *Set) sortCredits() {
	owner := func(c *Credit) (kind, id int) {
		if c.Movie != nil {
			return 0, c.Movie.ID
		}
		return 1, c.Series.ID
	}
	for _, list := range s.creditsOf {
		slices.SortStableFunc(list, func(a, b *Credit) int {
			kindA, idA := owner(a)
			kindB, idB := owner(b)
			return cmp.Or(cmp.Compare(kindA, kindB), cmp.Compare(idA, idB))
		})
	}
}
