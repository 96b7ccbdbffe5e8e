package guides_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/lookup"
)

func Example_discover() {
	client, err := tmdb.FromEnv(tmdb.WithCache(tmdb.NewMemoryCache(64 << 20)))
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	providers, err := lookup.Providers(ctx, client, "BR")
	if err != nil {
		log.Fatal(err)
	}
	ids, err := providers.IDs("Netflix", "Disney+")
	if err != nil {
		log.Fatal(err)
	}
	genres, err := lookup.Genres(ctx, client)
	if err != nil {
		log.Fatal(err)
	}

	// Science fiction with action, on either service, the best first.
	best, err := tmdb.Collect(client.Discover.MoviesIter(ctx, &gen.DiscoverMoviesParams{
		WatchRegion:        new("BR"),
		WithWatchProviders: tmdb.Or(ids...),
		WithGenres:         tmdb.And(gen.MovieGenreScienceFiction, gen.MovieGenreAction),
		VoteCountGTE:       new(5000),
		SortBy:             new(gen.MovieSortByVoteAverageDesc),
	}), 3)
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range best {
		fmt.Printf("%.1f %s %q\n", movie.VoteAverage, movie.Title, genres.Names(movie.GenreIDs...))
	}
	// Output:
	// 7.7 The Terminator ["Action" "Thriller" "Science Fiction"]
	// 7.6 Mad Max: Fury Road ["Action" "Adventure" "Science Fiction"]
	// 7.6 Avatar: The Way of Water ["Action" "Adventure" "Science Fiction"]
}
