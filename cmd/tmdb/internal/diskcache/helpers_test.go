package diskcache

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
)

var _ store.Store = (*Cache)(nil)

// open opens a cache that is closed with the test.
func open(t testing.TB, dir string, maxBytes int64) *Cache {
	t.Helper()
	c, err := Open(dir, maxBytes)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// keyOf returns the key of a number. Keys that follow each other are in folders of their own.
func keyOf(n int) string {
	var k key
	binary.BigEndian.PutUint64(k[len(k)-8:], uint64(n))
	k[0] = byte(n)
	return hex.EncodeToString(k[:])
}

// valueOf returns a value of a key whose bytes tell of both; see whole.
func valueOf(k string, version uint64, size int) []byte {
	value := binary.LittleEndian.AppendUint64(nil, version)
	seed := [32]byte{}
	copy(seed[:], k[:24])
	binary.LittleEndian.PutUint64(seed[24:], version)
	rest := make([]byte, size)
	_, _ = rand.NewChaCha8(seed).Read(rest)
	return append(value, rest...)
}

// whole reports whether a value is one that valueOf makes of the key.
func whole(k string, value []byte) bool {
	return len(value) >= 8 && bytes.Equal(value, valueOf(k, binary.LittleEndian.Uint64(value), len(value)-8))
}

func set(t testing.TB, s store.Store, k string, value []byte) {
	t.Helper()
	if err := s.Set(t.Context(), k, value); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, s store.Store, k string) []byte {
	t.Helper()
	value, err := s.Get(t.Context(), k)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// keys returns which of the keys of the numbers up to n have their value.
func keys(t testing.TB, s store.Store, n int) string {
	t.Helper()
	var found []string
	for i := range n {
		if get(t, s, keyOf(i)) != nil {
			found = append(found, fmt.Sprint(i))
		}
	}
	return strings.Join(found, " ")
}

// spent returns what the files in a folder take on disk, apart from the lock, and their names. What
// goes while it looks is not counted.
func spent(t testing.TB, dir string) (bytes int64, names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == lockName {
			return nil
		}
		name, _ := filepath.Rel(dir, path)
		info, err := d.Info()
		if err != nil {
			return nil
		}
		names = append(names, filepath.ToSlash(name))
		bytes += (&entry{size: info.Size()}).cost()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes, names
}

// pathOf returns where the file of a key is.
func pathOf(t testing.TB, dir, text string) string {
	t.Helper()
	k, err := parseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, filepath.FromSlash(k.path()))
}

// put writes a file that the cache did not.
func put(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
