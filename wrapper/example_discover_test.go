package wrapper_test

import (
	"fmt"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleAnd() {
	fmt.Println(*tmdb.And(28, 12), *tmdb.Or("US", "GB"), tmdb.And[int]() == nil)
	// Output: 28,12 US|GB true
}
