package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// jsonLines writes documents as lines of JSON.
type jsonLines struct {
	parts parts[*zstd.Encoder]
	line  bytes.Buffer
}

func newJSONLines(to *output, kind database.Kind, main *tables.Table) *jsonLines {
	return &jsonLines{parts: parts[*zstd.Encoder]{
		to: to, kind: kind, table: main.Name,
		encoder: func(w io.Writer) (*zstd.Encoder, error) {
			return zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1))
		},
	}}
}

func (j *jsonLines) add(doc database.Document) error {
	j.line.Reset()
	if bytes.IndexByte(doc.Body, '\n') >= 0 || bytes.IndexByte(doc.Body, '\r') >= 0 {
		if err := json.Compact(&j.line, doc.Body); err != nil {
			return fmt.Errorf("the body is no JSON: %w", err)
		}
	} else {
		j.line.Write(doc.Body)
	}
	if j.line.Len() == 0 {
		return errors.New("the body is empty")
	}
	j.line.WriteByte('\n')
	enc, err := j.parts.begin()
	if err != nil {
		return err
	}
	if _, err := enc.Write(j.line.Bytes()); err != nil {
		return err
	}
	return j.parts.wrote(1, doc.ID)
}

func (j *jsonLines) close() error { return j.parts.end() }

func (j *jsonLines) fill() error { return j.parts.fill() }

func (j *jsonLines) discard() { j.parts.discard() }
