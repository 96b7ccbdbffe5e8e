package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// manifestName is the name of the manifest.
const manifestName = "manifest.json"

// producer tells our manifests from those of others.
const producer = "tmdb-go/tmdb mirror export"

// version is that of what this program writes.
const version = 1

// Manifest says what an export has.
type Manifest struct {
	// Producer and Version say who wrote the manifest and what it looks like.
	Producer string `json:"producer"`
	Version  int    `json:"version"`
	// Created is when the export began.
	Created time.Time `json:"created"`
	Format  Format    `json:"format"`
	// Documents has what was read, for each kind that was asked for.
	Documents map[database.Kind]Documents `json:"documents"`
	// Files are in the order in which they were written.
	Files []File `json:"files"`
}

// Documents is how many documents of a kind were read.
type Documents struct {
	Count int `json:"count"`
	// Oldest and Newest are when the first and the last of them came from TMDB.
	Oldest time.Time `json:"oldest,omitzero"`
	Newest time.Time `json:"newest,omitzero"`
}

// File is a part of a table.
type File struct {
	// Name is the path below the folder of the export, with slashes.
	Name  string `json:"name"`
	Table string `json:"table"`
	// Kind is that of the documents which the rows are of: one in a part. A part without rows has none.
	Kind database.Kind `json:"kind,omitzero"`
	Rows int           `json:"rows"`
	// Bytes is the size of the file, SHA256 the hash of its bytes, in hexadecimal.
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	// MinID and MaxID are the least and the greatest id of the documents that the rows are of.
	MinID int `json:"min_id,omitzero"`
	MaxID int `json:"max_id,omitzero"`
}

// partPattern is what names of parts are like.
var partPattern = regexp.MustCompile(`^[a-z_]{1,64}/part-[0-9]{5,12}\.(jsonl\.zst|parquet)$`)

// parseManifest reads a manifest. It is an error if it is of another program, or if it has what this
// program cannot have written, for files that it names are removed by the next export.
func parseManifest(text []byte) (*Manifest, error) {
	var head struct {
		Producer string `json:"producer"`
		Version  int    `json:"version"`
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Producer != producer {
		return nil, errors.New("it is of another program")
	}
	if head.Version > version {
		return nil, fmt.Errorf("it is of version %d: want at most %d, or a newer program", head.Version, version)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	for _, f := range m.Files {
		if !partPattern.MatchString(f.Name) || f.Bytes < 0 {
			return nil, fmt.Errorf("it is damaged: %.80q of %d bytes is no part of an export", f.Name, f.Bytes)
		}
	}
	return &m, nil
}

// text returns the manifest as it is written.
func (m *Manifest) text() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	return append(text, '\n'), err
}
