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

// Create has write write a file beside its place, and moves it there if that returns no error.
func Create(path string, mode os.FileMode, write func(f *os.File) error) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
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
