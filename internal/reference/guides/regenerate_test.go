package guides_test

import (
	"fmt"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_regenerate() {
	for _, op := range tmdb.Operations() {
		if op.Service == "Keywords" || op.Service == "Networks" {
			fmt.Printf("%s %s: client.%s.%s\n", op.Method, op.Path, op.Service, op.GoMethod)
		}
	}
	// Output:
	// GET /3/keyword/{keyword_id}: client.Keywords.Details
	// GET /3/keyword/{keyword_id}/movies: client.Keywords.Movies
	// GET /3/network/{network_id}: client.Networks.Details
	// GET /3/network/{network_id}/alternative_names: client.Networks.AlternativeNames
	// GET /3/network/{network_id}/images: client.Networks.Images
}
