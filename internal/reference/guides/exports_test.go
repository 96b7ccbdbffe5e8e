package guides_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/tmdb-go/tmdb/wrapper/exports"
)

func Example_exports() {
	day := exports.LatestDay(time.Date(2025, 12, 24, 9, 0, 0, 0, time.UTC)) // time.Now() in yours
	movies, popular := 0, 0
	for movie, err := range exports.Movies(context.Background(), day) {
		if line, ok := errors.AsType[*exports.LineError](err); ok {
			log.Println(line) // a damaged line: the next one comes
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		movies++
		if movie.Popularity > 20 {
			popular++
		}
	}
	fmt.Println(movies > 0, popular > 0)
	// Output:
	// true true
}
