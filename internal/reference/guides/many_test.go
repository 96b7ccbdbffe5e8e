package guides_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

func Example_changes() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	var failed error
	changed := func(yield func(int) bool) {
		for row, err := range client.Changes.MoviesBetween(ctx, "2025-12-01", "2025-12-24") {
			if err != nil {
				failed = err
				return
			}
			if adult := row.Adult != nil && *row.Adult; !adult && !yield(row.ID) {
				return
			}
		}
	}
	details := func(ctx context.Context, id int) (*gen.MovieDetails, error) {
		return client.Movies.Details(ctx, id, nil)
	}
	for movie := range batch.ForEach(ctx, changed, details, batch.Workers(4), batch.InOrder()) {
		switch {
		case errors.Is(movie.Err, tmdb.ErrNotFound):
			fmt.Println("delete", movie.Key)
		case movie.Err != nil:
			log.Fatal(movie.Err)
		default:
			fmt.Println("store", movie.Value.Title)
		}
	}
	if failed != nil {
		log.Fatal(failed)
	}
	// Output:
	// store He Wanted the Moon
	// store Avatar: Fire and Ash
	// store Marty Supreme
	// store Anaconda
	// store Fight Club
}
