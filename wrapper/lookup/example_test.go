package lookup_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/lookup"
)

func ExampleGenres() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	genres, err := lookup.Genres(ctx, client, tmdb.Language("pt-BR")) // once in a program
	if err != nil {
		log.Fatal(err)
	}
	page, err := client.Search.Movies(ctx, &gen.SearchMoviesParams{Query: "matrix"})
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range page.Results[:1] {
		fmt.Println(movie.Title, genres.Names(movie.GenreIDs...))
	}
	// Output: The Matrix [Ação Ficção científica]
}

func ExampleProviders() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	providers, err := lookup.Providers(ctx, client, "BR")
	if err != nil {
		log.Fatal(err)
	}
	ids, err := providers.IDs("Netflix", "Disney+")
	if err != nil {
		log.Fatal(err)
	}
	page, err := client.Discover.Movies(ctx, &gen.DiscoverMoviesParams{
		WatchRegion: new("BR"), WithWatchProviders: tmdb.Or(ids...),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(ids, len(page.Results) > 0)
	// Output: [8 337] true
}

// exampleClient returns a client of a TMDB in this process. A program makes its own with
// tmdb.New(token).
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
