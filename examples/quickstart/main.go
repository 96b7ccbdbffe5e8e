// Quickstart prints a movie, where it can be watched, and a search.
//
// With an API Read Access Token in TMDB_ACCESS_TOKEN or a v3 key in TMDB_API_KEY it asks TMDB, or the
// server at TMDB_BASE_URL, without any of these a stand-in for TMDB in this program.
package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func main() { standin.Main(run) }

func run(ctx context.Context, out io.Writer, opts ...tmdb.Option) error {
	client, err := tmdb.FromEnv(opts...)
	if err != nil {
		return err
	}

	// One request for the movie, its credits and its watch providers.
	movie, err := client.Movies.Details(ctx, 550, &gen.MovieDetailsParams{
		Language:         new("en-US"),
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendWatchProviders},
	})
	if err != nil {
		return err
	}
	printMovie(out, movie)

	page, err := client.Search.Multi(ctx, &gen.SearchMultiParams{Query: "star"})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nSearch for \"star\": %d results\n", page.TotalResults)
	for _, item := range page.Results {
		switch v := item.Value().(type) {
		case gen.Movie:
			fmt.Fprintf(out, "  movie   %s (%s)\n", v.Title, year(v.ReleaseDate.Year()))
		case gen.TVSeries:
			fmt.Fprintf(out, "  series  %s (%s)\n", v.Name, year(v.FirstAirDate.Year()))
		case gen.Person:
			fmt.Fprintf(out, "  person  %s, %s\n", v.Name, v.KnownForDepartment)
		}
	}
	return nil
}

func printMovie(out io.Writer, movie *gen.MovieDetails) {
	fmt.Fprintf(out, "%s (%s)", movie.Title, year(movie.ReleaseDate.Year()))
	if movie.Runtime != 0 {
		fmt.Fprintf(out, ", %d minutes", movie.Runtime)
	}
	fmt.Fprintln(out)

	if movie.Credits != nil {
		for _, member := range movie.Credits.Crew {
			if member.Job == "Director" {
				fmt.Fprintln(out, "  Directed by", member.Name)
			}
		}
		for _, member := range movie.Credits.Cast[:min(4, len(movie.Credits.Cast))] {
			fmt.Fprintf(out, "  %s as %s\n", member.Name, member.Character)
		}
	}
	if movie.WatchProviders != nil {
		var names []string
		for _, provider := range movie.WatchProviders.Results["US"].Rent {
			names = append(names, provider.ProviderName)
		}
		fmt.Fprintln(out, "  For rent in the US:", strings.Join(names, ", "), "(data by JustWatch)")
	}
}

// year is a year for people: a question mark where it is unknown.
func year(n int) string {
	if n == 0 {
		return "?"
	}
	return fmt.Sprint(n)
}
