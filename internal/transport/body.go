package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/internal/async"
)

// BodyTooLargeError is the error of reading a response's body that is larger than it may be.
type BodyTooLargeError struct {
	Limit int64 // in bytes
}

// Error says what the limit is.
func (e *BodyTooLargeError) Error() string {
	return fmt.Sprintf("the body of the response is larger than the limit of %d bytes", e.Limit)
}

// LimitBody returns a layer whose responses have bodies of at most limit bytes, unpacked: reading
// more returns a *[BodyTooLargeError], at once where Content-Length says so. A limit of 0 or less
// is none.
func LimitBody(limit int64) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if limit <= 0 {
			return next
		}
		return Func(func(req *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(req)
			if err != nil {
				return nil, err
			}
			if resp.Body == nil || resp.Body == http.NoBody { // nil of one that is not net/http's
				resp.Body = http.NoBody
				return resp, nil
			}
			body := &limitedBody{ReadCloser: resp.Body, limit: limit, left: limit}
			if resp.ContentLength > limit && req.Method != http.MethodHead {
				body.err = &BodyTooLargeError{Limit: limit}
			}
			resp.Body = body
			return resp, nil
		})
	}
}

type limitedBody struct {
	io.ReadCloser
	limit, left int64
	err         error // what Read returns from now on
}

func (b *limitedBody) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	// One byte more than allowed tells a body that is too large from one that just fits.
	if int64(len(p))-1 > b.left {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if int64(n) > b.left {
		n, err = int(b.left), &BodyTooLargeError{Limit: b.limit}
	}
	b.left -= int64(n)
	b.err = err
	return n, err
}

// memoryBody is a body in memory, so that the next layer need not read it again.
type memoryBody struct {
	data []byte
	err  error // why the body ended too soon
	read int

	checked bool
	fault   error // what Usable said of it when it was checked
	decoded any   // what Usable made of it, for one reader
}

func (b *memoryBody) Read(p []byte) (int, error) {
	n := copy(p, b.data[b.read:])
	b.read += n
	switch {
	case n > 0 || len(p) == 0:
		return n, nil
	case b.err != nil:
		return 0, b.err
	}
	return 0, io.EOF
}

func (*memoryBody) Close() error { return nil }

// Rest takes what is left of the body, without a copy, and returns the error that it ends with.
func (b *memoryBody) Rest() ([]byte, error) {
	rest := b.data[b.read:]
	b.read = len(b.data)
	return rest, b.err
}

// Decoded takes what the body was decoded into when it was checked, nil if it was not.
func (b *memoryBody) Decoded() any {
	decoded := b.decoded
	b.decoded = nil
	return decoded
}

// SetDecoded is for a Usable that has decoded the body of a response: the reader of the body finds
// what it was decoded into by its method Decoded, unless others read it, too.
func SetDecoded(resp *http.Response, decoded any) {
	if body, ok := resp.Body.(*memoryBody); ok {
		body.decoded = decoded
	}
}

// ReadBody reads and closes the body of a response, and puts what there was of it in its place, from
// where its method Rest takes it without a copy. The bytes may be shared with other callers and with
// the cache. sound says that Usable was asked about them and had nothing against them.
func ReadBody(resp *http.Response) (data []byte, sound bool, err error) {
	body := buffer(resp)
	return body.data, body.checked && body.fault == nil, body.err
}

// OwnBody makes the body of a response its caller's own, who may change it.
func OwnBody(resp *http.Response) {
	body := buffer(resp)
	body.data = bytes.Clone(body.data)
}

// buffer reads and closes the body of a response, and puts what there was of it in its place.
func buffer(resp *http.Response) *memoryBody {
	body, ok := resp.Body.(*memoryBody)
	if !ok || body.read > 0 {
		data, err := readAll(resp.Body, resp.ContentLength)
		_ = resp.Body.Close()
		body = &memoryBody{data: data, err: err}
	}
	if body.err == nil {
		resp.ContentLength = int64(len(body.data))
	}
	resp.Body = body
	return body
}

// largest is a length that is believed and what is kept in scratches at most: what a server claims
// beyond it has to come first.
const largest = 1 << 20

// scratches are where bodies of unknown length are read to. They do not leave readAll.
var scratches = sync.Pool{New: func() any { return new([]byte) }}

// readAll reads r, which is said to be of a length, to its end.
func readAll(r io.Reader, length int64) ([]byte, error) {
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

// ErrFailed is what a Usable returns of a body that says that the request failed. It is none that
// another attempt would better.
var ErrFailed = errors.New("the body says that the request failed")

// fault reads the body of a response, and returns what is wrong with it: the error of reading it, or
// what usable says, if there is such a function. That is asked once for all layers.
func fault(usable func(*http.Response, []byte) error, resp *http.Response) error {
	body := buffer(resp)
	if body.err != nil || usable == nil {
		return body.err
	}
	if !body.checked {
		body.checked, body.fault = true, usable(resp, body.data)
	}
	return body.fault
}

// unusable returns why the body of a response cannot be used.
func unusable(usable func(*http.Response, []byte) error, resp *http.Response) error {
	if err := fault(usable, resp); !errors.Is(err, ErrFailed) {
		return err
	}
	return nil
}

// What of an unwanted body is read, and for how long, so that its connection can be used again.
const (
	drained   = 16 << 10
	drainTime = 100 * time.Millisecond
)

// drop ends a response that nobody will see. A body that stalls is left to itself.
func drop(resp *http.Response) {
	if resp == nil || resp.Body == http.NoBody {
		return
	}
	if _, ok := resp.Body.(*memoryBody); ok {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	end := sync.OnceValue(resp.Body.Close)
	if _, ok := async.Await(ctx, func() error {
		_, _ = io.CopyN(io.Discard, resp.Body, drained)
		return end()
	}); !ok {
		async.Await(ctx, end) // which ends the read; ctx has ended, so nobody waits for it
	}
}
