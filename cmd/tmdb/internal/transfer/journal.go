package transfer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
)

// Journal is how far an import came, so that it goes on where it stopped. It is there as long as the
// import is not at its end.
type Journal struct {
	path string // "" to keep none
	kept
}

type kept struct {
	// Matches are what TMDB has, by the entries of the file.
	Matches map[string]Match `json:"matches"`
	// Written are the marks that are written.
	Written map[string]bool `json:"written"`
}

// OpenJournal returns the journal in a file, which may be missing. Without a path nothing is kept.
func OpenJournal(path string) (*Journal, error) {
	j := &Journal{path: path, kept: kept{Matches: map[string]Match{}, Written: map[string]bool{}}}
	if path == "" {
		return j, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return j, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &j.kept)
	}
	if err != nil {
		return nil, fmt.Errorf("the journal of this import cannot be read: delete it to begin again: %s: %w", path, err)
	}
	if j.Matches == nil || j.Written == nil {
		return nil, fmt.Errorf("the journal of this import is not whole: delete it to begin again: %s", path)
	}
	return j, nil
}

func (j *Journal) save() error {
	if j.path == "" {
		return nil
	}
	data, err := json.Marshal(j.kept)
	if err != nil {
		return err
	}
	return file.Write(j.path, data, 0o600)
}

// remove takes the journal away. There may be none.
func (j *Journal) remove() error {
	if j.path == "" {
		return nil
	}
	if err := os.Remove(j.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
