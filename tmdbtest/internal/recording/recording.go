// Package recording reads files with recorded responses of TMDB.
package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// Recording is a response of TMDB, with what it is the response to.
type Recording struct {
	// Source says who recorded it.
	Source string `json:"source"`
	Method string `json:"method"`
	// Path is that of the spec, such as /3/movie/{movie_id}, or that of the request.
	Path string `json:"path"`
	// PathParams are what stood in the path. Recordings of others may lack them.
	PathParams map[string]string `json:"path_params,omitempty"`
	Status     int               `json:"status"`
	Query      map[string]any    `json:"query"`
	// Kind is recorded for what came off the wire.
	Kind string `json:"kind,omitempty"`
	// Date is the day of the recording, empty if it is not known.
	Date string          `json:"date,omitempty"`
	Body json.RawMessage `json:"body"`
}

// Walk calls read for each file of fsys that may have recordings, in the order of their names. The error
// names the file that cannot be read, or that read returns one for.
func Walk(fsys fs.FS, read func(name string, data []byte) error) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".json" || path.Base(name) == "INDEX.json" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if err := read(name, data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
}

// Parse reads what a file has: one recording or a list of them.
func Parse(data []byte) ([]Recording, error) {
	all := []json.RawMessage{data}
	if text := bytes.TrimLeft(data, " \t\r\n"); len(text) > 0 && text[0] == '[' {
		if all = object.Elements(text); all == nil {
			return nil, errors.New("the list is no JSON: want recorded responses between [ and ]")
		}
	}
	list := make([]Recording, len(all))
	for i, one := range all {
		o, err := object.Parse(one)
		if err != nil {
			return nil, err
		}
		r := &list[i]
		if more := o.Without("path", "body"); len(more) > 0 {
			if err := json.Unmarshal(object.Value(more), r); err != nil {
				return nil, err
			}
		}
		r.Path, r.Body = o.Text("path"), o.Get("body")
		if r.Path == "" || r.Body == nil {
			return nil, errors.New("no recorded response: want path, such as /3/movie/550, and body")
		}
	}
	return list, nil
}

// Head reads a recording whose body comes last, and does not look into that. It returns false for any
// other.
func Head(data []byte) (r Recording, ok bool) {
	before, body, found := bytes.Cut(data, []byte(`"body":`))
	if !found || data[0] != '{' {
		return r, false
	}
	before = append(bytes.Clone(bytes.TrimRight(before, ", \n")), '}')
	if json.Unmarshal(before, &r) != nil {
		return r, false
	}
	r.Body = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(body), []byte("}")))
	return r, r.Path != ""
}
