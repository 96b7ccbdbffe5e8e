package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// file is what a part is written to.
type file interface {
	io.WriteCloser
	Sync() error
}

// part is a part that is being written.
type part struct {
	File

	file file
	sum  hash.Hash
	buf  *bufio.Writer
}

func newPart(f file, describe File) *part {
	p := &part{File: describe, file: f, sum: sha256.New()}
	p.buf = bufio.NewWriterSize(f, 1<<16)
	return p
}

// Write implements [io.Writer].
func (p *part) Write(b []byte) (int, error) {
	n, err := p.buf.Write(b)
	p.Bytes += int64(n)
	p.sum.Write(b[:n])
	return n, err
}

// close brings what was written to the disk.
func (p *part) close() error {
	err := p.buf.Flush()
	if err == nil {
		err = p.file.Sync()
	}
	if e := p.file.Close(); err == nil {
		err = e
	}
	p.SHA256 = hex.EncodeToString(p.sum.Sum(nil))
	return err
}

// parts writes a table, or of a table the rows of one kind, as one part after the other.
type parts[E io.Closer] struct {
	to    *output
	kind  database.Kind
	table string
	// encoder returns what encodes the rows of a part.
	encoder func(w io.Writer) (E, error)

	part *part // nil before the first row of a part
	enc  E
}

// begin returns the encoder of the part at hand, which is a new one if there is none.
func (p *parts[E]) begin() (E, error) {
	if p.part != nil {
		return p.enc, nil
	}
	part, err := p.to.create(p.table, p.kind)
	if err != nil {
		return p.enc, err
	}
	p.part = part
	p.enc, err = p.encoder(part)
	return p.enc, err
}

// wrote counts rows of a document, and ends the part if it has as many as it may.
func (p *parts[E]) wrote(rows, id int) error {
	if p.part.Rows == 0 {
		p.part.MinID = id
	}
	p.part.MinID, p.part.MaxID = min(p.part.MinID, id), max(p.part.MaxID, id)
	if p.part.Rows += rows; p.part.Rows < p.to.PartRows && p.part.Bytes < p.to.PartBytes {
		return nil
	}
	return p.end()
}

// end ends the part at hand.
func (p *parts[E]) end() error {
	if p.part == nil {
		return nil
	}
	part := p.part
	p.part = nil
	err := p.enc.Close()
	if e := part.close(); err == nil {
		err = e
	}
	if err == nil {
		p.to.files = append(p.to.files, part.File)
	}
	return err
}

// fill writes a part without rows if the table has no other.
func (p *parts[E]) fill() error {
	if p.to.numbers[p.table] > 0 {
		return nil
	}
	p.kind = ""
	if _, err := p.begin(); err != nil {
		return err
	}
	return p.end()
}

// discard closes the file of the part at hand.
func (p *parts[E]) discard() {
	if p.part != nil {
		_ = p.part.file.Close() // it will be removed
		p.part = nil
	}
}
