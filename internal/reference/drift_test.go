package reference

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
)

// TestDrift: a page tells what TMDB's own file says otherwise, and what it never says once.
func TestDrift(t *testing.T) {
	t.Parallel()
	files := load(t)
	for _, want := range []string{
		"Averages have fractions. <small>1</small>", "<code>response.vote_average</code> type: integer there, number here (2 of 3 responses)",
		"TMDB&#39;s file knows no null. <small>2</small>",
	} {
		if !bytes.Contains(files["reference/movies/details.html"], []byte(want)) {
			t.Errorf("the page has no %s", want)
		}
	}
	if bytes.Contains(files["reference/movies/details.html"], []byte("response.homepage</code> null")) {
		t.Error("the page tells by field what TMDB's file never says")
	}
	if bytes.Contains(files["reference/movies/credits.html"], []byte(`id="tmdb"`)) {
		t.Error("a page without differences has a section for them")
	}
	if page := files["reference/differences.html"]; !bytes.Contains(page, []byte("in 3 places")) || !bytes.Contains(page, []byte("movies/details#tmdb")) {
		t.Errorf("the page of differences lacks something:\n%s", page)
	}
	if _, err := New(api.Spec, Config{Drift: []byte("{")}); err == nil || !strings.Contains(err.Error(), "TMDB's own file") {
		t.Errorf("error %v for no JSON", err)
	}
}
