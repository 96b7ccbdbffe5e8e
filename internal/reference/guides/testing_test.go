package guides_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// titleOf is the code under test.
func titleOf(ctx context.Context, client *tmdb.Client, id int) (string, error) {
	movie, err := client.Movies.Details(ctx, id, nil)
	if errors.Is(err, tmdb.ErrNotFound) {
		return "unknown", nil
	}
	if err != nil {
		return "", err
	}
	return movie.Title, nil
}

func TestTitleOf(t *testing.T) {
	t.Parallel()
	server := tmdbtest.NewServer(t)
	client := tmdbtest.NewClient(t, server)
	for id, want := range map[int]string{550: "Fight Club", 1: "unknown"} {
		if got, err := titleOf(t.Context(), client, id); err != nil || got != want {
			t.Errorf("%d: %q, %v, want %q", id, got, err, want)
		}
	}

	// TMDB has trouble twice, then it responds.
	if err := server.Fail("movieDetails", 2, tmdbtest.BadGateway()); err != nil {
		t.Fatal(err)
	}
	if _, err := titleOf(t.Context(), client, 550); err != nil {
		t.Error(err)
	}
	// It has trouble for good.
	if err := server.Fail("movieDetails", tmdbtest.Always, tmdbtest.HTML()); err != nil {
		t.Fatal(err)
	}
	if _, err := titleOf(t.Context(), client, 550); !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("%v, want %v", err, tmdb.ErrUnavailable)
	}
	for _, request := range server.Requests() {
		t.Log(request) // GET movieDetails: 200
	}
}
