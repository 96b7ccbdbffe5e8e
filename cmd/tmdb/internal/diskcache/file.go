package diskcache

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
)

// remove removes an entry, with its file, if it is still the one of its key.
func (c *Cache) remove(e *entry, evicted bool) error {
	folder := &c.folders[e.key[0]]
	folder.Lock()
	defer folder.Unlock()
	if !c.index.has(e) {
		return nil
	}
	if err := c.root.Remove(e.key.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	c.index.drop(e, evicted)
	return nil
}

// read returns the value in an entry's file.
func (c *Cache) read(e *entry) ([]byte, error) {
	f, err := c.root.Open(e.key.path())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if info.Size() != e.size { // which may be more than there is memory
		return nil, errAltered
	}
	data := make([]byte, e.size)
	if _, err := io.ReadFull(f, data); errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, errAltered
	} else if err != nil {
		return nil, err
	}
	return decode(e.key, data)
}

// write writes an entry, whose bytes are reserved, beside its place and moves it there.
func (c *Cache) write(e *entry, value []byte) error {
	path := e.key.path()
	temp := path + "." + strconv.FormatUint(c.temp.Add(1), 10) + tempSuffix
	f, err := c.create(temp)
	if err != nil {
		c.index.release(e.cost())
		return err
	}
	h := head(e.key, value)
	if _, err = f.Write(h[:]); err == nil {
		_, err = f.Write(value)
	}
	if err == nil && c.disk != nil {
		err = c.disk()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = c.place(temp, path, e)
	}
	if err == nil {
		return nil
	}
	gone := c.root.Remove(temp)
	if gone == nil || errors.Is(gone, fs.ErrNotExist) {
		c.index.release(e.cost())
		return err
	}
	return errors.Join(err, gone) // it takes its room still
}

// place has a file take the place of an entry's.
func (c *Cache) place(temp, path string, e *entry) error {
	folder := &c.folders[e.key[0]]
	folder.Lock()
	defer folder.Unlock()
	if old, _ := c.index.find(e.key, e.used); old != nil {
		// A file that is moved onto another, ext4 writes to the disk at once, which takes six times as
		// long.
		if err := c.root.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := c.root.Rename(temp, path); err != nil {
		return err
	}
	c.index.put(e)
	return nil
}

// create makes a new file, and the folder that it is in if that is missing.
func (c *Cache) create(path string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := c.root.OpenFile(path, flags, 0o600)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	if err := c.root.Mkdir(path[:folderDigits], 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return c.root.OpenFile(path, flags, 0o600)
}
