package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

const seriesExample = `{"name":"Breaking Bad","seasons":[{"season_number":0},{"season_number":1}],"credits":{"cast":[{"name":"Bryan Cranston"}]},
	"season/0":{"season_number":0,"name":"Specials","episodes":[{"name":"Good Cop / Bad Cop"}]},
	"season/1":{"season_number":1,"name":"Season 1","episodes":[{"name":"Pilot"},{"name":"Cat's in the Bag..."}]},
	"season/1/credits":{"cast":[{"name":"Aaron Paul"}]}}`

func ExampleTVSeriesService_DetailsWithSeasons() {
	client, stop := cannedExample("application/json", map[string]string{"/3/tv/1396": seriesExample})
	defer stop()
	got, err := client.TVSeries.DetailsWithSeasons(context.Background(), 1396, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(got.Series.Name)
	for _, season := range got.Seasons {
		fmt.Println(season.SeasonNumber, season.Name, len(season.Episodes))
	}
	// Output:
	// Breaking Bad
	// 0 Specials 1
	// 1 Season 1 2
}

func ExampleSeasonFrom() {
	client, stop := cannedExample("application/json", map[string]string{"/3/tv/1396": seriesExample})
	defer stop()
	series, err := client.TVSeries.Details(context.Background(), 1396, &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{
			wrapper.AppendSeason(1),
			wrapper.AppendSeasonPart(1, gen.TVSeasonAppendCredits),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	season, err := wrapper.SeasonFrom(series, 1)
	if err != nil {
		log.Fatal(err)
	}
	credits, err := wrapper.SeasonPartFrom[gen.Credits](series, 1, gen.TVSeasonAppendCredits)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(season.Episodes[0].Name, "with", credits.Cast[0].Name)
	// Output: Pilot with Aaron Paul
}

func ExampleDroppedAppends() {
	client, stop := cannedExample("application/json", map[string]string{"/3/tv/1396": seriesExample})
	defer stop()
	params := &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendCredits, gen.TVSeriesAppendVideos, wrapper.AppendSeason(9)},
	}
	series, err := client.TVSeries.Details(context.Background(), 1396, params)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(wrapper.DroppedAppends(series, params.AppendToResponse))
	// Output: [videos season/9]
}
