package export

import (
	"fmt"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// Format is how an export is written.
type Format string

// The formats.
const (
	// JSONLines is a document a line, as TMDB sent it, compressed by zstd.
	JSONLines Format = "jsonl"
	// Parquet is the tables that the database has, too.
	Parquet Format = "parquet"
)

// valid returns an error that names the formats if f is none of them.
func (f Format) valid() error {
	if f != JSONLines && f != Parquet {
		return fmt.Errorf("format is %q: want %s or %s", string(f), JSONLines, Parquet)
	}
	return nil
}

// extension is how names of parts end.
func (f Format) extension() string {
	if f == JSONLines {
		return ".jsonl.zst"
	}
	return ".parquet"
}

// sink writes the documents of a kind.
type sink interface {
	add(doc database.Document) error
	// close ends the last parts.
	close() error
	// fill writes a part without rows for each table that has no other.
	fill() error
	// discard gives up parts that have not ended.
	discard()
}

func (f Format) sink(to *output, kind database.Kind) (sink, error) {
	of, err := tables.Of(kind)
	if err != nil {
		return nil, err
	}
	if f == JSONLines {
		return newJSONLines(to, kind, of[0]), nil
	}
	return newParquet(to, kind, of), nil
}
