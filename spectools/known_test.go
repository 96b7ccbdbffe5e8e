package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadKnown(t *testing.T) {
	t.Parallel()
	if _, err := readKnown("known.json"); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{
		`{"redocly":[{"where":"#","text":"a"}]}`:                             "want where, text and reason",
		`{"redocly":[{"where":"#","text":"a","reason":"b","status":"404"}]}`: "unknown field",
		`{"redocly":[{"where":"#","text":"a","reason":"b","openapi":"3"}]}`:  `openapi is "3": want 3.0, 3.1 or none`,
		`{"redokly":[]}`: `no tool "redokly"`,
		`[]`:             "known.json",
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
