package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

func ExampleDiscoverService_Movies() {
	client, stop := cannedExample("application/json", map[string]string{"/3/discover/movie": `{"results":[{"title":"Fight Club"}]}`})
	defer stop()
	page, err := client.Discover.Movies(context.Background(), &gen.DiscoverMoviesParams{
		WithGenres:                 wrapper.And(28, 12),
		WithOriginCountry:          wrapper.Or("US", "GB"),
		WithWatchMonetizationTypes: wrapper.Or(gen.MonetizationTypeFlatrate, gen.MonetizationTypeFree),
		WatchRegion:                new("BR"),
		SortBy:                     new(gen.MovieSortByVoteAverageDesc),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(page.Results[0].Title)

	// A request that makes no sense is not sent.
	_, err = client.Discover.Movies(context.Background(), &gen.DiscoverMoviesParams{WithWatchProviders: wrapper.And(8)})
	fmt.Println(err)
	// Output:
	// Fight Club
	// tmdb: GET /3/discover/movie: with_watch_providers is set, but watch_region is not: want the country too, such as US
}

func ExampleAnd() {
	fmt.Println(*wrapper.And(28, 12), *wrapper.Or("US", "GB"), wrapper.And[int]() == nil)
	// Output: 28,12 US|GB true
}
