package transport

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const target = "https://api.example.test/thing/1?b=2&a=1"

// request returns a GET of target, or of the URL given, with the names and values of a header.
func request(t testing.TB, method, url, body string, header ...string) *http.Request {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, reader)
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(header, 2) {
		req.Header.Add(pair[0], pair[1])
	}
	return req
}

func get(t testing.TB, header ...string) *http.Request {
	t.Helper()
	return request(t, http.MethodGet, target, "", header...)
}

// respond returns a response with the names and values of a header, and a length nobody has told.
func respond(status int, body string, header ...string) *http.Response {
	resp := &http.Response{
		Status:     http.StatusText(status),
		StatusCode: status,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: -1,
	}
	for pair := range slices.Chunk(header, 2) {
		resp.Header.Add(pair[0], pair[1])
	}
	return resp
}

// server responds to requests in turn, the last step again and again, and counts what it sees.
type server struct {
	steps  []func(*http.Request) (*http.Response, error)
	calls  atomic.Int64
	open   atomic.Int64 // bodies of responses that are not closed
	mu     sync.Mutex
	bodies []string // of requests
	last   *http.Request
}

func serve(steps ...func(*http.Request) (*http.Response, error)) *server {
	return &server{steps: steps}
}

func (s *server) RoundTrip(req *http.Request) (*http.Response, error) {
	n := int(s.calls.Add(1))
	var body []byte
	if req.Body != nil {
		body, _ = io.ReadAll(req.Body)
		_ = req.Body.Close()
	}
	s.mu.Lock()
	s.bodies = append(s.bodies, string(body))
	s.last = req
	s.mu.Unlock()
	resp, err := s.steps[min(n, len(s.steps))-1](req)
	if err != nil {
		return nil, err
	}
	s.open.Add(1)
	resp.Body = &countedBody{ReadCloser: resp.Body, open: &s.open}
	resp.Request = req
	return resp, nil
}

// seen returns the last request.
func (s *server) seen() *http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

type countedBody struct {
	io.ReadCloser
	open *atomic.Int64
	once sync.Once
}

func (b *countedBody) Close() error {
	b.once.Do(func() { b.open.Add(-1) })
	return b.ReadCloser.Close()
}

// ok, fail and hang are steps of a server.
func ok(status int, body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return respond(status, body, header...), nil }
}

func fail(err error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

func hang(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, context.Cause(req.Context())
}

// cut is a step whose body ends too soon.
func cut(body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		resp := respond(200, "", header...)
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(body), failingReader{io.ErrUnexpectedEOF}))
		return resp, nil
	}
}

// stall is a step whose body comes never, until it is closed or the request's context ends.
func stall(status int) func(*http.Request) (*http.Response, error) {
	return func(req *http.Request) (*http.Response, error) {
		resp := respond(status, "")
		resp.Body = &stalledBody{ctx: req.Context(), closed: make(chan struct{})}
		return resp, nil
	}
}

type stalledBody struct {
	ctx    context.Context
	once   sync.Once
	closed chan struct{}
}

func (b *stalledBody) Read([]byte) (int, error) {
	select {
	case <-b.ctx.Done():
		return 0, context.Cause(b.ctx)
	case <-b.closed:
		return 0, http.ErrBodyReadAfterClose
	}
}

func (b *stalledBody) Close() error {
	b.once.Do(func() { close(b.closed) })
	return nil
}

var errReset = errors.New("connection reset by peer")

// text returns the body of a response and closes it.
func text(t testing.TB, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("reading the body: %v", err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Errorf("closing the body: %v", err)
	}
	return string(body)
}

// do sends a request and returns the response's status and body, or fails the test.
func do(t testing.TB, rt http.RoundTripper, req *http.Request) (int, string) {
	t.Helper()
	resp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatalf("round trip: %v", err)
	}
	return resp.StatusCode, text(t, resp)
}

// recorded returns the request with a recorder in its context.
const secret = "s3cr3t"

func recorded(req *http.Request) (*http.Request, *Recorder) {
	rec := &Recorder{}
	return req.WithContext(record(req.Context(), rec)), rec
}

var discardLog = log.New(io.Discard, "", 0)

func gzipped(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	_, _ = io.WriteString(z, body)
	_ = z.Close()
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func header(pairs ...string) http.Header { return respond(0, "", pairs...).Header }

// record returns a context for requests whose trace r takes.
func record(ctx context.Context, r *Recorder) context.Context {
	return context.WithValue(ctx, RecorderKey{}, r)
}
