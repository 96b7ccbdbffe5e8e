package diskcache

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// What was kept is there after a restart, in the order of use as the files have it, and no more
// than the bound allows.
func TestReopen(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, test := range map[string]struct {
		maxBytes int64
		want     string
		then     string // with one more
	}{
		"as it was":        {5 * block, "0 1 2 3 4", "0 1 2 4 5"},
		"more room":        {6 * block, "0 1 2 3 4", "0 1 2 3 4 5"},
		"less room":        {3 * block, "0 2 4", "2 4 5"},
		"not quite enough": {3*block - 1, "2 4", "2 5"},
		"none":             {1, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			c := open(t, dir, 5*block)
			for i, used := range []time.Duration{-time.Hour, -3 * time.Hour, 100 * time.Hour, -4 * time.Hour, -2 * time.Minute} {
				set(t, c, keyOf(i), valueOf(keyOf(i), 1, 100))
				if err := os.Chtimes(pathOf(t, dir, keyOf(i)), now, now.Add(used)); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			c = open(t, dir, test.maxBytes)
			if bytes, names := spent(t, dir); bytes > test.maxBytes || bytes != c.Stats().Bytes {
				t.Errorf("%d bytes in %s, %+v", bytes, names, c.Stats())
			}
			if got := known(c); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			set(t, c, keyOf(5), nil)
			if got := keys(t, c, 6); got != test.then {
				t.Errorf("then: got %s, want %s", got, test.then)
			}
		})
	}
}

// known returns which of the numbers that are a digit are kept, and uses none.
func known(c *Cache) string {
	var found []string
	for k := range c.index.entries {
		found = append(found, string('0'+k[0]))
	}
	slices.Sort(found)
	return strings.Join(found, " ")
}

// What is unfinished goes, and what is not ours stays: it is neither read, nor counted, nor
// followed.
func TestForeign(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	name := keyOf(1)[folderDigits:]
	put(t, filepath.Join(outside, "secret"), []byte("secret"))
	unfinished := []string{"01/" + name + ".7.tmp", "ff/" + name + ".18446744073709551615.tmp"}
	foreign := []string{"README", "01/README", "01/" + name + "0", "01/" + strings.ToUpper(keyOf(0xab)[folderDigits:]) + ".old",
		"01/x.1.tmp", "01/" + name + ".bak", "012/" + name, "sub/01/" + name, "02/" + name + "/file"}
	for _, path := range slices.Concat(unfinished, foreign) {
		put(t, filepath.Join(dir, path), []byte("foreign"))
	}
	links := []string{"03/" + keyOf(3)[folderDigits:], "link", "04/" + keyOf(4)[folderDigits:] + ".1.tmp"}
	for _, path := range links {
		link := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(link), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(outside, "secret"), link); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	c := open(t, dir, 1<<20)
	if got := c.Stats(); got != (Stats{}) {
		t.Errorf("%+v", got)
	}
	for _, path := range unfinished {
		if _, err := os.Lstat(filepath.Join(dir, path)); err == nil {
			t.Errorf("%s is there still", path)
		}
	}
	for _, path := range slices.Concat(foreign, links) {
		if _, err := os.Lstat(filepath.Join(dir, path)); err != nil {
			t.Error(err)
		}
	}
	if v := get(t, c, keyOf(3)); v != nil {
		t.Errorf("followed: %q", v)
	}
	set(t, c, keyOf(3), []byte("value")) // in place of the link
	if data, err := os.ReadFile(filepath.Join(outside, "secret")); err != nil || string(data) != "secret" {
		t.Errorf("followed: %q, %v", data, err)
	}
	if got := string(get(t, c, keyOf(3))); got != "value" {
		t.Errorf("in place of a link: %q", got)
	}
}

func TestOpenErrors(t *testing.T) {
	t.Parallel()
	outside := t.TempDir()
	link := func(name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
				t.Skip("no links here: ", err)
			}
		}
	}
	for name, test := range map[string]struct {
		prepare  func(t *testing.T, dir string)
		maxBytes int64
		want     string
	}{
		"no bound":    {func(*testing.T, string) {}, 0, "the cache has 0 bytes: want a positive number, such as 1 GiB"},
		"below none":  {func(*testing.T, string) {}, -1, "the cache has -1 bytes: want a positive number, such as 1 GiB"},
		"in use":      {func(t *testing.T, dir string) { open(t, dir, 1) }, 1, "the cache in DIR is used by another process: stop that, or name another folder"},
		"lock a link": {link("lock"), 1, "DIR/lock is not a file: remove it, or name another folder for the cache"},
		"a link":      {link("1f"), 1, "the cache in DIR cannot be opened: DIR/1f is not a folder: remove it, or name another folder for the cache"},
		"a file": {
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, "1f"), nil) }, 1,
			"the cache in DIR cannot be opened: DIR/1f is not a folder: remove it, or name another folder for the cache",
		},
		"no folder": {
			func(t *testing.T, dir string) {
				if err := os.Remove(dir); err != nil {
					t.Fatal(err)
				}
				put(t, dir, nil)
			}, 1,
			"the folder of the cache cannot be made: mkdir DIR: ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			test.prepare(t, dir)
			c, err := Open(dir, test.maxBytes)
			if err == nil {
				_ = c.Close()
				t.Fatal("no error")
			}
			if got := filepath.ToSlash(strings.ReplaceAll(err.Error(), dir, "DIR")); !strings.HasPrefix(got, test.want) {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A cache that failed to open, or that is closed, holds on to nothing.
func TestClose(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "1f"), nil)
	if _, err := Open(dir, 1); err == nil {
		t.Fatal("no error")
	}
	if err := os.Remove(filepath.Join(dir, "1f")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		c := open(t, dir, 1<<20)
		set(t, c, keyOf(1), nil)
		for range 2 {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		}
		_, err := c.Get(t.Context(), keyOf(1))
		for _, err := range []error{err, c.Set(t.Context(), keyOf(1), nil), c.Delete(t.Context(), keyOf(1))} {
			if err == nil || err.Error() != "the cache in "+dir+" is closed" {
				t.Error(err)
			}
		}
	}
}

// What is kept is its owner's alone.
func TestModes(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "above", "cache")
	c := open(t, dir, 1<<20)
	set(t, c, keyOf(1), nil)
	err := filepath.WalkDir(filepath.Dir(dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = fs.ModeDir | 0o700
		}
		if info.Mode() != want {
			t.Errorf("%s is %v, want %v", path, info.Mode(), want)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
