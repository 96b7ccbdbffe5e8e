package title

import (
	"cmp"
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

// SearchYear yields movies and series that have words in their title and are of a year, the most popular first.
func SearchYear(ctx context.Context, client *tmdb.Client, text string, year int, wanted ...gen.MediaType) iter.Seq2[Row, error] {
	var found []iter.Seq2[Row, error]
	if slices.Contains(wanted, gen.MediaTypeMovie) {
		found = append(found, Rows(client.Search.MoviesIter(ctx, &gen.SearchMoviesParams{Query: text, PrimaryReleaseYear: &year})))
	}
	if slices.Contains(wanted, gen.MediaTypeTV) {
		found = append(found, Rows(client.Search.TVIter(ctx, &gen.SearchTVParams{Query: text, FirstAirDateYear: &year})))
	}
	if len(found) == 1 {
		return found[0]
	}
	return func(yield func(Row, error) bool) {
		var all []Row
		for _, rows := range found {
			some, err := tmdb.Collect(rows, enough)
			if err != nil {
				yield(Row{}, err)
				return
			}
			all = append(all, some...)
		}
		slices.SortStableFunc(all, func(x, y Row) int { return cmp.Compare(y.Popularity, x.Popularity) })
		for _, row := range all {
			if !yield(row, nil) {
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
