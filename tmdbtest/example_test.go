package tmdbtest_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// In a test, NewServer(t) is shorter and needs neither the error nor Close.
func Example() {
	srv, err := tmdbtest.New(tmdbtest.WithUser(tmdbtest.User{Username: "eve"}))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer srv.Close()
	session, err := srv.Session("eve")
	if err != nil {
		fmt.Println(err)
		return
	}
	client, err := tmdb.New(srv.Token, tmdb.WithBaseURL(srv.URL), tmdb.WithDefaults(tmdb.Session(session)))
	if err != nil {
		fmt.Println(err)
		return
	}

	ctx := context.Background()
	if _, err := client.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8.5}); err != nil {
		fmt.Println(err)
		return
	}
	rated, err := client.Account.RatedMovies(ctx, 0, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range rated.Results {
		fmt.Println(m.Title, m.Rating)
	}
	// Output: Fight Club 8.5
}

func ExampleServer_Fail() {
	srv, err := tmdbtest.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer srv.Close()
	if err := srv.Fail("movieDetails", tmdbtest.Always, tmdbtest.BadGateway()); err != nil {
		fmt.Println(err)
		return
	}
	client, err := tmdb.New(srv.Token, tmdb.WithBaseURL(srv.URL), tmdb.WithRetry(nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = client.Movies.Details(context.Background(), 550, nil)
	fmt.Println(errors.Is(err, tmdb.ErrUnavailable))
	fmt.Println(srv.Requests()[0])
	// Output:
	// true
	// GET movieDetails: 502
}
