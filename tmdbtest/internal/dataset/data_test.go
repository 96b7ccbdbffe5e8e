package dataset_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
)

// TestData holds each response in the shipped data to the spec, with all that is appended to it.
func TestData(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(data.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".json" || name == "users.json" || name == "lists.json" {
			return err
		}
		text, err := fs.ReadFile(data.FS, name)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(string(text), "[") {
			text = []byte("[" + string(text) + "]")
		}
		var recordings []struct {
			Path string
			Body json.RawMessage
		}
		if err := json.Unmarshal(text, &recordings); err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		for _, r := range recordings {
			op, _, _ := spec.Match(http.MethodGet, r.Path)
			if op == nil {
				t.Errorf("%s: %s is no path of the spec", name, r.Path)
				continue
			}
			for _, wrong := range doc.Operation(op.ID).CheckResponse(http.StatusOK, r.Body) {
				t.Errorf("%s: %s: %s", name, r.Path, wrong)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
