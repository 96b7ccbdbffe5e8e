// Discover prints adventurous science fiction that many have rated, decade by decade.
//
// With an API Read Access Token in TMDB_ACCESS_TOKEN or a v3 key in TMDB_API_KEY it asks TMDB, or the
// server at TMDB_BASE_URL, without any of these a stand-in for TMDB in this program.
package main

import (
	"context"
	"fmt"
	"io"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func main() { standin.Main(run) }

// Ids of genres; Genres.Movies has all of them.
const (
	adventure      = 12
	scienceFiction = 878
)

func run(ctx context.Context, out io.Writer, opts ...tmdb.Option) error {
	client, err := tmdb.FromEnv(opts...)
	if err != nil {
		return err
	}

	// The iterator asks for one page after another, and for the next while this loop prints.
	movies := client.Discover.MoviesIter(tmdb.Prefetch(ctx), &gen.DiscoverMoviesParams{
		WithGenres:   tmdb.And(adventure, scienceFiction),
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
