package main

import (
	golangtmdb "github.com/cyruzin/golang-tmdb"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// fact is what all clients have to find in a response.
type fact struct {
	id   int
	name string
	rows int
}

// factOf returns what is in a decoded response; it is zero for what no client can tell, such as that of
// a raw GET.
func factOf(v any) fact {
	switch v := v.(type) {
	case *gen.MovieDetails:
		f := fact{v.ID, v.Title, 0}
		if v.Credits != nil && v.Images != nil {
			f.rows = len(v.Credits.Cast) + len(v.Credits.Crew) + len(v.Images.Posters)
		}
		return f
	case *golangtmdb.MovieDetails:
		f := fact{int(v.ID), v.Title, 0}
		if v.MovieCreditsAppend != nil && v.MovieImagesAppend != nil {
			f.rows = len(v.Credits.Cast) + len(v.Credits.Crew) + len(v.Images.Posters)
		}
		return f
	case *gen.MoviePage:
		return fact{v.Results[0].ID, v.Results[0].Title, len(v.Results)}
	case *golangtmdb.MoviePopular:
		return fact{int(v.Results[0].ID), v.Results[0].Title, len(v.Results)}
	case *golangtmdb.SearchMovies:
		return fact{int(v.Results[0].ID), v.Results[0].Title, len(v.Results)}
	case *gen.MediaPage:
		return fact{v.Results[0].ID(), v.Results[0].Name(), len(v.Results)}
	case *golangtmdb.SearchMulti:
		first := v.Results[0]
		return fact{int(first.ID), first.Title + first.Name, len(v.Results)}
	case *tmdb.SeriesWithSeasons:
		return fact{v.Series.ID, v.Series.Name, len(v.Seasons)}
	case *golangtmdb.TVDetails: // which drops the seasons' episodes
		return fact{int(v.ID), v.Name, len(v.Seasons)}
	}
	return fact{}
}
