// Package recorded reads recorded responses: what TMDB sent, a file each.
package recorded

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Response is one response of TMDB to one request.
type Response struct {
	Method string `json:"method"`
	// Path is the template of the path, such as /3/movie/{movie_id}.
	Path   string `json:"path"`
	Status int    `json:"status"`
	// Date is when it was recorded, a year, a month or a day; "" if that is not known.
	Date string `json:"date"`
	// Kind is example for what TMDB's documentation shows, which nobody has received.
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`

	// File is where it was read from.
	File string `json:"-"`
}

// Recent reports whether TMDB still responds like this, so that the spec has to describe it to the
// last field. Older ones only have to decode.
func (r Response) Recent() bool { return r.Date >= "2024" }

// Example reports whether the response stands in TMDB's documentation and was never received.
func (r Response) Example() bool { return r.Kind == "example" }

// indexFile lies beside recorded responses and lists them.
const indexFile = "INDEX.json"

// Read returns the recorded responses in folder and the folders below it, in the order of their
// names. It returns an error for a folder without any, and for a file that is no recorded response.
func Read(folder string) ([]Response, error) {
	var responses []Response
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || entry.Name() == indexFile || filepath.Ext(name) != ".json" {
			return nil
		}
		r, err := readFile(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		responses = append(responses, r)
		return nil
	})
	if err == nil && len(responses) == 0 {
		err = fmt.Errorf("%s: no recordings in this folder", folder)
	}
	return responses, err
}

func readFile(name string) (Response, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Response{}, err
	}
	r := Response{File: name}
	if err := json.Unmarshal(data, &r); err != nil {
		return Response{}, err
	}
	if r.Method == "" || r.Path == "" || r.Status == 0 || r.Body == nil {
		return Response{}, errors.New("not a recording: want method, path, status and body")
	}
	return r, nil
}
