package wrapper_test

import (
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleOr() {
	fmt.Println(*tmdb.Or(gen.MovieGenreAction, gen.MovieGenreComedy))
	// Output: 28|35
}

func ExampleAnd() {
	fmt.Println(*tmdb.And(28, 12), *tmdb.Or("US", "GB"), tmdb.And[int]() == nil)
	// Output: 28,12 US|GB true
}
