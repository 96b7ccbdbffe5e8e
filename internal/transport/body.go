package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/internal/async"
	"github.com/tmdb-go/tmdb/internal/inmemory"
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

// ErrFailed is what a Usable returns of a body that says that the request failed. It is none that
// another attempt would better.
var ErrFailed = errors.New("the body says that the request failed")

// fault reads the body of a response, and returns what is wrong with it: the error of reading it, or
// what usable says, if there is such a function. That is asked once for all layers.
func fault(usable func(*http.Response, []byte) error, resp *http.Response) error {
	body := inmemory.Read(resp)
	if body.Err != nil || usable == nil {
		return body.Err
	}
	if !body.Checked {
		body.Checked, body.Fault = true, usable(resp, body.Data)
	}
	return body.Fault
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
	if _, ok := resp.Body.(*inmemory.Body); ok {
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
