package wrapper_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

// imageExample returns a client whose images come from a server in this process, which has one.
func imageExample(path, picture string) (client *wrapper.Client, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write([]byte(picture))
	}))
	client, err := wrapper.New("token", wrapper.WithImageBaseURL(server.URL+"/t/p"))
	if err != nil {
		log.Fatal(err)
	}
	return client, server.Close
}

func ExampleImageURL() {
	movie := gen.MovieDetails{PosterPath: "/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg"}
	fmt.Println(wrapper.ImageURL(movie.PosterPath, wrapper.PosterW342))
	fmt.Println(wrapper.ImageURL(movie.PosterPath, wrapper.PosterAtLeast(400)))
	fmt.Printf("%q\n", wrapper.ImageURL(movie.BackdropPath, wrapper.BackdropW780)) // there is none
	// Output:
	// https://image.tmdb.org/t/p/w342/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg
	// https://image.tmdb.org/t/p/w500/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg
	// ""
}

func ExampleSrcSet() {
	fmt.Printf("<img srcset=%q>\n", wrapper.SrcSet("/pB8B.jpg", wrapper.PosterW185, wrapper.PosterW342))
	// Output: <img srcset="https://image.tmdb.org/t/p/w185/pB8B.jpg 185w, https://image.tmdb.org/t/p/w342/pB8B.jpg 342w">
}

func ExampleProfileAtLeast() {
	fmt.Println(wrapper.ProfileAtLeast(100), wrapper.ProfileAtLeast(300), wrapper.ProfileAtLeast(1000))
	// Output: w185 h632 original
}

func ExampleBestImage() {
	logos := []gen.Image{
		{FilePath: "/english.png", LanguageCode: "en", VoteAverage: 5.4},
		{FilePath: "/better.png", LanguageCode: "en", VoteAverage: 5.8},
		{FilePath: "/bare.png", VoteAverage: 9},
	}
	if best, ok := wrapper.BestImage(logos, "pt-BR", "en", "null"); ok {
		fmt.Println(best.FilePath)
	}
	// Output: /better.png
}

func ExampleClient_ImageSizes() {
	client, stop := exampleClient()
	defer stop()
	sizes, err := client.ImageSizes(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sizes.Posters.Sizes(), sizes.Posters.AtLeast(400))
	// Output: [w92 w154 w185 w342 w500 w780 original] w500
}

func ExampleClient_DownloadImage() {
	client, stop := imageExample("/t/p/w92/pB8B.jpg", "a very small picture")
	defer stop()
	var file bytes.Buffer // in a program: an *os.File
	n, err := client.DownloadImage(context.Background(), "/pB8B.jpg", wrapper.PosterW92, &file)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, "bytes")

	_, err = client.DownloadImage(context.Background(), "/gone.jpg", wrapper.PosterW92, &file)
	fmt.Println("not there:", errors.Is(err, wrapper.ErrNotFound))
	// Output:
	// 20 bytes
	// not there: true
}
