package exports

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/tmdb-go/tmdb/wrapper/internal/download"
)

const (
	// maxLine is how long a line of an export may be. Those of today have a few hundred bytes.
	maxLine = 64 << 10
	// bufferSize is how much of a file is read at once.
	bufferSize = 64 << 10
)

// LineError is a damaged line of an export. The lines after it may be as they should.
type LineError struct {
	// Line is the number of the line, from 1.
	Line int
	// Err is what is wrong with it.
	Err error
}

// Error returns the number and what is wrong, but not the line.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

var (
	errLineTooLong = fmt.Errorf("it is longer than %d bytes", maxLine)
	errNoID        = errors.New("it has no id")
	errNoExport    = errors.New("there are neither gzip nor rows in it")
)

// read calls yield for the rows of a file and its damaged lines until that returns false, ctx ends or
// more than maxBytes come. The file is compressed, unless something on the way did away with that.
func read[T row[T]](ctx context.Context, file io.Reader, maxBytes int64, yield func(T, *LineError) bool) error {
	buffered := bufio.NewReaderSize(file, bufferSize)
	head, err := buffered.Peek(2)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case bytes.Equal(head, []byte{0x1f, 0x8b}):
		unzipped, err := gzip.NewReader(buffered)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		return readLines(ctx, download.Bound(unzipped, "file", maxBytes), yield)
	case len(head) < 2 || head[0] != '{':
		return errNoExport
	}
	return readLines(ctx, download.Bound(buffered, "file", maxBytes), yield)
}

// readLines is read for a file without compression. It holds one line at a time.
func readLines[T row[T]](ctx context.Context, file io.Reader, yield func(T, *LineError) bool) error {
	lines, parse := bufio.NewReaderSize(file, maxLine), newParser[T]()
	for number := 1; ; number++ {
		line, bad, err := nextLine(lines)
		if ended := ctx.Err(); ended != nil { // what has been read already would not tell
			err = ended
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("in line %d: %w", number, err)
		}
		if len(line) > 0 || bad != nil {
			var r T
			if bad == nil {
				r, bad = parse(line)
			}
			if !yield(r, damaged(number, bad)) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// nextLine returns a line without the white space around it, good until the next call, or what is
// wrong with it; and the error of the reader, io.EOF along with the last line.
func nextLine(lines *bufio.Reader) (line []byte, bad, err error) {
	line, err = lines.ReadSlice('\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		bad = errLineTooLong
		line, err = lines.ReadSlice('\n')
	}
	return bytes.TrimSpace(line), bad, err
}

func damaged(number int, bad error) *LineError {
	if bad == nil {
		return nil
	}
	return &LineError{number, bad}
}

// isDamaged reports whether err is that of a file that is not as it was made.
func isDamaged(err error) bool {
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	return corrupt || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errNoExport)
}
