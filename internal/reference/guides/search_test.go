package guides_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_search() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	// All pages of one kind, asked for as the loop needs them.
	for movie, err := range client.Search.MoviesIter(ctx, &gen.SearchMoviesParams{Query: "matrix re"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.ID, movie.Title)
	}

	// One page of movies, series and people.
	page, err := client.Search.Multi(ctx, &gen.SearchMultiParams{Query: "star tr"})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range page.Results {
		fmt.Println(row.MediaType(), row.ID(), row.Name(), row.Date().Year()) // what all kinds have
		switch found := row.Value().(type) {
		case gen.Movie:
			fmt.Println("movie in", found.OriginalLanguage)
		case gen.TVSeries:
			fmt.Println("series from", found.OriginCountry)
		case gen.Person:
			fmt.Println("person of", found.KnownForDepartment)
		}
	}

	found, err := client.Find.ByIMDB(ctx, "tt0137523")
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range found.MovieResults {
		fmt.Println(movie.ID, movie.Title)
	}
	// Output:
	// 624860 The Matrix Resurrections
	// 604 The Matrix Reloaded
	// 605 The Matrix Revolutions
	// 221495 The Matrix Recalibrated
	// tv 253 Star Trek 1966
	// series from [US]
	// 550 Fight Club
}
