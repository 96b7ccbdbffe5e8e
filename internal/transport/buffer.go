package transport

import (
	"bytes"
	"io"
	"net/http"
)

// buffered is what was read of a body: all of it, unless rest or err is set.
type buffered struct {
	data []byte
	rest io.ReadCloser // the body from there on, if it is larger than was to be read
	err  error         // why the body ended too soon
}

// buffer reads a response's body up to limit bytes. It closes the body unless there is more.
func buffer(resp *http.Response, limit int64) buffered {
	if resp.Body == nil {
		return buffered{}
	}
	if m, ok := resp.Body.(*memoryBody); ok && m.Size() <= limit && m.Size() == int64(m.Len()) {
		return buffered{data: m.data}
	}
	if resp.ContentLength > limit {
		return buffered{rest: resp.Body}
	}
	var buf bytes.Buffer
	if resp.ContentLength > 0 {
		// MinRead more, so that it does not grow for the end of file; not what a server may claim.
		buf.Grow(int(min(resp.ContentLength, 1<<20)) + bytes.MinRead)
	}
	_, err := buf.ReadFrom(io.LimitReader(resp.Body, limit+1))
	if err == nil && int64(buf.Len()) > limit {
		return buffered{data: buf.Bytes(), rest: resp.Body}
	}
	_ = resp.Body.Close()
	return buffered{data: buf.Bytes(), err: err}
}

// whole reports whether data is all of the body.
func (b buffered) whole() bool { return b.rest == nil && b.err == nil }

// body returns the body from its beginning.
func (b buffered) body() io.ReadCloser {
	switch {
	case b.rest != nil:
		return &joinedBody{Reader: io.MultiReader(bytes.NewReader(b.data), b.rest), Closer: b.rest}
	case b.err != nil:
		return io.NopCloser(io.MultiReader(bytes.NewReader(b.data), failingReader{b.err}))
	}
	return newMemoryBody(b.data)
}

// memoryBody is a body that is in memory, so that the next layer need not copy it.
type memoryBody struct {
	*bytes.Reader
	data []byte
}

func newMemoryBody(data []byte) *memoryBody {
	return &memoryBody{Reader: bytes.NewReader(data), data: data}
}

func (*memoryBody) Close() error { return nil }

type joinedBody struct {
	io.Reader
	io.Closer
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }
