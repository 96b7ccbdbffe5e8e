package handlers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func searches() table {
	return table{
		"searchCollections": searchCollections,
		"searchCompanies":   searchCompanies,
		"searchKeywords":    searchKeywords,
		"searchMovies":      searchMovies,
		"searchMulti":       searchMulti,
		"searchPeople":      searchPeople,
		"searchTV":          searchTV,
	}
}

// hit is an entry that a search found.
type hit[E any] struct {
	entry      E
	rank       int
	popularity types.Float
	id         int
}

// The ranks of hits, the best first.
const (
	exactHit = iota
	beginningHit
	wordsHit
	noHit
)

// rankOf tells how well a query fits the names of an entry. Each word of the query has to begin a word of
// the same name.
func rankOf(query []string, names []string) int {
	best := noHit
	if len(query) == 0 {
		return best
	}
	for _, name := range names {
		words := fold(name)
		rank := noHit
		switch {
		case slices.Equal(words, query):
			rank = exactHit
		case beginsWith(words, query):
			rank = beginningHit
		case !slices.ContainsFunc(query, func(q string) bool { return !beginsWord(words, q) }):
			rank = wordsHit
		}
		best = min(best, rank)
	}
	return best
}

// beginsWith reports whether the words begin with those of a query, whose last may be cut short.
func beginsWith(words, query []string) bool {
	last := len(query) - 1
	return len(words) > last && slices.Equal(words[:last], query[:last]) && strings.HasPrefix(words[last], query[last])
}

func beginsWord(words []string, beginning string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, beginning) })
}

// search returns the entries that the query of the call finds, the best first, among equals the most popular.
func search[E any](c *Call, entries []E, describe func(E) (names []string, popularity types.Float, id int)) []hit[E] {
	query := fold(c.text("query"))
	var hits []hit[E]
	for _, e := range entries {
		names, popularity, id := describe(e)
		if rank := rankOf(query, names); rank < noHit {
			hits = append(hits, hit[E]{e, rank, popularity, id})
		}
	}
	slices.SortStableFunc(hits, byRank[E])
	return hits
}

func byRank[E any](a, b hit[E]) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.popularity, a.popularity), cmp.Compare(a.id, b.id))
}

func entriesOf[E any](hits []hit[E]) []E {
	entries := make([]E, len(hits))
	for i, h := range hits {
		entries[i] = h.entry
	}
	return entries
}

func (c *Call) movieHits() []hit[*dataset.Movie] {
	movies := keep(c.Set.Movies, func(m *dataset.Movie) bool { return wanted(c, m.Details().Adult) })
	return search(c, movies, func(m *dataset.Movie) ([]string, types.Float, int) {
		d := m.Details()
		names := []string{d.Title, d.OriginalTitle}
		for _, t := range dataset.Piece[gen.MovieTranslations](m, "translations").Translations {
			names = append(names, t.Data.Title)
		}
		for _, t := range dataset.Piece[gen.MovieAlternativeTitles](m, "alternative_titles").Titles {
			names = append(names, t.Title)
		}
		return names, d.Popularity, m.ID
	})
}

func (c *Call) seriesHits() []hit[*dataset.Series] {
	series := keep(c.Set.TV, func(s *dataset.Series) bool { return wanted(c, s.Details().Adult) })
	return search(c, series, func(s *dataset.Series) ([]string, types.Float, int) {
		d := s.Details()
		names := []string{d.Name, d.OriginalName}
		for _, t := range dataset.Piece[gen.TVSeriesTranslations](s, "translations").Translations {
			names = append(names, t.Data.Name)
		}
		for _, t := range dataset.Piece[gen.TVSeriesAlternativeTitles](s, "alternative_titles").Results {
			names = append(names, t.Title)
		}
		return names, d.Popularity, s.ID
	})
}

func (c *Call) personHits() []hit[*dataset.Person] {
	people := keep(c.Set.People(), func(p *dataset.Person) bool { return wanted(c, p.Details().Adult) })
	return search(c, people, func(p *dataset.Person) ([]string, types.Float, int) {
		d := p.Details()
		return append([]string{d.Name, p.Object().Text("original_name")}, d.AlsoKnownAs...), d.Popularity, p.ID
	})
}

