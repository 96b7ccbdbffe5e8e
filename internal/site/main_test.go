package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "new", "site")
	var told strings.Builder
	if err := run(out, "https://example.com/tmdb/", &told); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^\d{3} files, \d+\.\d MB, in \d+\.\d s\n$`).MatchString(told.String()) {
		t.Errorf("it tells %q, want how many files, how large and how long", told.String())
	}
	for name, want := range map[string]string{
		"index.html":                    "The Movie Database API",
		"reference/movies/details.html": `data-token="eyJ`, // the made-up one of the stand-in
		"reference/movies/details.md":   "operationId: movieDetails",
		"llms.txt":                      "(https://example.com/tmdb/reference/movies/details.md)",
		"viewer/swagger-ui-bundle.js":   "SwaggerUIBundle",
		"404.html":                      `href="/tmdb/assets/style.css"`,
	} {
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v, want %s in it", name, err, want)
		}
	}
	if err := run("", "", io.Discard); err == nil || !strings.Contains(err.Error(), "-out") {
		t.Errorf("error %v, want one about -out", err)
	}
}
