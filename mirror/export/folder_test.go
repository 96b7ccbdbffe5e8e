package export

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// TestUnfinished has an export end at the steps of replacing another, and the next begin there.
func TestUnfinished(t *testing.T) {
	t.Parallel()
	movies := newCopies(t, 2)
	kinds := []database.Kind{database.Movie}
	const all = 1000
	tests := []struct {
		name string
		// replaced reports whether the old manifest has moved, published whether the new one has.
		replaced, published bool
		removed, moved      int // files of the old and the new export
	}{
		{name: "written"},
		{name: "replaced", replaced: true},
		{name: "removing", replaced: true, removed: 1},
		{name: "removed", replaced: true, removed: all},
		{name: "moving", replaced: true, removed: all, moved: 3},
		{name: "moved", replaced: true, removed: all, moved: all},
		{name: "published", replaced: true, removed: all, moved: all, published: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, beside := t.TempDir(), filepath.Join(t.TempDir(), "new")
			before := export(t, dir, movies, Options{Format: JSONLines, Kinds: kinds, PartRows: 1})
			after := export(t, beside, movies, Options{Format: Parquet, Kinds: kinds, PartRows: 1})
			rename := func(from, to string) {
				t.Helper()
				to = filepath.Join(dir, to)
				if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.Rename(from, to); err != nil {
					t.Fatal(err)
				}
			}
			rename(beside, stageName)
			if test.replaced {
				rename(filepath.Join(dir, manifestName), replacedName)
			}
			for _, f := range before.Files[:min(test.removed, len(before.Files))] {
				if err := os.Remove(filepath.Join(dir, f.Name)); err != nil {
					t.Fatal(err)
				}
			}
			for _, f := range after.Files[:min(test.moved, len(after.Files))] {
				rename(filepath.Join(dir, stageName, f.Name), f.Name)
			}
			if test.published {
				rename(filepath.Join(dir, newName), manifestName)
			}
			export(t, dir, movies, Options{Format: Parquet, Kinds: kinds})
		})
	}
}
