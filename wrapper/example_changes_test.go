package wrapper_test

import (
	"context"
	"fmt"
	"log"
)

// What a program asks each day that keeps a copy of TMDB. To get the details of so many, see package
// batch.
func ExampleChangesService_MoviesBetween() {
	client, stop := exampleClient()
	defer stop()
	for changed, err := range client.Changes.MoviesBetween(context.Background(), "2025-12-01", "2025-12-31") {
		if err != nil {
			log.Fatal(err)
		}
		if changed.Adult == nil || !*changed.Adult {
			fmt.Println("changed", changed.ID)
		}
	}
	// Output:
	// changed 384678
	// changed 83533
	// changed 1317288
	// changed 1234731
	// changed 550
}
