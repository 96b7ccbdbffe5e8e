package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

// writeFile writes data to path unless the file holds exactly that already, so that a run that
// changes nothing leaves modification times, and with them build caches, alone.
func writeFile(path string, data []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// writeGo formats Go source and writes it like writeFile.
func writeGo(path string, src []byte) error {
	formatted, err := format.Source(src)
	if err != nil {
		return fmt.Errorf("%s: generated source does not parse: %w\n%s", path, err, src)
	}
	return writeFile(path, formatted)
}
