package foreign

import (
	"cmp"
	"fmt"
)

// imdb has ratings, the watchlist and lists in the same columns.
var imdb = service{"IMDb", []string{"const", "title", "title_type"}, func(r record, kind Kind) (Entry, error) {
	e := Entry{
		Kind: kind, IMDb: r.imdb("const"), Media: media(r["title_type"]), Season: -1, Episode: -1,
		Title: r["title"], Year: r.year("year"), Date: cmp.Or(r["date_rated"], r["created"]),
	}
	switch {
	case e.IMDb == "":
		return e, fmt.Errorf("const is %.40q: want an id such as tt0133093", r["const"])
	case e.Media == "":
		return e, fmt.Errorf("TMDB has no %s", cmp.Or(r["title_type"], "title without a type"))
	}
	var err error
	e.Rating, err = r.rating("your_rating", 10)
	return e, err
}}
