package wrapper

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// maxErrorBody is how much of a failure's body is read to say what went wrong.
const maxErrorBody = 1 << 20

// doer sends the requests of the generated client. It applies the client's defaults, notes in the
// call's context what is sent and what comes back, and turns failures of the network into an *Error.
type doer struct {
	client    *http.Client
	base      *url.URL
	defaults  defaults
	userAgent string
}

func newDoer(cfg *config, transport http.RoundTripper) *doer {
	client := cfg.clientOf(transport)
	client.CheckRedirect = redirectPolicy(cfg.baseURL, client.CheckRedirect)
	return &doer{client: client, base: cfg.baseURL, defaults: cfg.defaults, userAgent: cfg.userAgent}
}

// Format prints nothing of the doer, which may hold a session.
func (d *doer) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "tmdb doer") }

// Do sends a request. An error is an *Error.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	c := callFrom(req.Context())
	if c == nil || c.req != nil { // a call of the generated client, or one while another is under way
		c = &call{op: findOperation(req.Method, escapedPath(req.URL))}
		req = req.WithContext(context.WithValue(req.Context(), callKey{}, c))
	}
	c.built, c.req = true, req
	if sameOrigin(req.URL, d.base) {
		d.defaults.apply(c.op, req.URL)
	} else { // an editor of the user's sends it elsewhere; the transport sees to the header
		dropQuery(req.URL, secretNames...)
	}
	if req.Header["User-Agent"] == nil {
		req.Header.Set("User-Agent", d.userAgent)
	}

	if err := checkInput(c.op, req); err != nil {
		return nil, c.error(&because{err, ErrInvalid})
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, c.lost(err)
	}
	c.status, c.header = resp.StatusCode, resp.Header
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		c.body = peek(resp)
	}
	resp.Body = &answerBody{resp.Body, c}
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

// answerBody is the body of an answer whose errors are an *Error, as the generated client gives them to
// its caller as they are.
type answerBody struct {
	io.ReadCloser
	call *call
}

func (b *answerBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = b.call.fail(err)
	}
	return n, err
}
