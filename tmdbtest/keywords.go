package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var keywordHandlers = map[string]handler{
	"keywordDetails": ofKeyword(func(c *call, k *dataset.Keyword) (any, error) { return keywordRow(c, k), nil }),
	"keywordMovies":  ofKeyword(keywordMovies),
}

// ofKeyword makes a handler of one that wants the keyword of the path.
func ofKeyword(answer func(*call, *dataset.Keyword) (any, error)) handler {
	return func(c *call) (any, error) {
		k := c.set.Keyword(c.id("keyword_id"))
		if k == nil {
			return nil, notFound()
		}
		return answer(c, k)
	}
}

func keywordMovies(c *call, k *dataset.Keyword) (any, error) {
	movies := keep(c.set.MoviesWithKeyword(k.ID), func(m *dataset.Movie) bool { return wanted(c, m.Adult) })
	page := as[gen.KeywordMoviePage](moviePage(c, byPopularity(movies)))
	page.ID = k.ID
	return page, nil
}
