package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// All pages of a search, asked for as the loop needs them.
func ExampleSearchService_MoviesIter() {
	client, stop := exampleClient()
	defer stop()
	for movie, err := range client.Search.MoviesIter(context.Background(), &gen.SearchMoviesParams{Query: "matrix"}) {
		if err != nil {
			log.Fatal(err) // the loop ends after it anyway
		}
		fmt.Println(movie.ID, movie.Title)
	}
	// Output:
	// 603 The Matrix
	// 624860 The Matrix Resurrections
	// 604 The Matrix Reloaded
	// 605 The Matrix Revolutions
	// 221495 The Matrix Recalibrated
	// 684431 Making 'The Matrix'
}

func ExampleCollect() {
	client, stop := exampleClient()
	defer stop()
	// Two rows are on the first page: the second is not asked for.
	best, err := tmdb.Collect(client.MovieLists.TopRatedIter(context.Background(), nil), 2)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(best), best[0].Title)
	// Output: 2 The Shawshank Redemption
}

// The next page is under way while the loop deals with this one.
func ExamplePrefetch() {
	client, stop := exampleClient()
	defer stop()
	ctx := tmdb.Prefetch(context.Background())
	for movie, err := range client.Discover.MoviesIter(ctx, &gen.DiscoverMoviesParams{WithGenres: tmdb.And(28, 12)}) {
		if err != nil {
			log.Fatal(err)
		}
		if movie.ReleaseDate.Before("1990-01-01") {
			fmt.Println(movie.Title)
		}
	}
	// Output:
	// Star Wars
	// Return of the Jedi
	// The Empire Strikes Back
}

func ExampleOnProgress() {
	client, stop := exampleClient()
	defer stop()
	ctx := tmdb.OnProgress(context.Background(), func(done, total int64) {
		if total < 0 { // not known
			fmt.Println(done)
			return
		}
		fmt.Printf("%d of %d\n", done, total)
	})
	movies, err := tmdb.Collect(client.Discover.MoviesIter(ctx, &gen.DiscoverMoviesParams{WithGenres: tmdb.And(28, 12)}), 0)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(movies), "movies")
	// Output:
	// 20 of 30
	// 30 of 30
	// 30 movies
}
