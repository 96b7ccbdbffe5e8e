package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleAccountService_WatchlistMovies() {
	client, stop := exampleUser() // with tmdb.Session
	defer stop()
	ctx := context.Background()

	account, err := client.Account.Details(ctx, nil)
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.Account.AddToWatchlist(ctx, account.ID, nil, gen.WatchlistBody{MediaType: gen.FavoriteMediaTypeMovie, MediaID: 550, Watchlist: true})
	if err != nil {
		log.Fatal(err)
	}
	for movie, err := range client.Account.WatchlistMoviesIter(ctx, account.ID, nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.Title)
	}
	// Output:
	// Avatar: Fire and Ash
	// Marty Supreme
	// Fight Club
}

func ExampleAuthenticationService_ValidateKey() {
	client, stop := exampleClient()
	defer stop()
	_, err := client.Authentication.ValidateKey(context.Background())
	switch {
	case errors.Is(err, tmdb.ErrUnauthorized):
		fmt.Println("TMDB does not know the token.")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("The token is good.")
	}
	// Output: The token is good.
}

func ExampleGuestSessionsService_RatedMovies() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()

	guest, err := client.Authentication.CreateGuestSession(ctx)
	if err != nil {
		log.Fatal(err)
	}
	id := guest.GuestSessionID
	_, err = client.Movies.AddRating(ctx, 550, &gen.AddMovieRatingParams{GuestSessionID: &id}, gen.RatingBody{Value: 9})
	if err != nil {
		log.Fatal(err)
	}
	page, err := client.GuestSessions.RatedMovies(ctx, id, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range page.Results {
		fmt.Println(movie.Title, movie.Rating)
	}
	// Output: Fight Club 9
}

func ExampleListsService_Create() {
	client, stop := exampleUser() // with tmdb.Session
	defer stop()
	ctx := context.Background()

	list, err := client.Lists.Create(ctx, nil, gen.ListBody{Name: "Soap", Language: new("en")})
	if err != nil {
		log.Fatal(err)
	}
	id, _ := list.ListID.Int()
	if _, err := client.Lists.AddItem(ctx, id, nil, gen.ListItemBody{MediaID: 550}); err != nil {
		log.Fatal(err)
	}
	details, err := client.Lists.Details(ctx, id, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(details.Name, details.ItemCount)
	// Output: Soap 1
}

// For one call on a user's machine, see package signin.
func ExampleV4AuthService_CreateRequestToken() {
	client, stop := exampleClient()
	defer stop()
	token, err := client.V4Auth.CreateRequestToken(context.Background(), gen.RequestTokenV4Body{
		RedirectTo: new("https://moviebot.example/approved"),
	})
	if err != nil {
		log.Fatal(err)
	}
	// Package signin has the address at which the user says yes or no.
	fmt.Println(token.Success, token.RequestToken != "")
	// Output: true true
}

func ExampleV4AccountService_RatedMovies() {
	client, accountID, stop := exampleUserV4() // with tmdb.WithToken
	defer stop()
	page, err := client.V4Account.RatedMovies(context.Background(), accountID, &gen.AccountRatedMoviesV4Params{})
	if err != nil {
		log.Fatal(err)
	}
	for _, movie := range page.Results {
		fmt.Println(movie.Title, movie.AccountRating.Value)
	}
	// Output:
	// Fight Club 9
	// The Matrix 9.5
}

func ExampleV4ListsService_AddItems() {
	client, _, stop := exampleUserV4() // with tmdb.WithToken
	defer stop()
	ctx := context.Background()

	list, err := client.V4Lists.Create(ctx, gen.ListV4Body{Name: "Albuquerque", LanguageCode: "en"})
	if err != nil {
		log.Fatal(err)
	}
	added, err := client.V4Lists.AddItems(ctx, list.ID, gen.ListItemsV4Body{Items: []gen.ListEntryV4{
		{MediaType: gen.FavoriteMediaTypeTV, MediaID: 1396},
		{MediaType: gen.FavoriteMediaTypeTV, MediaID: 60059},
		{MediaType: gen.FavoriteMediaTypeTV, MediaID: 1396},
	}})
	if err != nil {
		log.Fatal(err)
	}
	for _, result := range added.Results { // each entry succeeds or fails on its own
		fmt.Println(result.MediaType, result.MediaID, result.Success)
		if !result.Success {
			fmt.Println(result.Error)
		}
	}
	// Output:
	// tv 1396 true
	// tv 60059 true
	// tv 1396 false
	// Media has already been taken
}
