// Quickstart prints a movie, a search and where the movie can be watched.
//
// With an API Read Access Token in TMDB_ACCESS_TOKEN it asks TMDB, without one a small server of its
// own that holds just what it asks for.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

func main() {
	ctx := context.Background()
	var err error
	if token := os.Getenv("TMDB_ACCESS_TOKEN"); token != "" {
		err = run(ctx, os.Stdout, token)
	} else {
		server := newDemoServer()
		defer server.Close()
		fmt.Println("TMDB_ACCESS_TOKEN is not set: these are the answers of a small server in this program.")
		fmt.Println()
		err = run(ctx, os.Stdout, "demo", wrapper.WithBaseURL(server.URL))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, token string, opts ...wrapper.Option) error {
	client, err := wrapper.New(token, opts...)
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

	page, err := client.Search.Multi(ctx, &gen.SearchMultiParams{Query: "arrow"})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nSearch for \"arrow\": %d results\n", page.TotalResults)
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
	if movie.Runtime != nil {
		fmt.Fprintf(out, ", %d minutes", *movie.Runtime)
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
