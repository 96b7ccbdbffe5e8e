package pick_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

// What a page about a movie shows. It need not ask whether TMDB sent the appended pieces.
func Example() {
	client, stop := exampleClient()
	defer stop()
	movie, err := client.Movies.Details(context.Background(), 550, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendVideos},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title, pick.ReleaseDate(movie.ReleaseDates, "US", gen.ReleaseTypeTheatrical))
	fmt.Println("Rated:", pick.Certification(movie.ReleaseDates, "BR", "US"))
	fmt.Println("Directed by", strings.Join(pick.Names(pick.Directors(movie.Credits)), ", "))
	for _, actor := range pick.Cast(movie.Credits, 3) {
		fmt.Println(actor.Name, "as", strings.Join(actor.Roles, " and "))
	}
	if trailer, ok := pick.Video(movie.Videos, gen.VideoTypeTrailer, "pt", "en"); ok {
		fmt.Println(pick.VideoURL(trailer))
	}
	// Output:
	// Fight Club 1999-10-15
	// Rated: 18
	// Directed by David Fincher
	// Edward Norton as The Narrator
	// Brad Pitt as Tyler Durden
	// Helena Bonham Carter as Marla Singer
	// https://www.youtube.com/watch?v=BdJKm16Co6M
}

func ExampleCrew() {
	client, stop := exampleClient()
	defer stop()
	movie, err := client.Movies.Details(context.Background(), 603, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, person := range pick.Crew(movie.Credits, "Director", "Writer") {
		fmt.Println(person.Name, person.Roles)
	}
	// Output:
	// Lana Wachowski [Director Writer]
	// Lilly Wachowski [Director Writer]
}

func ExampleEpisodesOn() {
	client, stop := exampleClient()
	defer stop()
	series, err := client.TVSeries.DetailsWithSeasons(context.Background(), 1399, nil)
	if err != nil {
		log.Fatal(err)
	}
	const day types.Date = "2019-05-19" // in a program: types.DateOf(time.Now())
	for _, episode := range pick.EpisodesOn(day, series.Seasons...) {
		fmt.Println("today:", episode.Name)
	}
	for _, episode := range pick.LastEpisodes("2019-05-18", series.Seasons...) {
		fmt.Println("before:", episode.Name)
	}
	fmt.Println("announced:", len(pick.NextEpisodes(day, series.Seasons...)))
	// Output:
	// today: The Iron Throne
	// before: The Bells
	// announced: 0
}

func ExampleContentRating() {
	client, stop := exampleClient()
	defer stop()
	series, err := client.TVSeries.Details(context.Background(), 1396, &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendContentRatings, gen.TVSeriesAppendAggregateCredits, gen.TVSeriesAppendWatchProviders},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(pick.ContentRating(series.ContentRatings, "BR", "US"))
	fmt.Println(pick.Names(pick.Creators(series)))
	fmt.Println(pick.Names(pick.Cast(series.AggregateCredits, 3)))
	for _, provider := range pick.Piece(series.WatchProviders).Results["BR"].Flatrate {
		fmt.Println(provider.ProviderName)
	}
	// Output:
	// TV-MA
	// [Vince Gilligan]
	// [Bryan Cranston Aaron Paul Anna Gunn]
	// Netflix
	// Netflix Standard with Ads
}

// What was not asked for, or TMDB left out, is empty.
func ExamplePiece() {
	var movie gen.MovieDetails
	fmt.Printf("%q\n", pick.Piece(movie.ExternalIDs).WikidataID)
	fmt.Println(len(pick.Piece(movie.Recommendations).Results))
	// Output:
	// ""
	// 0
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
