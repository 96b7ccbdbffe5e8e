package tmdbtest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var searchHandlers = map[string]handler{
	"searchCollections": searchCollections,
	"searchCompanies":   searchCompanies,
	"searchKeywords":    searchKeywords,
	"searchMovies":      searchMovies,
	"searchMulti":       searchMulti,
	"searchPeople":      searchPeople,
	"searchTV":          searchTV,
}

// hit is an entry that a search found.
type hit[E any] struct {
	entry      E
	rank       int
	popularity float64
	id         int
}

// The ranks of hits, the best first.
const (
	exactHit = iota
	beginningHit
	wordsHit
	noHit
)

// rankOf tells how well a query fits the names of an entry. Each word of the
// query has to begin a word of the same name.
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
		case strings.HasPrefix(strings.Join(words, " "), strings.Join(query, " ")):
			rank = beginningHit
		case !slices.ContainsFunc(query, func(q string) bool { return !beginsWord(words, q) }):
			rank = wordsHit
		}
		best = min(best, rank)
	}
	return best
}

func beginsWord(words []string, beginning string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, beginning) })
}

// search returns the entries that the query of the call finds, the best first,
// among equals the most popular.
func search[E any](c *call, entries []E, describe func(E) (names []string, popularity float64, id int)) []hit[E] {
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

// titles returns the names by which something is found: its own, the original
// one, those in other languages and the alternative ones.
func titles(name, original string, translations []*dataset.Translation, others []*dataset.AlternativeTitle) []string {
	names := []string{name, original}
	for _, t := range translations {
		if t.Title != "" {
			names = append(names, t.Title)
		}
	}
	for _, t := range others {
		names = append(names, t.Title)
	}
	return names
}

func movieHits(c *call) []hit[*dataset.Movie] {
	movies := keep(c.set.Movies, func(m *dataset.Movie) bool { return wanted(c, m.Adult) })
	return search(c, movies, func(m *dataset.Movie) ([]string, float64, int) {
		return titles(m.Title, m.OriginalTitle, m.Translations, m.AlternativeTitles), m.Popularity, m.ID
	})
}

func seriesHits(c *call) []hit[*dataset.Series] {
	series := keep(c.set.TV, func(s *dataset.Series) bool { return wanted(c, s.Adult) })
	return search(c, series, func(s *dataset.Series) ([]string, float64, int) {
		return titles(s.Name, s.OriginalName, s.Translations, s.AlternativeTitles), s.Popularity, s.ID
	})
}

func personHits(c *call) []hit[*dataset.Person] {
	people := keep(c.set.People, func(p *dataset.Person) bool { return wanted(c, p.Adult) })
	return search(c, people, func(p *dataset.Person) ([]string, float64, int) {
		return append([]string{p.Name, p.OriginalName}, p.AlsoKnownAs...), p.Popularity, p.ID
	})
}

func searchMovies(c *call) (any, error) {
	movies := keep(entriesOf(movieHits(c)), func(m *dataset.Movie) bool {
		return (!c.has("primary_release_year") || m.ReleaseDate.Year() == c.id("primary_release_year")) &&
			(!c.has("year") || releasedIn(m, "", c.id("year")))
	})
	return moviePage(c, movies), nil
}

func searchTV(c *call) (any, error) {
	series := keep(entriesOf(seriesHits(c)), func(s *dataset.Series) bool {
		return (!c.has("first_air_date_year") || s.FirstAirDate.Year() == c.id("first_air_date_year")) &&
			(!c.has("year") || airedIn(s, c.id("year")))
	})
	return seriesPage(c, series), nil
}

// airedIn reports whether a series began, or had an episode, in a year.
func airedIn(s *dataset.Series, year int) bool {
	return s.FirstAirDate.Year() == year ||
		slices.ContainsFunc(episodesOf(s), func(e *dataset.Episode) bool { return e.AirDate.Year() == year })
}

func searchPeople(c *call) (any, error) { return personPage(c, entriesOf(personHits(c))), nil }

// searchMulti finds movies, series and people in one list.
func searchMulti(c *call) (any, error) {
	type item = hit[func() gen.MediaItem]
	var all []item
	for _, h := range movieHits(c) {
		all = append(all, item{func() gen.MediaItem { return movieItem(c, h.entry) }, h.rank, h.popularity, h.id})
	}
	for _, h := range seriesHits(c) {
		all = append(all, item{func() gen.MediaItem { return seriesItem(c, h.entry) }, h.rank, h.popularity, h.id})
	}
	for _, h := range personHits(c) {
		all = append(all, item{func() gen.MediaItem { return personItem(c, h.entry) }, h.rank, h.popularity, h.id})
	}
	slices.SortStableFunc(all, byRank)
	rows, page, pages, results := paginate(c, all)
	return gen.MediaPage{
		Page:         page,
		Results:      each(c, rows, func(_ *call, i item) gen.MediaItem { return i.entry() }),
		TotalPages:   pages,
		TotalResults: results,
	}, nil
}

func searchCollections(c *call) (any, error) {
	hits := search(c, c.set.Collections, func(cl *dataset.Collection) ([]string, float64, int) {
		return titles(cl.Name, cl.OriginalName, cl.Translations, nil), 0, cl.ID
	})
	rows, page, pages, results := paginate(c, entriesOf(hits))
	return gen.CollectionPage{Page: page, Results: each(c, rows, collectionRow), TotalPages: pages, TotalResults: results}, nil
}

func searchCompanies(c *call) (any, error) {
	hits := search(c, c.set.Companies, func(co *dataset.Company) ([]string, float64, int) {
		names := []string{co.Name}
		for _, n := range co.AlternativeNames {
			names = append(names, n.Name)
		}
		return names, 0, co.ID
	})
	rows, page, pages, results := paginate(c, entriesOf(hits))
	return gen.CompanyPage{Page: page, Results: each(c, rows, companyRow), TotalPages: pages, TotalResults: results}, nil
}

func searchKeywords(c *call) (any, error) {
	hits := search(c, c.set.Keywords, func(k *dataset.Keyword) ([]string, float64, int) { return []string{k.Name}, 0, k.ID })
	rows, page, pages, results := paginate(c, entriesOf(hits))
	return gen.KeywordPage{Page: page, Results: each(c, rows, keywordRow), TotalPages: pages, TotalResults: results}, nil
}
