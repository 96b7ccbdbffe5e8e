package main

import (
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
)

func TestStartWithoutToken(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := standin.Start(t.Context(), &out, false, run); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"TMDB_ACCESS_TOKEN is not set",
		"Fight Club (1999), 139 minutes",
		"Directed by David Fincher",
		"Edward Norton as The Narrator",
		"For rent in the US: Amazon Video,",
		"movie   Star Wars (1977)",
		"series  Star Trek (1966)",
		"person  Martin Starr, Acting",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}
