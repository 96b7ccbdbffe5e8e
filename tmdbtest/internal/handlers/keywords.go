package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

func keywords() table {
	keyword := lookup[*dataset.Keyword](func(c *Call) (*dataset.Keyword, error) {
		return found(c, "keyword_id", c.Set.Keyword(c.id("keyword_id")))
	})
	return table{"keywordDetails": keyword.details(), "keywordMovies": keyword.of(keywordMovies)}
}

// keywordMovies are the movies with the keyword, the most popular first.
func keywordMovies(c *Call, k *dataset.Keyword) (any, error) {
	movies := keep(c.Set.Movies, func(m *dataset.Movie) bool {
		of := dataset.Piece[gen.MovieKeywords](m, "keywords").Keywords
		return slices.ContainsFunc(of, func(has gen.Keyword) bool { return has.ID == k.ID }) && wanted(c, m.Details().Adult)
	})
	return c.moviesOf(k, movies), nil
}
