package wrapper

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
)

// maxErrorBody is how much of a failure's body is read to say what went wrong.
const maxErrorBody = 1 << 20

// doer sends the requests of the generated client. It notes in the call's context what is sent and
// what comes back, turns failures of the network into an *Error, and keeps credentials to one host.
type doer struct {
	client *http.Client
	base   *url.URL
}

func newDoer(client *http.Client, base *url.URL) *doer {
	own := *client // the user's is left as it is
	own.CheckRedirect = redirectPolicy(base, client.CheckRedirect)
	return &doer{client: &own, base: base}
}

// Do sends a request. An error is an *Error.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	c := callFrom(req.Context())
	if c == nil { // a call of the generated client
		c = &call{op: findOperation(req.Method, escapedPath(req.URL))}
		req = req.WithContext(context.WithValue(req.Context(), callKey{}, c))
	}
	c.built, c.req, c.status, c.header, c.body = true, req, 0, nil, nil
	if !sameOrigin(req.URL, d.base) {
		dropCredentials(req)
	}

	if err := checkInput(c.op, req); err != nil {
		return nil, c.error(&because{err, ErrInvalid})
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, c.error(err)
	}
	c.status, c.header = resp.StatusCode, resp.Header
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		c.body = peek(resp)
	}
	return resp, nil
}

// peek returns the start of a body and leaves the body to be read from the beginning.
func peek(resp *http.Response) []byte {
	start, err := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = failingReader{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start), rest), resp.Body}
	return start
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }
