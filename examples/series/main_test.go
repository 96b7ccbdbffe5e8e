package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestStartWithoutToken(t *testing.T) {
	t.Parallel()
	for id, wants := range map[int][]string{
		1396: {"Breaking Bad (2008)", "Season 1       7 episodes  352 minutes", "Season 5      16 episodes  about ", "evenings of three hours"},
		456:  {"The Simpsons (1989)", "Season 1      13 episodes  ", "Season 30 "},
	} {
		var out strings.Builder
		if err := standin.Start(t.Context(), &out, false, of(id)); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%d: output lacks %q:\n%s", id, want, out.String())
			}
		}
	}
}

func TestStartWithoutSeries(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := standin.Start(t.Context(), &out, false, of(4)); !errors.Is(err, tmdb.ErrNotFound) {
		t.Errorf("got %v, want that there is no such series", err)
	}
}

// TestRunIsFrugal has a series with 38 seasons.
func TestRunIsFrugal(t *testing.T) {
	t.Parallel()
	server := tmdbtest.NewServer(t)
	var out strings.Builder
	if err := run(t.Context(), &out, 456, standin.Options(server)...); err != nil {
		t.Fatal(err)
	}
	if n := len(server.Requests()); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

func TestSeasonMinutes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		runtimes []int
		minutes  int
		about    string
	}{
		"none":      {nil, 0, ""},
		"all known": {[]int{58, 47}, 105, ""},
		"one not":   {[]int{58, 0}, 103, "about "},
	} {
		var season gen.TVSeasonDetails
		for _, runtime := range test.runtimes {
			season.Episodes = append(season.Episodes, gen.TVSeasonEpisode{Runtime: runtime})
		}
		if minutes, about := seasonMinutes(season, 45); minutes != test.minutes || about != test.about {
			t.Errorf("%s: %s%d minutes, want %s%d", name, about, minutes, test.about, test.minutes)
		}
	}
}
