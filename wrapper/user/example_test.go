package user_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// Somebody has seen a movie and an episode, and wants to see a series.
func Example() {
	client, server, stop := exampleClient()
	defer stop()
	sessionID, err := server.Session("ada") // in a program: the SessionID that signin.V3 returned
	if err != nil {
		log.Fatal(err)
	}
	u, err := user.V3(client, sessionID)
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	if err := errors.Join(
		u.Rate(ctx, user.Movie(105), 8.5),
		u.Rate(ctx, user.Episode(1399, 8, 3), 4),
		u.AddToFavorites(ctx, user.Movie(105)),
		u.AddToWatchlist(ctx, user.Series(1399)),
	); err != nil {
		log.Fatal(err)
	}
	states, err := u.States(ctx, user.Movie(105))
	if err != nil {
		log.Fatal(err)
	}
	rating, _ := states.Rated.Value()
	fmt.Println("rated", rating, "favorite", *states.Favorite)
	for series, err := range u.WatchlistSeries(ctx, tmdb.Query("sort_by", "created_at.desc")) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("next:", series.Name)
		break
	}
	// Output:
	// rated 8.5 favorite true
	// next: Game of Thrones
}

func ExampleV4() {
	client, server, stop := exampleClient()
	defer stop()
	accessToken, accountID, err := server.AccessToken("ada") // in a program: of what signin.V4 returned
	if err != nil {
		log.Fatal(err)
	}
	u, err := user.V4(client, accessToken, accountID)
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	for list, err := range u.Lists(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		if list.Name != "Both screens" {
			continue
		}
		err := u.AddToList(ctx, list.ID, user.Movie(105), user.Series(1437), user.Movie(999999999))
		if refused, ok := errors.AsType[*user.RefusedError](err); ok {
			fmt.Println("refused:", refused.Items[0].Item)
		} else if err != nil {
			log.Fatal(err)
		}
	}
	// Output: refused: movie 999999999
}

func ExampleGuest() {
	client, _, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	session, err := client.Authentication.CreateGuestSession(ctx) // or signin.Guest
	if err != nil {
		log.Fatal(err)
	}
	u, err := user.Guest(client, session.GuestSessionID)
	if err != nil {
		log.Fatal(err)
	}
	if err := u.Rate(ctx, user.Movie(550), 9); err != nil {
		log.Fatal(err)
	}
	for movie, err := range u.RatedMovies(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.Title, movie.Rating)
	}
	fmt.Println(u.AddToWatchlist(ctx, user.Movie(603)))
	// Output:
	// Fight Club 9
	// tmdb: a guest has no watchlists: want a user, by user.V3 or V4
}

// exampleClient returns a client of a TMDB in this process. A program makes its own with
// tmdb.New(token).
func exampleClient() (client *tmdb.Client, server *tmdbtest.Server, stop func()) {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		log.Fatal(err)
	}
	client, err = tmdb.New(server.Token, tmdb.WithBaseURL(testkit.FrontOfExample(server.URL, server.Token)))
	if err != nil {
		log.Fatal(err)
	}
	return client, server, server.Close
}
