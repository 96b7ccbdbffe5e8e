package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fixture is a small spec with one of everything.
const fixture = "testdata/spec"

// moduleRoot is where the real spec is.
const moduleRoot = "../.."

// copySpec copies the fixture, with the configuration of oapi-codegen, into a folder of the test.
func copySpec(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	names := []string{rootFile}
	matches, err := filepath.Glob(filepath.Join(fixture, "api", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range matches {
		if name := filepath.Base(match); !strings.HasSuffix(name, ".gen.yaml") {
			names = append(names, filepath.Join("api", name))
		}
	}
	for _, name := range names {
		writeTest(t, filepath.Join(root, name), readTest(t, filepath.Join(fixture, name)))
	}
	writeTest(t, filepath.Join(root, "oapi-codegen.yaml"), readTest(t, filepath.Join(moduleRoot, "oapi-codegen.yaml")))
	return root
}

func readTest(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeTest(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit replaces the first old in a file and fails the test if there is none.
func edit(t *testing.T, name, old, with string) {
	t.Helper()
	text := readTest(t, name)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	writeTest(t, name, strings.Replace(text, old, with, 1))
}

// stamps gives every file below root an old modification time and returns a function that names the
// files written since.
func stamps(t *testing.T, root string) func() []string {
	t.Helper()
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	each := func(do func(name string, info fs.FileInfo)) {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				do(name, info)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	each(func(name string, _ fs.FileInfo) {
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	})
	return func() []string {
		var written []string
		each(func(name string, info fs.FileInfo) {
			if !info.ModTime().Equal(old) {
				written = append(written, name)
			}
		})
		return written
	}
}
