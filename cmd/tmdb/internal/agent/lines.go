package agent

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

// lines is an input that has messages alone, one a line. A line that is none has its response at once and is left out:
// to the SDK it would be the end of the session.
type lines struct {
	io.Closer
	in   *bufio.Reader
	out  io.Writer
	rest []byte // of the line that is being read
	err  error  // after it
}

func newLines(in io.ReadCloser, out io.Writer) *lines {
	return &lines{Closer: in, in: bufio.NewReaderSize(in, maxBody), out: out}
}

// Read implements io.Reader.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		if l.err != nil {
			return 0, l.err
		}
		line, tooLong := l.next()
		code, err := int64(jsonrpc.CodeInvalidRequest), error(nil)
		switch line = bytes.TrimSpace(line); {
		case tooLong:
			err = fmt.Errorf("the line is longer than %d bytes", maxBody)
		case len(line) == 0:
			continue
		case !json.Valid(line):
			code, err = jsonrpc.CodeParseError, errors.New("the line is no JSON: want a message of JSON-RPC 2.0, all of it in one line")
		default:
			err = checkMessage(line)
		}
		if err == nil {
			l.rest = append(line, '\n')
		} else if err = l.refuse(line, code, err); err != nil {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// next returns a line, or the beginning of one that is too long, of which it leaves out the rest.
func (l *lines) next() (line []byte, tooLong bool) {
	line, l.err = l.in.ReadSlice('\n')
	line = bytes.Clone(line)
	for errors.Is(l.err, bufio.ErrBufferFull) {
		tooLong = true
		_, l.err = l.in.ReadSlice('\n')
	}
	return line, tooLong
}

// checkMessage returns what is wrong with a message, or with one of a list of them.
func checkMessage(line []byte) error {
	var all []json.RawMessage
	if err := json.Unmarshal(line, &all); err != nil { // which is one, as nearly all are
		all = []json.RawMessage{line}
	}
	if len(all) == 0 {
		return errors.New("the list of messages is empty")
	}
	for _, one := range all {
		if _, err := jsonrpc.DecodeMessage(one); err != nil {
			return fmt.Errorf("this is no message of JSON-RPC 2.0: %w", err)
		}
	}
	return nil
}

// refusal is a response to what is no message. Its id is null where it has none that could be read.
type refusal struct {
	Version string        `json:"jsonrpc"`
	ID      any           `json:"id"`
	Error   jsonrpc.Error `json:"error"`
}

// refuse responds to a line that is no message.
func (l *lines) refuse(line []byte, code int64, err error) error {
	r := refusal{Version: "2.0", Error: jsonrpc.Error{Code: code, Message: output.Clean(fmt.Sprintf("%.300s", err))}}
	var asked struct {
		ID any `json:"id"`
	}
	if json.Unmarshal(line, &asked) == nil {
		if id, err := jsonrpc.MakeID(asked.ID); err == nil {
			r.ID = id.Raw()
		}
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = l.out.Write(append(data, '\n'))
	return err
}

// oneByOne is an output that several write to.
type oneByOne struct {
	io.WriteCloser

	mu sync.Mutex
}

// Write implements io.Writer.
func (o *oneByOne) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.WriteCloser.Write(p)
}
