package guides_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// openPage shows the user the page that asks whether the program may.
var openPage = signin.OpenBrowser

func Example_users() {
	client, err := tmdb.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	session, err := signin.V3(ctx, client, signin.Options{Open: openPage})
	if errors.Is(err, signin.ErrDenied) {
		log.Fatal("Then not.")
	} else if err != nil {
		log.Fatal(err)
	}
	fmt.Println(session) // shows no id

	u, err := user.V3(client, session.SessionID)
	if err != nil {
		log.Fatal(err)
	}
	if err := errors.Join(
		u.Rate(ctx, user.Movie(105), 8.5),
		u.Rate(ctx, user.Episode(1399, 8, 3), 4),
		u.AddToWatchlist(ctx, user.Series(1399)),
	); err != nil {
		log.Fatal(err)
	}
	for movie, err := range u.RatedMovies(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.Rating, movie.Title)
	}
	if err := signin.Out(ctx, client, session.SessionID); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {[redacted] true}
	// 9 Fight Club
	// 9.5 The Matrix
	// 8.5 Back to the Future
}
