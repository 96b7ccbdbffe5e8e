package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

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

// matches reports whether err contains text, or is nil if text is empty.
func matches(err error, text string) bool {
	if err == nil || text == "" {
		return err == nil && text == ""
	}
	return strings.Contains(err.Error(), text)
}
