package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadRecordings(t *testing.T) {
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
			recordings, err := readRecordings(dir)
			if !matches(err, test.err) {
				t.Fatalf("err = %v, want %q", err, test.err)
			}
			var got []string
			for _, a := range recordings {
				name, err := filepath.Rel(dir, a.file)
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

func TestReadRecordingsOfMissingFolder(t *testing.T) {
	t.Parallel()
	if _, err := readRecordings(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("no error for a folder that does not exist")
	}
}

func TestRecordedFolders(t *testing.T) {
	t.Parallel()
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(base, "module")
	for _, folder := range []string{"module/here", "shared/recorded", "elsewhere", "alone/module"} {
		if err := os.MkdirAll(filepath.Join(base, filepath.FromSlash(folder)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere, recorded := filepath.Join(base, "elsewhere"), filepath.Join(base, "shared", "recorded")
	list := func(folders ...string) string { return strings.Join(folders, string(filepath.ListSeparator)) }
	tests := []struct {
		name, root, list string
		want             []string
		err              string
	}{
		{name: "beside the module", root: root, want: []string{recorded}},
		{name: "none", root: filepath.Join(base, "alone", "module")},
		{name: "named", root: root, list: list(elsewhere, "here"), want: []string{elsewhere, filepath.Join(root, "here"), recorded}},
		{name: "named twice", root: root, list: list(recorded, "../elsewhere", "", elsewhere), want: []string{elsewhere, recorded}},
		{name: "missing", root: root, list: "nowhere", err: "nowhere"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := recordedFolders(test.root, test.list)
			if !matches(err, test.err) {
				t.Fatalf("err = %v, want %q", err, test.err)
			}
			if err == nil && !slices.Equal(got, test.want) {
				t.Errorf("folders %q, want %q", got, test.want)
			}
		})
	}
}

func TestRecent(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]bool{"": false, "2013-09-20": false, "2023-12-31": false, "2023": false, "2024": true, "2024-01-01": true, "2026-02": true} {
		if got := (recording{Date: date}).recent(); got != want {
			t.Errorf("recent() of %q is %t, want %t", date, got, want)
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
