package wrapper_test

import (
	"fmt"

	"github.com/tmdb-go/tmdb/wrapper"
)

func ExampleAnd() {
	fmt.Println(*wrapper.And(28, 12), *wrapper.Or("US", "GB"), wrapper.And[int]() == nil)
	// Output: 28,12 US|GB true
}
