package extract

import (
	"bytes"
	"os"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/operations"
)

func TestFilesAreCurrent(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]func([]byte) ([]byte, error){
		"operations.gen.json": File,
		"required.gen.json":   RequiredFile,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := file(api.Spec)
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile("../" + name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Error("the file is not what the spec says: run go generate ./...")
			}
		})
	}
}

func TestAll(t *testing.T) {
	t.Parallel()
	if n := len(operations.All()); n != 173 {
		t.Errorf("%d operations, want 173", n)
	}
	for _, op := range operations.All() {
		if op.ID == "" || op.Tag == "" || op.Summary == "" {
			t.Errorf("%s %s: id %q, tag %q, summary %q: want all three", op.Method, op.Path, op.ID, op.Tag, op.Summary)
		}
	}
}
