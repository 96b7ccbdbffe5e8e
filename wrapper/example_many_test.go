package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

// The details of many movies, several at a time. One that is gone does not stop the others.
func ExampleForEach() {
	client, stop := cannedExample("application/json", map[string]string{
		"/3/movie/348": `{"id":348,"title":"Alien"}`,
		"/3/movie/679": `{"id":679,"title":"Aliens"}`,
	})
	defer stop()
	ctx := context.Background()
	details := func(ctx context.Context, id int) (*gen.MovieDetails, error) {
		return client.Movies.Details(ctx, id, nil)
	}
	for movie := range wrapper.ForEach(ctx, slices.Values([]int{348, 1, 679}), details, wrapper.InOrder(), wrapper.Workers(4)) {
		switch {
		case errors.Is(movie.Err, wrapper.ErrNotFound):
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
	// 348 Alien
	// 1 is gone
	// 679 Aliens
}

// What a program does each day that keeps a copy of TMDB: get what changed since it ran last.
func ExampleChangesService_MoviesBetween() {
	client, stop := cannedExample("application/json", map[string]string{
		"/3/movie/changes": `{"page":1,"total_pages":1,"total_results":2,"results":[{"id":348,"adult":false},{"id":679,"adult":false}]}`,
		"/3/movie/348":     `{"id":348,"title":"Alien"}`,
		"/3/movie/679":     `{"id":679,"title":"Aliens"}`,
	})
	defer stop()
	ctx := context.Background()

	var failed error
	ids := func(yield func(int) bool) {
		for changed, err := range client.Changes.MoviesBetween(ctx, "2026-05-01", "2026-05-02") {
			if err != nil {
				failed = err
				return
			}
			if !yield(changed.ID) {
				return
			}
		}
	}
	for movie := range wrapper.ForEach(ctx, ids, func(ctx context.Context, id int) (*gen.MovieDetails, error) {
		return client.Movies.Details(ctx, id, nil)
	}, wrapper.InOrder()) {
		if movie.Err != nil {
			log.Fatal(movie.Err)
		}
		fmt.Println("store", movie.Value.Title)
	}
	if failed != nil {
		log.Fatal(failed)
	}
	// Output:
	// store Alien
	// store Aliens
}
