package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleSearchService_Multi() {
	client, stop := exampleClient()
	defer stop()
	page, err := client.Search.Multi(context.Background(), &gen.SearchMultiParams{Query: "star tr"})
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range page.Results {
		switch found := item.Value().(type) {
		case gen.Movie:
			fmt.Println("movie", found.Title)
		case gen.TVSeries:
			fmt.Println("series", found.Name)
		case gen.Person:
			fmt.Println("person", found.Name)
		}
	}
	// Output: series Star Trek
}

// What all kinds of rows have needs no switch over them.
func ExampleSearchService_Multi_anyKind() {
	client, stop := exampleClient()
	defer stop()
	page, err := client.Search.Multi(context.Background(), &gen.SearchMultiParams{Query: "star tr"})
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range page.Results {
		fmt.Println(item)
		fmt.Println(item.MediaType(), item.ID(), item.Name(), item.Date().Year())
	}
	_, err = page.Results[0].AsPerson()
	fmt.Println(err)
	// Output:
	// tv 253 "Star Trek"
	// tv 253 Star Trek 1966
	// media_type is "tv": want "person" for a Person, this is tv 253 "Star Trek"
}

func ExampleFindService_ByExternalID() {
	client, stop := exampleClient()
	defer stop()

	// The id may be that of a movie, a series, a season, an episode or a person.
	found, err := client.Find.ByExternalID(context.Background(), "tt0137523", &gen.FindByExternalIDParams{
		ExternalSource: gen.ExternalSourceIMDBID,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range found.MovieResults {
		fmt.Println(movie.ID, movie.Title)
	}
	// Output: 550 Fight Club
}

func ExampleFindService_ByIMDB() {
	client, stop := exampleClient()
	defer stop()
	found, err := client.Find.ByIMDB(context.Background(), "tt0137523", tmdb.Language("pt-BR"))
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range found.MovieResults {
		fmt.Println(movie.ID, movie.Title)
	}
	// Output: 550 Clube da Luta
}

func ExampleTrendingService_All() {
	client, stop := exampleClient()
	defer stop()
	page, err := client.Trending.All(context.Background(), gen.TimeWindowWeek, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range page.Results[:3] {
		switch trend := item.Value().(type) {
		case gen.Movie:
			fmt.Println("movie", trend.Title)
		case gen.TVSeries:
			fmt.Println("series", trend.Name)
		case gen.Person:
			fmt.Println("person", trend.Name)
		}
	}
	// Output:
	// movie Avatar: Fire and Ash
	// movie Now You See Me: Now You Don't
	// series The Last of Us
}

func ExampleKeywordsService_Details() {
	client, stop := exampleClient()
	defer stop()
	keyword, err := client.Keywords.Details(context.Background(), 818)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(keyword.Name)
	// Output: based on novel or book
}

func ExampleCompaniesService_Details() {
	client, stop := exampleClient()
	defer stop()
	company, err := client.Companies.Details(context.Background(), 1, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(company.Name, "in", company.Headquarters)
	if company.ParentCompany != nil {
		fmt.Println("belongs to", company.ParentCompany.Name)
	}
	// Output:
	// Lucasfilm Ltd. in San Francisco, California
	// belongs to Walt Disney Pictures
}

func ExampleChangesService_Movies() {
	client, stop := exampleClient()
	defer stop()

	// What changed within 24 hours, or within params' up to 14 days. MoviesBetween has no such limit.
	page, err := client.Changes.Movies(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, changed := range page.Results {
		fmt.Println(changed.ID)
	}
	// Output:
	// 1234731
	// 83533
}
