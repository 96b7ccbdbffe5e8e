package rig

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// ReadKnown reads a file of known failures into v. A field that v does not have is an error.
func ReadKnown(file string, v any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
