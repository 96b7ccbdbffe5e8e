package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "new", "site")
	if err := run(out, "https://example.com/tmdb/", ""); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"index.html":                    "The Movie Database API",
		"reference/movies/details.html": `data-token="eyJ`, // the made-up one of the stand-in
		"reference/movies/details.md":   "operationId: movieDetails",
		"llms.txt":                      "(https://example.com/tmdb/reference/movies/details.md)",
		"404.html":                      `href="/tmdb/assets/style.css"`,
	} {
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v, want %s in it", name, err, want)
		}
	}
	for name, err := range map[string]error{"-out": run("", "", ""), "swagger-ui-bundle.js": run(out, "", t.TempDir())} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one about %s", err, name)
		}
	}
}
