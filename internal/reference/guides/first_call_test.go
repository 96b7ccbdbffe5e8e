package guides_test

import (
	"context"
	"fmt"
	"log"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_firstCall() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	movie, err := client.Movies.Details(context.Background(), 550, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title, movie.ReleaseDate.Year(), movie.Runtime, "minutes")
	if movie.BelongsToCollection == nil {
		fmt.Println("It is in no collection.")
	}
	// Output:
	// Fight Club 1999 139 minutes
	// It is in no collection.
}
