package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
)

func ExampleTVSeriesService_Details() {
	client, stop := exampleClient()
	defer stop()
	series, err := client.TVSeries.Details(context.Background(), 1396, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(series.Name, series.FirstAirDate, series.Status)
	fmt.Println(series.NumberOfSeasons, "seasons,", series.NumberOfEpisodes, "episodes")
	fmt.Println("Last:", series.LastEpisodeToAir.Name)
	// Output:
	// Breaking Bad 2008-01-20 Ended
	// 5 seasons, 62 episodes
	// Last: Felina
}

func ExampleTVSeriesListsService_AiringToday() {
	client, stop := exampleClient()
	defer stop()

	// When a day begins depends on the timezone.
	page, err := client.TVSeriesLists.AiringToday(context.Background(), &gen.AiringTodayTVParams{Timezone: new("America/New_York")})
	if err != nil {
		log.Fatal(err)
	}
	for _, series := range page.Results {
		fmt.Println(series.Name)
	}
	// Output:
	// Fallout
	// Pluribus
}

func ExampleTVSeasonsService_Details() {
	client, stop := exampleClient()
	defer stop()
	season, err := client.TVSeasons.Details(context.Background(), 87108, 1, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, episode := range season.Episodes {
		fmt.Println(episode.AirDate, episode.EpisodeNumber, episode.Name)
	}
	// Output:
	// 2019-05-06 1 1:23:45
	// 2019-05-13 2 Please Remain Calm
	// 2019-05-20 3 Open Wide, O Earth
	// 2019-05-27 4 The Happiness of All Mankind
	// 2019-06-03 5 Vichnaya Pamyat
}

func ExampleTVEpisodesService_Details() {
	client, stop := exampleClient()
	defer stop()

	// Series, season and number; TMDB's episode ids are only for TVEpisodes.Changes.
	episode, err := client.TVEpisodes.Details(context.Background(), 1396, 1, 1, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(episode.Name, episode.AirDate, episode.Runtime)
	for _, member := range episode.Crew {
		if member.Job == "Director" {
			fmt.Println("Directed by", member.Name)
		}
	}
	// Output:
	// Pilot 2008-01-20 59
	// Directed by Vince Gilligan
}

func ExampleTVEpisodeGroupsService_Details() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()

	// The other orders that the episodes of a series have been put into …
	groups, err := client.TVSeries.EpisodeGroups(ctx, 456)
	if err != nil {
		log.Fatal(err)
	}
	// … and one of them with its episodes.
	order, err := client.TVEpisodeGroups.Details(ctx, groups.Results[0].ID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(order.Name)
	for _, group := range order.Groups[:2] {
		fmt.Println(group.Name, "begins with", group.Episodes[0].Name)
	}
	// Output:
	// Disney+ Order
	// Season 1 begins with Simpsons Roasting on an Open Fire
	// Season 2 begins with Bart Gets an 'F'
}

func ExampleNetworksService_Details() {
	client, stop := exampleClient()
	defer stop()
	network, err := client.Networks.Details(context.Background(), 49, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(network.Name, network.Headquarters, network.OriginCountry)
	// Output: HBO New York City, New York US
}
