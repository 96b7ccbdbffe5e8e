// Calls tmdb-server by the client that oapi-codegen writes, and prints a line of JSON for each call.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/tmdb-go/tmdb/api"
)

func main() {
	client, err := api.NewClientWithResponses(os.Getenv("TMDB_BASE_URL"), api.WithRequestEditorFn(
		func(_ context.Context, r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+os.Getenv("TMDB_ACCESS_TOKEN"))
			return nil
		}))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctx := context.Background()

	report("movieDetails", func() error {
		response, err := client.MovieDetailsWithResponse(ctx, 550, nil)
		if err != nil {
			return err
		}
		if movie := response.JSON200; movie == nil || movie.Title == nil || *movie.Title != "Fight Club" {
			return fmt.Errorf("got %s, want Fight Club", response.Body)
		}
		return nil
	})

	report("searchMulti", func() error {
		response, err := client.SearchMultiWithResponse(ctx, &api.SearchMultiParams{Query: "the"})
		if err != nil {
			return err
		}
		if response.JSON200 == nil {
			return fmt.Errorf("got %s, want a page", response.Body)
		}
		kinds := map[string]int{}
		for _, row := range response.JSON200.Results {
			value, err := row.ValueByDiscriminator()
			if err != nil {
				return err
			}
			kinds[fmt.Sprintf("%T", value)]++
		}
		if len(kinds) < 2 {
			return fmt.Errorf("rows are %v, want several kinds", kinds)
		}
		return nil
	})

	report("changedMovies", func() error {
		response, err := client.ChangedMoviesWithResponse(ctx, nil)
		if err != nil {
			return err
		}
		if response.JSON200 == nil {
			return fmt.Errorf("got %s, want a page", response.Body)
		}
		return nil
	})

	report("deleteSession", func() error {
		session := os.Getenv("TMDB_SESSION_ID")
		response, err := client.DeleteSessionWithResponse(ctx, api.DeleteSessionBody{SessionId: &session})
		if err != nil {
			return err
		}
		if deleted := response.JSON200; deleted == nil || deleted.Success == nil || !*deleted.Success {
			return fmt.Errorf("got %s, want success", response.Body)
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
