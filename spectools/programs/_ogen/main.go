// Calls tmdb-server by the client that ogen writes, and prints a line of JSON for each call.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/ogen-go/ogen/ogenerrors"

	"github.com/tmdb-go/tmdb/spectools/api"
)

// application is the credential of the application, as the token. The calls need none of the others.
type application struct{ token string }

func (a application) BearerAuth(context.Context, api.OperationName) (api.BearerAuth, error) {
	return api.BearerAuth{Token: a.token}, nil
}

func (application) ApiKey(context.Context, api.OperationName) (api.ApiKey, error) {
	return api.ApiKey{}, ogenerrors.ErrSkipClientSecurity
}

func (application) UserToken(context.Context, api.OperationName) (api.UserToken, error) {
	return api.UserToken{}, ogenerrors.ErrSkipClientSecurity
}

func (application) UserSession(context.Context, api.OperationName) (api.UserSession, error) {
	return api.UserSession{}, ogenerrors.ErrSkipClientSecurity
}

func (application) Guest(context.Context, api.OperationName) (api.Guest, error) {
	return api.Guest{}, ogenerrors.ErrSkipClientSecurity
}

func main() {
	client, err := api.NewClient(os.Getenv("TMDB_BASE_URL"), application{os.Getenv("TMDB_ACCESS_TOKEN")})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctx := context.Background()

	report("movieDetails", func() error {
		response, err := client.MovieDetails(ctx, api.MovieDetailsParams{MovieID: 550})
		if err != nil {
			return err
		}
		movie, ok := response.(*api.MovieDetailsHeaders)
		if !ok || movie.Response.Title.Value != "Fight Club" {
			return fmt.Errorf("got %+v, want Fight Club", response)
		}
		return nil
	})

	report("searchMulti", func() error {
		response, err := client.SearchMulti(ctx, api.SearchMultiParams{Query: "the"})
		if err != nil {
			return err
		}
		page, ok := response.(*api.MediaPageHeaders)
		if !ok {
			return fmt.Errorf("got %+v, want a page", response)
		}
		var kinds []api.MediaItemType
		for _, row := range page.Response.Results {
			kinds = append(kinds, row.Type)
		}
		for _, kind := range []api.MediaItemType{api.MovieItemMediaItem, api.TVSeriesItemMediaItem} {
			if !slices.Contains(kinds, kind) {
				return fmt.Errorf("rows are of %q, want a %s among them", kinds, kind)
			}
		}
		return nil
	})

	report("changedMovies", func() error {
		response, err := client.ChangedMovies(ctx, api.ChangedMoviesParams{})
		if err != nil {
			return err
		}
		page, ok := response.(*api.ChangedIDPageHeaders)
		if !ok || page.Response.Page != 1 {
			return fmt.Errorf("got %+v, want page 1", response)
		}
		return nil
	})

	report("deleteSession", func() error {
		session := api.NewOptString(os.Getenv("TMDB_SESSION_ID"))
		response, err := client.DeleteSession(ctx, &api.DeleteSessionBody{SessionID: session})
		if err != nil {
			return err
		}
		deleted, ok := response.(*api.DeletedSessionHeaders)
		if !ok || !deleted.Response.Success.Value {
			return fmt.Errorf("got %+v, want success", response)
		}
		return nil
	})
}

func report(operation string, call func() error) {
	failure := ""
	if err := call(); err != nil {
		failure = err.Error()
	}
	json.NewEncoder(os.Stdout).Encode(map[string]string{"operation": operation, "failure": failure})
}
