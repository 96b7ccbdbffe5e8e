package guides_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_trouble() {
	client, err := tmdb.FromEnv(
		tmdb.WithRetry(&tmdb.Retry{Max: 5}),         // further attempts, 3 without it
		tmdb.WithTimeout(10*time.Second),            // of a call with all its attempts
		tmdb.WithCache(tmdb.NewMemoryCache(64<<20)), // 64 MB of responses
		tmdb.WithStaleIfError(24*time.Hour),         // old responses while TMDB has trouble
		tmdb.WithObserver(func(_ context.Context, call tmdb.Call) {
			fmt.Println(call.Operation.Name, call.StatusCode, "after", call.Attempts, "attempts, cache:", call.Cache)
		}),
	)
	if err != nil {
		log.Fatal(err)
	}
	for _, id := range []int{550, 550, 1} {
		movie, err := client.Movies.Details(context.Background(), id, nil)
		switch {
		case err == nil:
			fmt.Println(movie.Title)
		case errors.Is(err, tmdb.ErrNotFound):
			fmt.Println("gone:", err)
		case errors.Is(err, tmdb.ErrRateLimited), errors.Is(err, tmdb.ErrUnavailable):
			if e, ok := errors.AsType[*tmdb.Error](err); ok {
				fmt.Println("later, in", e.RetryAfter)
			}
		default:
			log.Fatal(err)
		}
	}
	// Output:
	// movieDetails 200 after 1 attempts, cache: miss
	// Fight Club
	// movieDetails 200 after 0 attempts, cache: hit
	// Fight Club
	// movieDetails 404 after 1 attempts, cache: miss
	// gone: tmdb: GET /3/movie/1: 404 Not Found: The resource you requested could not be found. (code 34)
}
