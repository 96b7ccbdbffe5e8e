package wrapper

import (
	"context"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// BenchmarkIterator is what an iterator adds to the calls: for 25 pages of 20 rows each.
func BenchmarkIterator(b *testing.B) {
	pages := make([]*gen.MoviePage, 25)
	for i := range pages {
		pages[i] = &gen.MoviePage{Page: i + 1, TotalPages: len(pages), Results: make([]gen.Movie, 20)}
		for j := range pages[i].Results {
			pages[i].Results[j].ID = 20*i + j + 1
		}
	}
	get := func(_ context.Context, number int) (*gen.MoviePage, error) { return pages[number-1], nil }
	for name, ctx := range map[string]context.Context{"plain": b.Context(), "prefetch": Prefetch(b.Context())} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range iterate(ctx, spec.MovieSimilar, nil, rowsOfMoviePage, get) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != 500 {
					b.Fatal(n)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*500), "ns/row")
		})
	}
}

// BenchmarkSearchPages is the whole of a loop over the pages of a search, to compare: with the calls, of a
// server in this process.
func BenchmarkSearchPages(b *testing.B) {
	server := &fakeList{page: func(n int) string { return movies(n, 5, 4*n, 4*n+1, 4*n+2, 4*n+3) }}
	client := server.client(b)
	b.ReportAllocs()
	for b.Loop() {
		rows, err := Collect(client.Search.MoviesIter(b.Context(), &gen.SearchMoviesParams{Query: "x"}), 0)
		if err != nil || len(rows) != 20 {
			b.Fatal(len(rows), err)
		}
		server.asked = server.asked[:0]
	}
}
