package dataset

import (
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// externalID is an id of another site, under the name that GET /3/find takes.
type externalID struct{ source, id string }

// Found is what an external id stands for.
type Found struct {
	Movies   []*Movie
	Series   []*Series
	Seasons  []*Season
	Episodes []*Episode
	People   []*Person
}

// Find returns what an external id stands for. source is a name as GET /3/find takes it, such as imdb_id.
func (s *Set) Find(source, id string) Found {
	return s.external.get(s.externalIDs)[externalID{source, strings.TrimSpace(id)}]
}

func (s *Set) externalIDs() map[externalID]Found {
	all := map[externalID]Found{}
	note := func(ids object.Object, details object.Object, add func(*Found)) {
		if ids.Text("imdb_id") == "" && details.Text("imdb_id") != "" {
			ids = ids.With("imdb_id", details.Text("imdb_id"))
		}
		for _, f := range ids {
			id := ids.Text(f.Name)
			if n := ids.Int(f.Name); n != 0 {
				id = strconv.Itoa(n)
			}
			if id != "" && strings.Contains(f.Name, "_id") || f.Name == "freebase_mid" && id != "" {
				key := externalID{f.Name, id}
				found := all[key]
				add(&found)
				all[key] = found
			}
		}
	}
	for _, m := range s.Movies {
		note(m.Piece("external_ids"), m.Object(), func(f *Found) { f.Movies = append(f.Movies, m) })
	}
	for _, p := range s.People() {
		note(p.Piece("external_ids"), p.Object(), func(f *Found) { f.People = append(f.People, p) })
	}
	for _, t := range s.TV {
		note(t.Piece("external_ids"), t.Object(), func(f *Found) { f.Series = append(f.Series, t) })
		for _, season := range t.Seasons {
			note(season.Piece("external_ids"), nil, func(f *Found) { f.Seasons = append(f.Seasons, season) })
		}
		for e := range t.Episodes {
			note(e.Piece("external_ids"), nil, func(f *Found) { f.Episodes = append(f.Episodes, e) })
		}
	}
	return all
}
