package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var genreHandlers = map[string]handler{
	"movieGenres": func(c *call) (any, error) {
		return genreList(c, func(g *dataset.Genre) bool { return g.OfMovies }), nil
	},
	"tvGenres": func(c *call) (any, error) {
		return genreList(c, func(g *dataset.Genre) bool { return g.OfSeries }), nil
	},
}

func genreList(c *call, pass func(*dataset.Genre) bool) gen.Genres {
	return gen.Genres{Genres: genresOf(c, keep(c.set.Genres, pass))}
}
