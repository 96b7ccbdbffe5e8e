package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"
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

// writeYAML writes a document, with a header, to the file of a name below root.
func writeYAML(root, name, header string, doc *yaml.Node) error {
	var buf bytes.Buffer
	buf.WriteString(header)
	enc := yaml.NewEncoder(&buf)
	enc.SetIndent(2)
	if err := enc.Encode(doc); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return err
	}
	return writeFile(filepath.Join(root, filepath.FromSlash(name)), buf.Bytes())
}
