package diskcache

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFullDisk: on a disk that has less room than the cache may take, new entries take the place of old ones,
// but not one of many.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := open(t, dir, 100*block)
	c.disk = func() error {
		if c.Stats().Bytes > 20*block {
			return syscall.ENOSPC
		}
		return nil
	}
	for i := range 30 {
		set(t, c, keyOf(i), valueOf(keyOf(i), 1, 100))
	}
	want := "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29"
	if got := keys(t, c, 40); got != want {
		t.Errorf("there are %s", got)
	}
	if err := c.Set(t.Context(), keyOf(31), make([]byte, 5*block)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the error of a large one is %v", err)
	}
	if got := keys(t, c, 40); got != want {
		t.Errorf("after a large one there are %s", got)
	}
	if bytes, names := spent(t, dir); bytes != 20*block || len(names) != 20 || c.Stats() != (Stats{Entries: 20, Bytes: bytes, Evictions: 10}) {
		t.Errorf("%d bytes in %s, and %+v", bytes, names, c.Stats())
	}
	c.disk = func() error { return syscall.ENOSPC }
	if err := c.Set(t.Context(), keyOf(32), nil); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the error of a disk that is full all the same is %v", err)
	}
}

func TestCache(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := open(t, dir, 3*block)
	for i := range 3 {
		set(t, c, keyOf(i), valueOf(keyOf(i), 1, 100))
	}
	if !whole(keyOf(0), get(t, c, keyOf(0))) { // now 1 is the one asked for the longest ago
		t.Error("0 is not there")
	}
	set(t, c, keyOf(3), nil)
	if v := get(t, c, keyOf(3)); v == nil || len(v) != 0 {
		t.Errorf("empty: %v", v)
	}
	if got := keys(t, c, 5); got != "0 2 3" {
		t.Errorf("one too many: %s", got)
	}
	if got, want := c.Stats(), (Stats{Entries: 3, Bytes: 3 * block, Evictions: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for range 2 {
		if err := c.Delete(t.Context(), keyOf(0)); err != nil {
			t.Error(err)
		}
	}
	set(t, c, keyOf(2), []byte("other"))
	if got := string(get(t, c, keyOf(2))); got != "other" {
		t.Errorf("replaced: %q", got)
	}
	if got := c.Stats().Bytes; got != 2*block {
		t.Errorf("%d bytes, want %d", got, 2*block)
	}

	// What is too large drives out only what it replaces.
	set(t, c, keyOf(2), make([]byte, 3*block-headSize+1))
	if got := keys(t, c, 5); got != "3" {
		t.Errorf("too large: %s", got)
	}
	set(t, c, keyOf(2), make([]byte, 3*block-headSize))
	if got := keys(t, c, 5); got != "2" {
		t.Errorf("just fits: %s", got)
	}
	if bytes, names := spent(t, dir); bytes != 3*block || len(names) != 1 {
		t.Errorf("%d bytes in %s", bytes, names)
	}
}

func TestBadKeys(t *testing.T) {
	t.Parallel()
	c := open(t, t.TempDir(), 1<<20)
	for name, k := range map[string]string{
		"empty":        "",
		"short":        keyOf(1)[1:],
		"long":         keyOf(1) + "0",
		"no digit":     strings.Repeat("g", 64),
		"capitals":     strings.Repeat("A", 64),
		"a path":       "../" + keyOf(1)[3:],
		"not of ASCII": strings.Repeat("é", 32),
	} {
		_, got := c.Get(t.Context(), k)
		for _, err := range []error{got, c.Set(t.Context(), k, nil), c.Delete(t.Context(), k)} {
			if err == nil || err.Error() != "the key of the cache is not one: want 64 hexadecimal digits in lower case" {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if got := c.Stats(); got != (Stats{}) {
		t.Errorf("%+v", got)
	}
}

// Whatever is done to a file, nothing comes back but what was kept.
func TestAltered(t *testing.T) {
	t.Parallel()
	k, other := keyOf(1), keyOf(2)
	value := valueOf(k, 1, 5000)
	for name, alter := range map[string]func(t *testing.T, dir, path string, data []byte){
		"cut":        func(t *testing.T, _, path string, data []byte) { put(t, path, data[:len(data)-1]) },
		"cut head":   func(t *testing.T, _, path string, data []byte) { put(t, path, data[:headSize-1]) },
		"empty":      func(t *testing.T, _, path string, _ []byte) { put(t, path, nil) },
		"longer":     func(t *testing.T, _, path string, data []byte) { put(t, path, append(data, 0)) },
		"zeros":      func(t *testing.T, _, path string, data []byte) { put(t, path, make([]byte, len(data))) },
		"zeros last": func(t *testing.T, _, path string, data []byte) { clear(data[4096:]); put(t, path, data) },
		"mark":       func(t *testing.T, _, path string, data []byte) { data[0]++; put(t, path, data) },
		"checksum":   func(t *testing.T, _, path string, data []byte) { data[len(mark)]++; put(t, path, data) },
		"length":     func(t *testing.T, _, path string, data []byte) { data[lengthAt]++; put(t, path, data) },
		"key":        func(t *testing.T, _, path string, data []byte) { data[keyAt]++; put(t, path, data) },
		"value":      func(t *testing.T, _, path string, data []byte) { data[headSize]++; put(t, path, data) },
		"another's": func(t *testing.T, dir, path string, _ []byte) {
			data, err := os.ReadFile(pathOf(t, dir, other))
			if err != nil {
				t.Fatal(err)
			}
			put(t, path, data)
		},
		"gone": func(t *testing.T, _, path string, _ []byte) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		},
		"folder gone": func(t *testing.T, _, path string, _ []byte) {
			if err := os.RemoveAll(filepath.Dir(path)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		for _, reopened := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				c := open(t, dir, 1<<20)
				set(t, c, k, value)
				set(t, c, other, valueOf(other, 1, 5000))
				path := pathOf(t, dir, k)
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				alter(t, dir, path, data)
				if reopened {
					_ = c.Close()
					c = open(t, dir, 1<<20)
				}
				if v := get(t, c, k); v != nil {
					t.Errorf("got %d bytes", len(v))
				}
				if _, err := os.Lstat(path); err == nil {
					t.Error("the file is there still")
				}
				if got, want := c.Stats(), (Stats{Entries: 1, Bytes: 2 * block}); got != want {
					t.Errorf("got %+v, want %+v", got, want)
				}
				set(t, c, k, value)
				if !bytes.Equal(get(t, c, k), value) || !whole(other, get(t, c, other)) {
					t.Error("not there when kept anew")
				}
			})
		}
	}
}

// What cannot be written costs an error and leaves nothing behind.
func TestTrouble(t *testing.T) {
	t.Parallel()
	const inTheWay = "the way is barred"
	for name, test := range map[string]struct {
		path func(t *testing.T, dir string) string // where a folder or file is in the way
		call func(ctx context.Context, c *Cache) error
		want string
	}{
		"a folder in place of the file": {
			func(t *testing.T, dir string) string { return filepath.Join(pathOf(t, dir, keyOf(1)), inTheWay) },
			func(ctx context.Context, c *Cache) error { return c.Set(ctx, keyOf(1), []byte("value")) },
			"cannot write: ",
		},
		"a file in place of the folder": {
			func(t *testing.T, dir string) string { return filepath.Dir(pathOf(t, dir, keyOf(1))) },
			func(ctx context.Context, c *Cache) error { return c.Set(ctx, keyOf(1), []byte("value")) },
			"cannot write: ",
		},
		"cannot be read": {
			func(t *testing.T, dir string) string { return filepath.Join(pathOf(t, dir, keyOf(0)), inTheWay) },
			func(ctx context.Context, c *Cache) error { _, err := c.Get(ctx, keyOf(0)); return err },
			"cannot re", // read or remove
		},
		"cannot be removed": {
			func(t *testing.T, dir string) string { return filepath.Join(pathOf(t, dir, keyOf(0)), inTheWay) },
			func(ctx context.Context, c *Cache) error { return c.Delete(ctx, keyOf(0)) },
			"cannot remove: ",
		},
		"cannot be evicted": {
			func(t *testing.T, dir string) string { return filepath.Join(pathOf(t, dir, keyOf(0)), inTheWay) },
			func(ctx context.Context, c *Cache) error { return c.Set(ctx, keyOf(1), make([]byte, 2*block)) },
			"cannot make room: ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			c := open(t, dir, 3*block)
			set(t, c, keyOf(0), nil)
			barred := test.path(t, dir)
			if file := filepath.Dir(barred); file != dir {
				_ = os.Remove(file)
			}
			put(t, barred, []byte(inTheWay))
			before := c.Stats()
			err := test.call(t.Context(), c)
			if err == nil || !strings.HasPrefix(err.Error(), "the cache in "+dir+" "+test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if got := c.Stats(); got != before {
				t.Errorf("got %+v, want %+v", got, before)
			}
			if _, names := spent(t, dir); strings.Contains(strings.Join(names, " "), tempSuffix) {
				t.Errorf("left behind: %s", names)
			}
			if data, err := os.ReadFile(barred); err != nil || string(data) != inTheWay {
				t.Errorf("what is not ours: %q, %v", data, err)
			}
			set(t, c, keyOf(2), []byte("value"))
			if got := string(get(t, c, keyOf(2))); got != "value" {
				t.Errorf("others: %q", got)
			}

			// Nothing takes room for ever.
			if err := os.RemoveAll(filepath.Join(dir, strings.Split(filepath.ToSlash(strings.TrimPrefix(barred, dir)), "/")[1])); err != nil {
				t.Fatal(err)
			}
			set(t, c, keyOf(3), make([]byte, 2*block))
			if got, want := c.Stats().Bytes, int64(3*block); got != want || get(t, c, keyOf(3)) == nil {
				t.Errorf("in the end: %d bytes, want %d", got, want)
			}
		})
	}
}

// A folder that was emptied is filled again; one that has gone costs an error for each Set.
func TestGone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows removes no folder that is in use")
	}
	dir := filepath.Join(t.TempDir(), "cache")
	c := open(t, dir, 1<<20)
	set(t, c, keyOf(1), nil)
	if err := os.RemoveAll(filepath.Dir(pathOf(t, dir, keyOf(1)))); err != nil {
		t.Fatal(err)
	}
	set(t, c, keyOf(1), []byte("value"))
	if got := string(get(t, c, keyOf(1))); got != "value" {
		t.Errorf("got %q", got)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if v := get(t, c, keyOf(1)); v != nil {
			t.Errorf("got %q", v)
		}
		if err := c.Set(t.Context(), keyOf(1), nil); err == nil || !strings.HasPrefix(err.Error(), "the cache in "+dir+" cannot write: ") {
			t.Error(err)
		}
	}
	if got := c.Stats(); got != (Stats{}) {
		t.Errorf("%+v", got)
	}
}

// The use of an entry is written down once an hour.
func TestUse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := open(t, dir, 1<<20)
	set(t, c, keyOf(1), nil)
	_ = c.Close()
	for name, test := range map[string]struct {
		ago     time.Duration
		written bool
	}{"lately": {rarely - time.Minute, false}, "long ago": {rarely + time.Minute, true}, "to come": {-rarely - time.Minute, true}} {
		used := time.Now().Add(-test.ago)
		if err := os.Chtimes(pathOf(t, dir, keyOf(1)), used, used); err != nil {
			t.Fatal(err)
		}
		c := open(t, dir, 1<<20)
		get(t, c, keyOf(1))
		info, err := os.Stat(pathOf(t, dir, keyOf(1)))
		if err != nil {
			t.Fatal(err)
		}
		if written := time.Since(info.ModTime()).Abs() < time.Minute; written != test.written {
			t.Errorf("%s: of %v", name, info.ModTime())
		}
		_ = c.Close()
	}
}
