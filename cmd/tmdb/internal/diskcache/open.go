package diskcache

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

const (
	// folderDigits is how many digits of a key name the folder of its file; the rest names the file.
	folderDigits = 2
	tempSuffix   = ".tmp"
	lockName     = "lock"
)

// Open opens the cache in a folder, which it makes if it is missing, and keeps it to maxBytes: what
// is too much is removed at once. A folder is of one Cache at a time. What else is in it is left
// alone.
func Open(dir string, maxBytes int64) (_ *Cache, err error) {
	if maxBytes <= 0 {
		return nil, fmt.Errorf("the cache has %d bytes: want a positive number, such as 1 GiB", maxBytes)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder of the cache cannot be made: %w", err)
	}
	c := &Cache{dir: dir, index: index{maxBytes: maxBytes, entries: map[key]*entry{}}}
	if c.root, err = os.OpenRoot(dir); err != nil {
		return nil, fmt.Errorf("the folder of the cache cannot be opened: %w", err)
	}
	if err := c.acquire(); err != nil {
		return nil, errors.Join(err, c.root.Close())
	}
	if err := c.scan(); err != nil {
		return nil, errors.Join(c.failed("be opened", err), c.Close())
	}
	return c, nil
}

// acquire sees to it that no other process uses the folder.
func (c *Cache) acquire() error {
	info, err := c.root.Lstat(lockName)
	if err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file: remove it, or name another folder for the cache", filepath.Join(c.dir, lockName))
	}
	c.lock = flock.New(filepath.Join(c.dir, lockName), flock.SetPermissions(0o600))
	ok, err := c.lock.TryLock()
	if err != nil {
		return fmt.Errorf("the cache in %s cannot be locked: %w", c.dir, err)
	}
	if !ok {
		return fmt.Errorf("the cache in %s is used by another process: stop that, or name another folder", c.dir)
	}
	return nil
}

// scan reads what is in the folder, and removes what is unfinished or too much.
func (c *Cache) scan() error {
	var found []*entry
	for i := range 256 {
		name := hex.EncodeToString([]byte{byte(i)})
		folder, err := c.folder(name)
		if err != nil {
			return err
		}
		if folder == nil {
			continue
		}
		entries, err := scanFolder(folder, name)
		if err = errors.Join(err, folder.Close()); err != nil {
			return err
		}
		found = append(found, entries...)
	}
	slices.SortFunc(found, func(a, b *entry) int { return a.used.Compare(b.used) })
	for _, e := range found {
		c.index.bytes += e.cost()
		c.index.put(e)
	}
	_, err := c.reserve(0)
	return err
}

// folder returns a folder in that of the cache, nil if there is none.
func (c *Cache) folder(name string) (*os.Root, error) {
	info, err := c.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder: remove it, or name another folder for the cache", filepath.Join(c.dir, name))
	}
	return c.root.OpenRoot(name)
}

// scanFolder returns the entries in a folder of the digits that their keys begin with.
func scanFolder(folder *os.Root, digits string) (found []*entry, err error) {
	f, err := folder.Open(".")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	files, err := f.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, rest, unfinished := strings.Cut(file.Name(), ".")
		k, err := parseKey(digits + text)
		if err != nil || !file.Type().IsRegular() || unfinished && !strings.HasSuffix(rest, tempSuffix) {
			continue // not ours
		}
		if unfinished {
			if err := folder.Remove(file.Name()); err != nil {
				return nil, err
			}
			continue
		}
		info, err := folder.Lstat(file.Name())
		if err != nil {
			return nil, err
		}
		found = append(found, &entry{key: k, size: info.Size(), used: info.ModTime()})
	}
	return found, nil
}
