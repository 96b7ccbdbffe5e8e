// Package inmemory reads the bodies of responses once, into the memory that they need.
package inmemory

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"sync"
)

// Body is the body of a response in memory, so that who comes next need not read it again. Its bytes
// may be shared with other callers and with a cache.
type Body struct {
	Data []byte
	Err  error // why the body ended too soon

	Checked bool
	Fault   error // what is wrong with it, if it was checked
	Value   any   // what it was decoded into when it was checked, for one reader

	read int
}

func (b *Body) Read(p []byte) (int, error) {
	n := copy(p, b.Data[b.read:])
	b.read += n
	switch {
	case n > 0 || len(p) == 0:
		return n, nil
	case b.Err != nil:
		return 0, b.Err
	}
	return 0, io.EOF
}

func (*Body) Close() error { return nil }

// Rest returns what is left of the body, without a copy, and the error that it ends with. It takes
// nothing away, for a transport may return its response, which has the body then, once more.
func (b *Body) Rest() ([]byte, error) { return b.Data[b.read:], b.Err }

// Decoded takes what the body was decoded into, nil if it was not.
func (b *Body) Decoded() any {
	value := b.Value
	b.Value = nil
	return value
}

// Read reads and closes the body of a response, and puts what there was of it in its place.
func Read(resp *http.Response) *Body {
	body, ok := resp.Body.(*Body)
	if !ok || body.read > 0 {
		data, err := ReadAll(resp.Body, resp.ContentLength)
		_ = resp.Body.Close()
		body = &Body{Data: data, Err: err}
	}
	if body.Err == nil {
		resp.ContentLength = int64(len(body.Data))
	}
	resp.Body = body
	return body
}

// Share returns a copy of a response that has been read, for another reader: all but the bytes of the
// body is its own, and there is no value with it.
func Share(resp *http.Response) *http.Response {
	own, body := *resp, *resp.Body.(*Body)
	body.Value = nil
	own.Header, own.Trailer, own.Body = own.Header.Clone(), own.Trailer.Clone(), &body
	return &own
}

// Own returns a copy of a response that is its caller's own, who may change it.
func Own(resp *http.Response) *http.Response {
	data := Read(resp).Data
	own := Share(resp)
	own.Body.(*Body).Data = bytes.Clone(data)
	return own
}

// largest is a length that is believed and what is kept in scratches at most: what a server claims
// beyond it has to come first.
const largest = 1 << 20

// scratches are where bodies of unknown length are read to. They do not leave ReadAll.
var scratches = sync.Pool{New: func() any { return new([]byte) }}

// ReadAll reads r, which is said to be of a length, to its end.
func ReadAll(r io.Reader, length int64) ([]byte, error) {
	if 0 <= length && length <= largest {
		return appendAll(make([]byte, 0, length+1), r) // where the end shows without growing
	}
	scratch := scratches.Get().(*[]byte)
	read, err := appendAll((*scratch)[:0], r)
	data := bytes.Clone(read)
	if cap(read) <= largest {
		*scratch = read
		scratches.Put(scratch)
	}
	return data, err
}

func appendAll(b []byte, r io.Reader) ([]byte, error) {
	for {
		if len(b) == cap(b) {
			b = slices.Grow(b, max(len(b), 4<<10))
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}
