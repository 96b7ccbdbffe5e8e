package transport

import (
	"fmt"
	"io"
	"net/http"
)

// BodyTooLargeError is the error of reading an answer's body that is larger than it may be.
type BodyTooLargeError struct {
	Limit int64 // in bytes
}

// Error says what the limit is.
func (e *BodyTooLargeError) Error() string {
	return fmt.Sprintf("the body of the answer is larger than the limit of %d bytes", e.Limit)
}

// LimitBody returns a layer whose answers have bodies of at most limit bytes: reading more returns a
// *[BodyTooLargeError]. Where Content-Length says so beforehand, the first Read returns it. Bytes are
// counted as they are read, which is after net/http has unpacked them. A limit of 0 or less is none.
func LimitBody(limit int64) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if limit <= 0 {
			return next
		}
		return Func(func(req *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(req)
			if err != nil || resp.Body == nil {
				return resp, err
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
