package title

import (
	"context"
	"iter"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Search yields what has words in its title, of some kinds, as TMDB sorts it.
func Search(ctx context.Context, client *tmdb.Client, text string, wanted ...gen.MediaType) iter.Seq2[Row, error] {
	if len(wanted) == 1 {
		switch wanted[0] {
		case gen.MediaTypeMovie:
			return Rows(client.Search.MoviesIter(ctx, &gen.SearchMoviesParams{Query: text}))
		case gen.MediaTypeTV:
			return Rows(client.Search.TVIter(ctx, &gen.SearchTVParams{Query: text}))
		case gen.MediaTypePerson:
			return Rows(client.Search.PeopleIter(ctx, &gen.SearchPeopleParams{Query: text}))
		case gen.MediaTypeCollection:
			return Rows(client.Search.CollectionsIter(ctx, &gen.SearchCollectionsParams{Query: text}))
		}
	}
	return func(yield func(Row, error) bool) {
		for row, err := range Rows(client.Search.MultiIter(ctx, &gen.SearchMultiParams{Query: text})) {
			if err == nil && !slices.Contains(wanted, row.MediaType) {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// Rows yields the rows of items.
func Rows[T Item](items iter.Seq2[T, error]) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for item, err := range items {
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !yield(RowOf(item), nil) {
				return
			}
		}
	}
}

// First yields at most n rows, all if n is 0.
func First[T any](rows iter.Seq2[T, error], n int) iter.Seq2[T, error] {
	if n == 0 {
		return rows
	}
	return func(yield func(T, error) bool) {
		left := n
		for row, err := range rows {
			if !yield(row, err) || err != nil {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}
