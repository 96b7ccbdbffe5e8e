package images_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
)

// mirror starts a server in this process that has one image, and returns the option for it. A program needs
// neither.
func mirror(path, picture string) (base images.Option, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write([]byte(picture))
	}))
	return images.BaseURL(testkit.FrontOfExample(server.URL, "none") + "/t/p"), server.Close
}

func ExampleURL() {
	movie := gen.MovieDetails{PosterPath: "/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg"}
	fmt.Println(images.URL(movie.PosterPath, images.PosterW342))
	fmt.Println(images.URL(movie.PosterPath, images.PosterAtLeast(400)))
	fmt.Printf("%q\n", images.URL(movie.BackdropPath, images.BackdropW780)) // there is none
	// Output:
	// https://image.tmdb.org/t/p/w342/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg
	// https://image.tmdb.org/t/p/w500/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg
	// ""
}

func ExampleSrcSet() {
	fmt.Printf("<img srcset=%q>\n", images.SrcSet("/pB8B.jpg", images.PosterW185, images.PosterW342))
	// Output: <img srcset="https://image.tmdb.org/t/p/w185/pB8B.jpg 185w, https://image.tmdb.org/t/p/w342/pB8B.jpg 342w">
}

func ExampleProfileAtLeast() {
	fmt.Println(images.ProfileAtLeast(100), images.ProfileAtLeast(300), images.ProfileAtLeast(1000))
	// Output: w185 h632 original
}

func ExampleBest() {
	logos := []gen.Image{
		{FilePath: "/english.png", LanguageCode: "en", VoteAverage: 5.4},
		{FilePath: "/better.png", LanguageCode: "en", VoteAverage: 5.8},
		{FilePath: "/bare.png", VoteAverage: 9},
	}
	if best, ok := images.Best(logos, "pt-BR", "en", tmdb.NoLanguage); ok {
		fmt.Println(best.FilePath)
	}
	// Output: /better.png
}

func ExampleBestOf() {
	movie := gen.MovieDetails{OriginalLanguage: "ko"}
	posters := []gen.Image{
		{FilePath: "/korean.jpg", LanguageCode: "ko", VoteAverage: 5.4},
		{FilePath: "/bare.jpg", VoteAverage: 9},
	}
	if best, ok := images.BestOf(movie.OriginalLanguage, posters, "es", tmdb.OriginalLanguage, tmdb.NoLanguage); ok {
		fmt.Println(best.FilePath)
	}
	// Output: /korean.jpg
}

func ExampleURL_svg() {
	const logo = "/5QGU3w6wqpGmyp9CPFnxIbqmvsS.svg"
	fmt.Println(images.URL(logo, images.LogoW92))
	fmt.Println(images.URL(logo, images.LogoOriginal))
	// Output:
	// https://image.tmdb.org/t/p/w92/5QGU3w6wqpGmyp9CPFnxIbqmvsS.png
	// https://image.tmdb.org/t/p/original/5QGU3w6wqpGmyp9CPFnxIbqmvsS.svg
}

func ExampleSizesOf() {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day)) // in a program: none
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(testkit.FrontOfExample(server.URL, server.Token)))
	if err != nil {
		log.Fatal(err)
	}
	configuration, err := client.Configuration.Details(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	sizes := images.SizesOf(&configuration.Images)
	fmt.Println(sizes.Posters.Sizes(), sizes.Posters.AtLeast(400))
	// Output: [w92 w154 w185 w342 w500 w780 original] w500
}

func ExampleDownload() {
	base, stop := mirror("/t/p/w92/pB8B.jpg", "a very small picture")
	defer stop()
	var file bytes.Buffer // in a program: an *os.File
	n, err := images.Download(context.Background(), "/pB8B.jpg", images.PosterW92, &file, base)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, "bytes")

	_, err = images.Download(context.Background(), "/gone.jpg", images.PosterW92, &file, base)
	fmt.Println("not there:", errors.Is(err, tmdb.ErrNotFound))
	// Output:
	// 20 bytes
	// not there: true
}
