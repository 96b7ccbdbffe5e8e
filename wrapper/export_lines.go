package wrapper

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const (
	// maxExportLine is how long a line of an export may be. Those of today have a few hundred bytes.
	maxExportLine = 64 << 10
	// exportBuffer is how much of a file is read at once.
	exportBuffer = 64 << 10
)

// ExportLineError is a damaged line of an export. The lines after it may be as they should.
type ExportLineError struct {
	// Line is the number of the line, from 1.
	Line int
	// Err is what is wrong with it.
	Err error
}

// Error returns the number and what is wrong, but not the line.
func (e *ExportLineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *ExportLineError) Unwrap() error { return e.Err }

var (
	errLineTooLong = fmt.Errorf("it is longer than %d bytes", maxExportLine)
	errNoID        = errors.New("it has no id")
	errNoExport    = errors.New("there are neither gzip nor rows in it")
)

// readExport calls yield for the rows of a file and its damaged lines until that returns false. The file
// is compressed, unless something on the way did away with that.
func readExport[T exportRow](file io.Reader, yield func(T, *ExportLineError) bool) error {
	buffered := bufio.NewReaderSize(file, exportBuffer)
	head, err := buffered.Peek(2)
	switch {
	case err != nil && err != io.EOF:
		return err
	case bytes.Equal(head, []byte{0x1f, 0x8b}):
		unzipped, err := gzip.NewReader(buffered)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		return exportLines(unzipped, yield)
	case len(head) < 2 || head[0] != '{':
		return errNoExport
	}
	return exportLines(buffered, yield)
}

// exportLines is readExport for a file without compression. It holds one line at a time.
func exportLines[T exportRow](file io.Reader, yield func(T, *ExportLineError) bool) error {
	lines := bufio.NewReaderSize(file, maxExportLine)
	for number := 1; ; number++ {
		line, bad, err := nextLine(lines)
		if err != nil && err != io.EOF {
			return fmt.Errorf("in line %d: %w", number, err)
		}
		if len(line) > 0 || bad != nil {
			var row T
			if bad == nil {
				row, bad = exportLine[T](line)
			}
			if !yield(row, damaged(number, bad)) {
				return nil
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// nextLine returns a line without the white space around it, good until the next call, or what is wrong
// with it; and the error of the reader, io.EOF along with the last line.
func nextLine(lines *bufio.Reader) (line []byte, bad, err error) {
	line, err = lines.ReadSlice('\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		bad = errLineTooLong
		line, err = lines.ReadSlice('\n')
	}
	return bytes.TrimSpace(line), bad, err
}

func exportLine[T exportRow](line []byte) (T, error) {
	var row, none T
	if err := json.Unmarshal(line, &row); err != nil {
		return none, err
	}
	if row.exportID() <= 0 {
		return none, errNoID
	}
	return row, nil
}

func damaged(number int, bad error) *ExportLineError {
	if bad == nil {
		return nil
	}
	return &ExportLineError{number, bad}
}

// isDamaged reports whether err is that of a file that is not as it was made.
func isDamaged(err error) bool {
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	return corrupt || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errNoExport)
}
