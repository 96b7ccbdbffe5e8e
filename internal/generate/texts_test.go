package main

import (
	"encoding/json"
	"path/filepath"
	"testing"
)

// TestTexts looks at what is written for the fixture: the descriptions, those of a parameter that says
// the same everywhere only once.
func TestTexts(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	generate(t, root)
	var got texts
	if err := json.Unmarshal([]byte(readTest(t, filepath.Join(root, "cmd/tmdb/internal/api/texts.gen.json"))), &got); err != nil {
		t.Fatal(err)
	}
	if got.Services["Search"] == "" || got.Parameters["page"] == "" {
		t.Errorf("texts are missing: %+v", got)
	}
	search := got.Operations["searchMulti"]
	if search == nil || search.Text == "" || search.Parameters["page"] != "" {
		t.Errorf("searchMulti is %+v", search)
	}
	bodies := 0
	for _, op := range got.Operations {
		bodies += len(op.Body)
	}
	if bodies == 0 {
		t.Error("no body has texts")
	}
}
