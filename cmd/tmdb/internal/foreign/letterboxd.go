package foreign

import (
	"cmp"

	"github.com/tmdb-go/tmdb/gen"
)

// letterboxd has films by name and year, with an address of its own. A diary has a line for each time
// that a film was seen, some without a rating.
var letterboxd = service{"Letterboxd", []string{"name", "year"}, letterboxdEntry}

// forLetterboxd is what other programs write for Letterboxd to import. It has ids.
var forLetterboxd = service{"Letterboxd", []string{"title", "year", "rating10"}, letterboxdEntry}

func letterboxdEntry(r record, kind Kind) (Entry, error) {
	e := Entry{
		Kind: kind, Media: gen.MediaTypeMovie, IMDb: r.imdb("imdbid"), Season: -1, Episode: -1,
		Title: cmp.Or(r["name"], r["title"]), Year: r.year("year"), Date: cmp.Or(r["watched_date"], r["watcheddate"], r["date"]),
	}
	var err error
	if e.TMDB, err = r.number("tmdbid", 0); err != nil {
		return e, err
	}
	if e.Rating, err = r.rating("rating10", 10); err == nil && e.Rating == 0 {
		e.Rating, err = r.rating("rating", 5)
	}
	return e, err
}
