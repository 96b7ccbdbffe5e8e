package recorded

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	t.Parallel()
	const good = `{"source":"x","method":"GET","path":"/3/movie/{movie_id}","status":200,"query":{},"date":"2026-02-20","body":{"id":550}}`
	tests := []struct {
		name  string
		files map[string]string
		want  []string
		err   string
	}{
		{name: "files in the folder", files: map[string]string{"b.json": good, "a.json": good}, want: []string{"a.json", "b.json"}},
		{name: "sources", files: map[string]string{"one/a.json": good, "two/a.json": good}, want: []string{"one/a.json", "two/a.json"}},
		{name: "index and others", files: map[string]string{"INDEX.json": `[]`, "README.md": "x", "a.json": good}, want: []string{"a.json"}},
		{name: "empty", files: map[string]string{"INDEX.json": `[]`}, err: "no recordings"},
		{name: "no recording", files: map[string]string{"a.json": `{"body":{}}`}, err: "a.json: not a recording"},
		{name: "no JSON", files: map[string]string{"a.json": `{`}, err: "a.json: unexpected end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range test.files {
				write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
			}
			recordings, err := Read(dir)
			if !matches(err, test.err) {
				t.Fatalf("err = %v, want %q", err, test.err)
			}
			var got []string
			for _, a := range recordings {
				name, err := filepath.Rel(dir, a.File)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, filepath.ToSlash(name))
			}
			if err == nil && !slices.Equal(got, test.want) {
				t.Errorf("read %q, want %q", got, test.want)
			}
		})
	}
}

func TestReadMissingFolder(t *testing.T) {
	t.Parallel()
	if _, err := Read(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("no error for a folder that does not exist")
	}
}

func TestRecent(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]bool{"": false, "2013-09-20": false, "2023-12-31": false, "2023": false, "2024": true, "2024-01-01": true, "2026-02": true} {
		if got := (Response{Date: date}).Recent(); got != want {
			t.Errorf("Recent() of %q is %t, want %t", date, got, want)
		}
	}
}

// matches reports whether err contains text, or is nil if text is empty.
func matches(err error, text string) bool {
	if err == nil || text == "" {
		return err == nil && text == ""
	}
	return strings.Contains(err.Error(), text)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
