// Package members takes the JSON objects of TMDB apart and leaves every byte of their values as it
// came.
package members

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Member is a member of a JSON object.
type Member struct {
	Name string
	// Value is the value as it came, a part of the document.
	Value json.RawMessage
}

// Split returns the members of a JSON object in their order.
func Split(document []byte) ([]Member, error) {
	d := json.NewDecoder(bytes.NewReader(document))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		return nil, errors.New("the response is no JSON object")
	}
	var all []Member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("the response is no JSON: %w", err)
		}
		m := Member{}
		m.Name, _ = name.(string) // the decoder takes no other
		if err := d.Decode(&m.Value); err != nil {
			return nil, fmt.Errorf("the response is no JSON: %w", err)
		}
		all = append(all, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("the response is cut off: %w", err)
	}
	return all, nil
}

// Join returns a JSON object of the members.
func Join(all []Member) []byte {
	size := 2
	for _, m := range all {
		size += len(m.Name) + len(m.Value) + 4
	}
	out := append(make([]byte, 0, size), '{')
	for i, m := range all {
		if i > 0 {
			out = append(out, ',')
		}
		name, _ := json.Marshal(m.Name) // text has no error
		out = append(append(append(out, name...), ':'), m.Value...)
	}
	return append(out, '}')
}
