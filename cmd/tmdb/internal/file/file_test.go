package file

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]struct{ file, folder os.FileMode }{"private": {0o600, 0o700}, "for all": {0o644, 0o755}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			top := t.TempDir()
			path := filepath.Join(top, "a", "b", "file")
			for _, text := range []string{"long before", "after"} {
				if err := Write(path, []byte(text), mode.file); err != nil {
					t.Fatal(err)
				}
				if got, err := os.ReadFile(path); string(got) != text || err != nil {
					t.Errorf("the file has %q, %v, want %q", got, err, text)
				}
			}
			if runtime.GOOS == "windows" {
				return
			}
			for at, want := range map[string]os.FileMode{path: mode.file, filepath.Join(top, "a"): mode.folder} {
				if info, err := os.Stat(at); err != nil || info.Mode().Perm() != want {
					t.Errorf("the mode of %s is %v, want %v (%v)", at, info.Mode(), want, err)
				}
			}
			alone(t, path)
		})
	}
}

// alone fails if anything stands beside a file.
func alone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("the folder has %v, want %s alone (%v)", entries, path, err)
	}
}

func TestCreateThatFails(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	if err := Write(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	err := Create(path, 0o600, func(f *os.File) error {
		_, err := f.WriteString("half")
		return errors.Join(err, failed)
	})
	if !errors.Is(err, failed) {
		t.Errorf("the error is %v, want %v", err, failed)
	}
	if got, err := os.ReadFile(path); string(got) != "before" || err != nil {
		t.Errorf("the file has %q, %v, want what it had before", got, err)
	}
	alone(t, path)
}

func TestWriteWhereNoFileCanBe(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := Write(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"below a file": filepath.Join(file, "x"), "a folder": folder} {
		if err := Write(path, []byte("x"), 0o600); err == nil {
			t.Errorf("%s: there is no error", name)
		}
	}
	alone(t, file)
}

func TestWriteThroughLink(t *testing.T) {
	t.Parallel()
	target, link := filepath.Join(t.TempDir(), "target"), filepath.Join(t.TempDir(), "link")
	if err := Write(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("there are no links here:", err)
	}
	if err := Write(link, []byte("after"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(target); string(got) != "after" || err != nil {
		t.Errorf("the target has %q, %v, want what was written", got, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info.Mode(), err)
	}
}
