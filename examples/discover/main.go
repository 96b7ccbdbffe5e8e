// Discover prints adventurous science fiction that many have rated, decade by decade.
//
// With an API Read Access Token in TMDB_ACCESS_TOKEN it asks TMDB, without one a stand-in for TMDB in
// this program.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	"github.com/tmdb-go/tmdb/wrapper"
)

func main() {
	if err := start(context.Background(), os.Stdout, os.Getenv("TMDB_ACCESS_TOKEN")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// start is run with a stand-in if there is no token.
func start(ctx context.Context, out io.Writer, token string) error {
	if token != "" {
		return run(ctx, out, token)
	}
	server, err := tmdbtest.New()
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintln(out, "TMDB_ACCESS_TOKEN is not set: these are the answers of a stand-in for TMDB.")
	fmt.Fprintln(out)
	return run(ctx, out, server.Token, wrapper.WithBaseURL(server.URL))
}

// Ids of genres; Genres.Movies has all of them.
const (
	adventure      = 12
	scienceFiction = 878
)

func run(ctx context.Context, out io.Writer, token string, opts ...wrapper.Option) error {
	client, err := wrapper.New(token, opts...)
	if err != nil {
		return err
	}

	// The iterator asks for one page after another, and for the next while this loop prints.
	movies := client.Discover.MoviesIter(wrapper.WithPrefetch(ctx), &gen.DiscoverMoviesParams{
		WithGenres:   wrapper.And(adventure, scienceFiction),
		VoteCountGTE: new(5000),
		SortBy:       new(gen.MovieSortByPrimaryReleaseDateAsc),
	})
	decade, count := 0, 0
	for movie, err := range movies {
		if err != nil {
			return err
		}
		if d := movie.ReleaseDate.Year() / 10 * 10; d != decade {
			decade = d
			fmt.Fprintf(out, "The %ds\n", decade)
		}
		fmt.Fprintf(out, "  %d  %.1f  %s\n", movie.ReleaseDate.Year(), movie.VoteAverage, movie.Title)
		count++
	}
	fmt.Fprintln(out, count, "movies")
	return nil
}
