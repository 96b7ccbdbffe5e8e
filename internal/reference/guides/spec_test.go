package guides_test

import (
	"fmt"
	"log"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
)

func Example_spec() {
	doc, err := openapi3.NewLoader().LoadFromData(api.Spec)
	if err != nil {
		log.Fatal(err)
	}
	movie := doc.Components.Schemas["MovieDetails"].Value
	fmt.Println(doc.OpenAPI, movie.Properties["release_date"].Value.Description)
	for _, p := range doc.Paths.Find("/3/movie/{movie_id}").Get.Parameters {
		fmt.Println(p.Value.In, p.Value.Name)
	}
	// Output:
	// 3.0.3 First release, in the requested region where one is given.
	// path movie_id
	// query append_to_response
	// query language
	// query include_image_language
	// query include_video_language
	// query session_id
	// query guest_session_id
}
