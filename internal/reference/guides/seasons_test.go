package guides_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_seasons() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	// One season and its credits, with the series.
	pieces := []gen.TVSeriesAppend{
		tmdb.AppendSeason(1), tmdb.AppendSeasonPart(1, gen.TVSeasonAppendCredits), tmdb.AppendSeason(9),
	}
	series, err := client.TVSeries.Details(ctx, 1396, &gen.TVSeriesDetailsParams{AppendToResponse: pieces})
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
	fmt.Println("left out:", tmdb.DroppedAppends(series, pieces))

	// All seasons, however many.
	whole, err := client.TVSeries.DetailsWithSeasons(ctx, 19885, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, season := range whole.Seasons {
		fmt.Println(season.Name, len(season.Episodes))
	}
	// Output:
	// Pilot with Bryan Cranston
	// left out: [season/9]
	// Specials 1
	// Season 1 3
	// Season 2 3
	// Season 3 3
	// Season 4 3
}
