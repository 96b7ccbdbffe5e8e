package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestStartWithoutToken(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := standin.Start(t.Context(), &out, false, run); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The 1970s\n  1977  8.2  Star Wars\n", "The 2020s\n", "  2009  7.6  Avatar\n", " movies\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}

// TestRunReadsAllPages wants each page once, and no request that TMDB does not know.
func TestRunReadsAllPages(t *testing.T) {
	t.Parallel()
	server := tmdbtest.NewServer(t)
	var out strings.Builder
	if err := run(t.Context(), &out, standin.Options(server)...); err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, request := range server.Requests() {
		pages = append(pages, request.Operation+" "+request.Query.Get("page"))
	}
	if got := strings.Join(pages, ", "); got != "discoverMovies 1, discoverMovies 2" {
		t.Errorf("requests: %s", got)
	}
}

func TestRunTellsErrors(t *testing.T) {
	t.Parallel()
	server := tmdbtest.NewServer(t)
	var out strings.Builder
	err := run(t.Context(), &out, tmdb.WithToken("eyJhbGciOiJIUzI1NiJ9.wrong.token"), tmdb.WithBaseURL(server.URL))
	if !errors.Is(err, tmdb.ErrUnauthorized) || out.Len() != 0 {
		t.Errorf("got %v and %q", err, out.String())
	}
}
