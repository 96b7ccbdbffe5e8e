package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleMoviesService_Details() {
	client, stop := exampleClient()
	defer stop()

	// Credits and external ids come along in the same response.
	movie, err := client.Movies.Details(context.Background(), 550, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendExternalIDs},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title, movie.ReleaseDate, movie.ExternalIDs.IMDBID)
	if movie.Runtime != 0 { // 0 if TMDB does not know it
		fmt.Println(movie.Runtime, "minutes")
	}
	for _, member := range movie.Credits.Cast[:2] {
		fmt.Println(member.Name, "as", member.Character)
	}
	// Output:
	// Fight Club 1999-10-15 tt0137523
	// 139 minutes
	// Edward Norton as The Narrator
	// Brad Pitt as Tyler Durden
}

func ExampleMoviesService_WatchProviders() {
	client, stop := exampleClient()
	defer stop()

	// All countries are in one response. The data is JustWatch's, which has to be named where it is shown.
	providers, err := client.Movies.WatchProviders(context.Background(), 550)
	if err != nil {
		log.Fatal(err)
	}
	for _, provider := range providers.Results["GB"].Flatrate {
		fmt.Println(provider.ProviderName)
	}
	// Output:
	// Disney Plus
	// Amazon Prime Video
}

func ExampleMoviesService_AddRating() {
	client, stop := exampleUser() // with tmdb.Session
	defer stop()
	ctx := context.Background()

	if _, err := client.Movies.AddRating(ctx, 13, nil, gen.RatingBody{Value: 8.5}); err != nil {
		log.Fatal(err)
	}
	states, err := client.Movies.AccountStates(ctx, 13, nil)
	if err != nil {
		log.Fatal(err)
	}
	if value, ok := states.Rated.Value(); ok {
		fmt.Println("rated", value)
	}
	// Output: rated 8.5
}

func ExampleMovieListsService_NowPlaying() {
	client, stop := exampleClient()
	defer stop()
	page, err := client.MovieLists.NowPlaying(context.Background(), &gen.NowPlayingMoviesParams{Region: new("US")})
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range page.Results[:3] {
		fmt.Println(movie.Title)
	}
	// Output:
	// Avatar: Fire and Ash
	// Now You See Me: Now You Don't
	// Zootopia 2
}

func ExampleCollectionsService_Details() {
	client, stop := exampleClient()
	defer stop()
	collection, err := client.Collections.Details(context.Background(), 264, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(collection.Name)
	for _, movie := range collection.Parts {
		fmt.Println(movie.ReleaseDate.Year(), movie.Title)
	}
	// Output:
	// Back to the Future Collection
	// 1985 Back to the Future
	// 1989 Back to the Future Part II
	// 1990 Back to the Future Part III
}

func ExampleDiscoverService_Movies() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()

	// Action and adventure, from America or New Zealand, the best first.
	page, err := client.Discover.Movies(ctx, &gen.DiscoverMoviesParams{
		WithGenres:        tmdb.And(28, 12),
		WithOriginCountry: tmdb.Or("US", "NZ"),
		VoteCountGTE:      new(10000),
		SortBy:            new(gen.MovieSortByVoteAverageDesc),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range page.Results[:3] {
		fmt.Println(movie.Title, movie.VoteAverage)
	}

	// A request that makes no sense is not sent.
	_, err = client.Discover.Movies(ctx, &gen.DiscoverMoviesParams{WithWatchProviders: tmdb.And(8)})
	fmt.Println(err)
	// Output:
	// The Lord of the Rings: The Return of the King 8.491
	// The Lord of the Rings: The Fellowship of the Ring 8.426
	// The Lord of the Rings: The Two Towers 8.41
	// tmdb: GET /3/discover/movie?with_watch_providers=8: with_watch_providers is set, but watch_region is not: want the country too, such as US
}

func ExampleReviewsService_Details() {
	client, stop := exampleClient()
	defer stop()
	review, err := client.Reviews.Details(context.Background(), "fb706c4b3f938a9cb2f96cfc")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(review.Author, "on", review.MediaTitle)
	// Output: ada on Fight Club
}
