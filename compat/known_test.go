package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadKnown(t *testing.T) {
	t.Parallel()
	known, err := readKnown("known.json")
	if err != nil {
		t.Fatal(err)
	}
	if got := known["moviedb-promise"]["episodeVideos"]; got.Status != 200 || got.Reason == "" {
		t.Errorf("episodeVideos of moviedb-promise is %+v, want the status 200 and a reason", got)
	}
	for text, want := range map[string]string{
		`{"tmdb-ts":[{"status":404,"calls":["a"]}]}`:                  "no reason",
		`{"tmdb-ts":[{"reason":"b","call":"a"}]}`:                     "unknown field",
		`{"tmdb-ts":[{"status":404,"reason":"b","calls":["a","a"]}]}`: "a comes twice",
		`{"tmdb":[]}`: `client "tmdb"`,
		`[]`:          "known.json",
	} {
		file := filepath.Join(t.TempDir(), "known.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readKnown(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", text, err, want)
		}
	}
}
