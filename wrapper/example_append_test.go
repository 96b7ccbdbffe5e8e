package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleTVSeriesService_DetailsWithSeasons() {
	client, stop := exampleClient()
	defer stop()
	got, err := client.TVSeries.DetailsWithSeasons(context.Background(), 19885, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(got.Series.Name)
	for _, season := range got.Seasons {
		fmt.Println(season.Name, "with", len(season.Episodes), "episodes")
	}
	// Output:
	// Sherlock
	// Specials with 1 episodes
	// Season 1 with 3 episodes
	// Season 2 with 3 episodes
	// Season 3 with 3 episodes
	// Season 4 with 3 episodes
}

func ExampleSeasonFrom() {
	client, stop := exampleClient()
	defer stop()
	series, err := client.TVSeries.Details(context.Background(), 1396, &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{
			tmdb.AppendSeason(1),
			tmdb.AppendSeasonPart(1, gen.TVSeasonAppendCredits),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	season, err := tmdb.SeasonFrom(series, 1)
	if err != nil {
		log.Fatal(err)
	}
	credits, err := tmdb.SeasonPartFrom[gen.Credits](series, 1, gen.TVSeasonAppendCredits)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(season.Episodes[0].Name, "with", credits.Cast[0].Name)
	// Output: Pilot with Bryan Cranston
}

func ExampleDroppedAppends() {
	client, stop := exampleClient()
	defer stop()
	params := &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendCredits, gen.TVSeriesAppendVideos, tmdb.AppendSeason(9)},
	}
	series, err := client.TVSeries.Details(context.Background(), 1396, params)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tmdb.DroppedAppends(series, params.AppendToResponse)) // there is no ninth season
	// Output: [season/9]
}
