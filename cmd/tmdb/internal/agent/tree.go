package agent

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

// tree is a JSON value whose fields are in their order, so that it can be cut and still be read as it came.
type tree struct {
	kind  kind
	text  string   // of a string or a literal
	names []string // of the members of an object
	items []*tree  // of an array, or the members of an object
}

type kind byte

const (
	jsonLiteral kind = iota // a number, true, false or null
	jsonText
	jsonArray
	jsonObject
)

// maxDepth is how deep JSON may be nested.
const maxDepth = 200

var errTooDeep = errors.New("the JSON is nested too deep")

// parseTree reads JSON, and cleans its texts of control characters.
func parseTree(data []byte) (*tree, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	t, err := readTree(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("there is more than one JSON value")
	}
	return t, nil
}

func readTree(d *json.Decoder, depth int) (*tree, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case string:
		return textOf(output.CleanLines(v)), nil
	case json.Number:
		return &tree{text: v.String()}, nil
	case bool:
		if v {
			return &tree{text: "true"}, nil
		}
		return &tree{text: "false"}, nil
	case json.Delim:
		t := &tree{kind: jsonArray}
		if v == '{' {
			t.kind = jsonObject
		}
		for d.More() {
			if t.kind == jsonObject {
				name, err := d.Token()
				if err != nil {
					return nil, err
				}
				key, _ := name.(string)
				t.names = append(t.names, output.CleanLines(key))
			}
			item, err := readTree(d, depth+1)
			if err != nil {
				return nil, err
			}
			t.items = append(t.items, item)
		}
		_, err := d.Token()
		return t, err
	}
	return &tree{text: "null"}, nil
}

// MarshalJSON implements json.Marshaler.
func (t *tree) MarshalJSON() ([]byte, error) { return t.append(nil), nil }

// textOf returns a string.
func textOf(s string) *tree { return &tree{kind: jsonText, text: s} }

// append writes the JSON of a tree without blanks.
func (t *tree) append(b []byte) []byte {
	switch t.kind {
	case jsonText:
		return appendString(b, t.text)
	case jsonArray:
		b = append(b, '[')
		for i, item := range t.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.append(b)
		}
		return append(b, ']')
	case jsonObject:
		b = append(b, '{')
		for i, item := range t.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.append(append(appendString(b, t.names[i]), ':'))
		}
		return append(b, '}')
	}
	return append(b, t.text...)
}

// appendString writes a string as it is, without the escapes that are for HTML.
func appendString(b []byte, s string) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil { // a string has no error
		return append(b, `""`...)
	}
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

// size is how many bytes append writes, or somewhat fewer if texts have what is escaped.
func (t *tree) size() int {
	n := len(t.text) + 2
	for i, item := range t.items {
		if t.kind == jsonObject {
			n += len(t.names[i]) + 3
		}
		n += item.size() + 1
	}
	return n
}

// get returns a member of an object, nil if there is none.
func (t *tree) get(name string) *tree {
	for i, n := range t.names {
		if n == name {
			return t.items[i]
		}
	}
	return nil
}

// set sets a member of an object, which is its first if it is new.
func (t *tree) set(name string, value *tree) {
	for i, n := range t.names {
		if n == name {
			t.items[i] = value
			return
		}
	}
	t.names, t.items = slices.Insert(t.names, 0, name), slices.Insert(t.items, 0, value)
}
