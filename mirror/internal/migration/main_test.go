package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// committed is the folder of the migrations.
const committed = "../../database/migrations"

// copyMigrations returns a folder with the migrations, without the lines that have one of the texts.
func copyMigrations(t *testing.T, without ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(committed)); err != nil {
		t.Fatal(err)
	}
	for _, file := range filesIn(t, dir) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(line string) bool {
			return slices.ContainsFunc(without, func(s string) bool { return strings.Contains(line, s) })
		})
		if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has the files %v, %v", dir, files, err)
	}
	return files
}

// Each column of the types is in a migration: go generate writes the one that is missing.
func TestNothingMissing(t *testing.T) {
	t.Parallel()
	dir := copyMigrations(t)
	if err := run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if got, want := len(filesIn(t, dir)), len(filesIn(t, committed)); got != want {
		t.Errorf("there are %d migrations, but %d are needed: run go generate ./... in mirror", want, got)
	}
}

func TestColumnsMissing(t *testing.T) {
	t.Parallel()
	dir := copyMigrations(t, `"tagline"`, `"is_primary"`)
	files := len(filesIn(t, dir))
	for range 2 { // the second time nothing is missing
		if err := run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		if n := len(filesIn(t, dir)); n != files+2 {
			t.Fatalf("there are %d migrations: want %d", n, files+2)
		}
	}
	for name, types := range map[string][2]string{"sqlite": {"TEXT", "INTEGER"}, "postgres": {"text", "boolean"}} {
		written, err := filepath.Glob(filepath.Join(dir, name, "*_tables.sql"))
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(written[len(written)-1])
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			`ALTER TABLE movies ADD COLUMN "tagline" ` + types[0] + ";\n",
			`ALTER TABLE series ADD COLUMN "tagline" ` + types[0] + ";\n",
			`ALTER TABLE texts ADD COLUMN "tagline" ` + types[0] + ";\n",
			`ALTER TABLE texts ADD COLUMN "is_primary" ` + types[1] + ";\n",
		} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s\nhas not\n%s", text, want)
			}
		}
	}
}