func searchMovies(c *Call) (any, error) {
	movies := keep(entriesOf(c.movieHits()), func(m *dataset.Movie) bool {
		primary := m.Details().ReleaseDate.Year()
		return (!c.has("primary_release_year") || primary == c.id("primary_release_year")) &&
			(!c.has("year") || primary == c.id("year") || slices.ContainsFunc(releasesIn(m, ""), func(r gen.ReleaseDate) bool {
				return dayOf(r.ReleaseDate).Year() == c.id("year")
			}))
	})
	return c.moviePage(movies), nil
}

func searchTV(c *Call) (any, error) {
	series := keep(entriesOf(c.seriesHits()), func(s *dataset.Series) bool {
		return (!c.has("first_air_date_year") || s.Details().FirstAirDate.Year() == c.id("first_air_date_year")) &&
			(!c.has("year") || airedIn(s, c.id("year")))
	})
	return c.seriesPage(series), nil
}

// airedIn reports whether a series began, or had an episode, in a year.
func airedIn(s *dataset.Series, year int) bool {
	if s.Details().FirstAirDate.Year() == year {
		return true
	}
	for e := range s.Episodes {
		if e.Details().AirDate.Year() == year {
			return true
		}
	}
	return false
}

func searchPeople(c *Call) (any, error) {
	return paged(c, entriesOf(c.personHits()), c.knownPersonRow), nil
}

// searchMulti finds movies, series and people in one list.
func searchMulti(c *Call) (any, error) {
	all := slices.Concat(
		rowsOf(c.movieHits(), func(m *dataset.Movie) object.Object { return of(gen.MediaTypeMovie, c.movieRow(m)) }),
		rowsOf(c.seriesHits(), func(s *dataset.Series) object.Object { return of(gen.MediaTypeTV, c.seriesRow(s)) }),
		rowsOf(c.personHits(), func(p *dataset.Person) object.Object { return of(gen.MediaTypePerson, c.knownPersonRow(p)) }),
	)
	slices.SortStableFunc(all, byRank)
	return paged(c, entriesOf(all), func(row func() object.Object) object.Object { return row() }), nil
}

// rowsOf turns hits of one kind into what makes rows of them.
func rowsOf[E any](hits []hit[E], row func(E) object.Object) []hit[func() object.Object] {
	list := make([]hit[func() object.Object], len(hits))
	for i, h := range hits {
		list[i] = hit[func() object.Object]{func() object.Object { return row(h.entry) }, h.rank, h.popularity, h.id}
	}
	return list
}

func searchCollections(c *Call) (any, error) {
	hits := search(c, c.Set.Collections(), func(cl *dataset.Collection) ([]string, types.Float, int) {
		names := []string{cl.Details().Name, cl.Object().Text("original_name")}
		for _, t := range dataset.Piece[gen.CollectionTranslations](cl, "translations").Translations {
			names = append(names, t.Data.Title)
		}
		return names, 0, cl.ID
	})
	return paged(c, entriesOf(hits), c.collectionRow), nil
}

// collectionRow is a collection in a list.
func (c *Call) collectionRow(cl *dataset.Collection) object.Object {
	o := cl.Object()
	row := object.Of("adult", false).Add(object.As[gen.Collection](o))
	return c.inLanguage(row, cl, "name", cmp.Or(o.Text("original_name"), o.Text("name")))
}

func searchCompanies(c *Call) (any, error) {
	hits := search(c, c.Set.Companies(), func(co *dataset.Company) ([]string, types.Float, int) {
		names := []string{co.Details().Name}
		for _, n := range dataset.Piece[gen.AlternativeNames](co, "alternative_names").Results {
			names = append(names, n.Name)
		}
		return names, 0, co.ID
	})
	return paged(c, entriesOf(hits), func(co *dataset.Company) object.Object { return object.As[gen.Company](co.Object()) }), nil
}

func searchKeywords(c *Call) (any, error) {
	hits := search(c, c.Set.Keywords(), func(k *dataset.Keyword) ([]string, types.Float, int) {
		return []string{k.Details().Name}, 0, k.ID
	})
	return paged(c, entriesOf(hits), func(k *dataset.Keyword) object.Object { return object.As[gen.Keyword](k.Object()) }), nil
}
