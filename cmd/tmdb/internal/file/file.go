// Package file writes files that are whole or not there.
package file

import (
	"errors"
	"os"
	"path/filepath"
)

// Write writes a file beside its place and moves it there, with the folders above it if they are
// missing.
func Write(path string, data []byte, mode os.FileMode) error {
	return Create(path, mode, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}

// Create has write write a file beside its place, and moves it there if that returns no error. Of a
// link, the file that it leads to is written. Folders that are made are private if the file is.
func Create(path string, mode os.FileMode, write func(f *os.File) error) (err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	folder, folderMode := filepath.Dir(path), os.FileMode(0o755)
	if mode&0o077 == 0 {
		folderMode = 0o700
	}
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
