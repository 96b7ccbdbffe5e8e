package main

import (
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/wrapper"
)

func TestRunAgainstDemoServer(t *testing.T) {
	t.Parallel()
	server := newDemoServer()
	defer server.Close()

	var out strings.Builder
	if err := run(t.Context(), &out, "demo", wrapper.WithBaseURL(server.URL)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Fight Club (1999), 139 minutes",
		"Directed by David Fincher",
		"Edward Norton as The Narrator",
		"For rent in the US: Amazon Video,",
		"series  Arrow (2012)",
		"movie   Arrow (",
		"person  Zorya Arrow, ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}
