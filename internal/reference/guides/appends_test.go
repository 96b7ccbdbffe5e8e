package guides_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

func Example_appends() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	movie, err := client.Movies.Details(ctx, 550, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendVideos},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(pick.Names(pick.Directors(movie.Credits)), pick.Certification(movie.ReleaseDates, "BR", "US"))
	for _, actor := range pick.Cast(movie.Credits, 2) {
		fmt.Println(actor.Name, actor.Roles)
	}
	if trailer, ok := pick.Video(movie.Videos, gen.VideoTypeTrailer, "en"); ok {
		fmt.Println(pick.VideoURL(trailer))
	}
	// Output:
	// [David Fincher] 18
	// Edward Norton [The Narrator]
	// Brad Pitt [Tyler Durden]
	// https://www.youtube.com/watch?v=BdJKm16Co6M
}
