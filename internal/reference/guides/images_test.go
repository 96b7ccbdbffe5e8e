package guides_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

func Example_images() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	movie, err := client.Movies.Details(ctx, 603, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendImages},
	}, tmdb.ImageLanguages("fr", "en", tmdb.NoLanguage))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(images.URL(movie.PosterPath, images.PosterAtLeast(300)))

	poster, _ := images.BestOf(movie.OriginalLanguage, pick.Piece(movie.Images).Posters, "fr", tmdb.OriginalLanguage)
	fmt.Println(poster.LanguageCode, images.URL(poster.FilePath, images.PosterW342))

	var file bytes.Buffer // or an *os.File
	n, err := images.Download(ctx, poster.FilePath, images.PosterW92, &file)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("downloaded:", n > 0)
	// Output:
	// https://image.tmdb.org/t/p/w342/dXNAPwY7VrqMAo51EKhhCJfaGb5.jpg
	// fr https://image.tmdb.org/t/p/w342/pEoqbqtLc4CcwDUDqxmEDSWpWTZ.jpg
	// downloaded: true
}
