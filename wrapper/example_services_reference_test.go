package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
)

func ExampleConfigurationService_Countries() {
	client, stop := exampleClient()
	defer stop()
	countries, err := client.Configuration.Countries(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, country := range *countries {
		if country.CountryCode == "BR" {
			fmt.Println(country.EnglishName)
		}
	}
	// Output: Brazil
}

func ExampleGenresService_Movies() {
	client, stop := exampleClient()
	defer stop()
	genres, err := client.Genres.Movies(context.Background(), &gen.MovieGenresParams{Language: new("de")})
	if err != nil {
		log.Fatal(err)
	}
	for _, genre := range genres.Genres[:3] {
		fmt.Println(genre.ID, genre.Name)
	}
	// Output:
	// 28 Action
	// 12 Abenteuer
	// 16 Animation
}

func ExampleCertificationsService_Movies() {
	client, stop := exampleClient()
	defer stop()
	all, err := client.Certifications.Movies(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, certification := range all.Certifications["GB"] {
		fmt.Println(certification.Order, certification.Certification)
	}
	// Output:
	// 1 U
	// 2 PG
	// 3 12A
	// 4 12
	// 5 15
	// 6 18
	// 7 R18
}

func ExampleWatchProvidersService_Movies() {
	client, stop := exampleClient()
	defer stop()
	providers, err := client.WatchProviders.Movies(context.Background(), &gen.MovieWatchProviderListParams{WatchRegion: new("BR")})
	if err != nil {
		log.Fatal(err)
	}
	for _, provider := range providers.Results[:3] {
		fmt.Println(provider.ProviderID, provider.ProviderName)
	}
	// Output:
	// 337 Disney Plus
	// 8 Netflix
	// 119 Amazon Prime Video
}
