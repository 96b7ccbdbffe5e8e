package batch_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

// exampleClient returns a client of a TMDB in this process. A program makes its own with tmdb.New(token).
func exampleClient() (client *tmdb.Client, stop func()) {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		log.Fatal(err)
	}
	client, err = tmdb.New(server.Token, tmdb.WithBaseURL(testkit.FrontOfExample(server.URL, server.Token)))
	if err != nil {
		log.Fatal(err)
	}
	return client, server.Close
}

// The details of many movies, several at a time. One that is gone does not stop the others.
func ExampleForEach() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	details := func(ctx context.Context, id int) (*gen.MovieDetails, error) {
		return client.Movies.Details(ctx, id, nil)
	}
	for movie := range batch.ForEach(ctx, slices.Values([]int{603, 1, 604}), details, batch.InOrder(), batch.Workers(4)) {
		switch {
		case errors.Is(movie.Err, tmdb.ErrNotFound):
			fmt.Println(movie.Key, "is gone")
		case movie.Err != nil:
			log.Fatal(movie.Err)
		default:
			fmt.Println(movie.Key, movie.Value.Title)
		}
	}
	if err := ctx.Err(); err != nil {
		log.Fatal(err) // not all were done
	}
	// Output:
	// 603 The Matrix
	// 1 is gone
	// 604 The Matrix Reloaded
}

// What a program does each day that keeps a copy of TMDB: get what changed since it ran last.
func ExampleForEach_changes() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()

	var failed error
	ids := func(yield func(int) bool) {
		for changed, err := range client.Changes.MoviesBetween(ctx, "2025-12-01", "2025-12-31") {
			if err != nil {
				failed = err
				return
			}
			if adult := changed.Adult != nil && *changed.Adult; !adult && !yield(changed.ID) {
				return
			}
		}
	}
	for movie := range batch.ForEach(ctx, ids, func(ctx context.Context, id int) (*gen.MovieDetails, error) {
		return client.Movies.Details(ctx, id, nil)
	}, batch.InOrder()) {
		if movie.Err != nil {
			log.Fatal(movie.Err)
		}
		fmt.Println("store", movie.Value.Title)
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
