package transport

import (
	"context"
	"net/http"
	"sync"

	"github.com/tmdb-go/tmdb/internal/async"
)

// Coalesce returns a layer that sends identical GET requests only once while they are in flight,
// and gives each caller a response of its own, or the error. The bodies are in memory, and share
// it. The request goes on until the last of its callers has gone, whoever of them began it: it has
// the values of the first one's context, and nobody's deadline. If it panics, it does so in the
// caller that began it, and the others begin anew.
//
// Other requests are sent as they are. No caller, of whatever request, waits beyond the end of its
// context, although a limiter, a store or a transport does not heed it: all that follows runs in
// another goroutine.
//
// own reports whether a request is its caller's alone, such as a GET that changes something; nil
// stands for none. Nobody joins a request that began before a write or such a GET by the same
// client was done, as its response may not show the change.
func Coalesce(own func(*http.Request) bool) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return &coalescer{own: own, next: next, flights: map[string]*flight{}}
	}
}

type coalescer struct {
	own  func(*http.Request) bool
	next http.RoundTripper

	mu      sync.Mutex
	flights map[string]*flight
}

// flight is a request that several callers wait for.
type flight struct {
	key     string
	cancel  context.CancelFunc
	rec     Recorder
	callers *callers
	waiting int // under the coalescer's mutex

	done   chan struct{} // closed when result is set
	result async.Result[landing]
}

// landing is how a flight ended.
type landing struct {
	resp *http.Response
	body memoryBody
	err  error
}

// RoundTrip returns the response to a request, or a copy of one that was on its way already.
func (c *coalescer) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if ctx.Err() != nil {
		closeBody(req)
		return nil, context.Cause(ctx)
	}
	for {
		f, first := c.join(req)
		select {
		case <-f.done:
			if first || f.result.Returned() {
				return f.response(req, first)
			}
		case <-ctx.Done():
			f.note(ctx, first)
			c.leave(f)
			return nil, context.Cause(ctx)
		}
	}
}

// close lets nobody join what is in flight.
func (c *coalescer) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.flights)
}

// join returns the flight that a request is on, and whether it is the first there.
func (c *coalescer) join(req *http.Request) (f *flight, first bool) {
	if !isSafe(req.Method) || is(c.own, req) {
		return c.start(req.Context(), req, c.close), true
	}
	if !isGet(req) || hasBody(req) {
		return c.start(req.Context(), req, func() {}), true
	}
	key := flightKey(req)
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[key]; f != nil {
		f.waiting++
		f.callers.join(req.Context())
		return f, false
	}
	callers := &callers{}
	callers.latest, _ = req.Context().Deadline()
	f = c.start(context.WithValue(context.WithoutCancel(req.Context()), callersKey{}, callers), req, func() {})
	f.key, f.callers = key, callers
	c.flights[key] = f
	return f, true
}

// start sends a request in another goroutine, which calls sent when it is done.
func (c *coalescer) start(ctx context.Context, req *http.Request, sent func()) *flight {
	ctx, cancel := context.WithCancel(ctx)
	f := &flight{cancel: cancel, waiting: 1, done: make(chan struct{})}
	send := req.Clone(Record(ctx, &f.rec))
	send.Cancel = nil //nolint:staticcheck // http.Client closes it when the time of this caller is up
	go async.Deliver(func() landing {
		defer sent()
		return c.send(send)
	}, func(r async.Result[landing]) { c.land(f, r) })
	return f
}

func (c *coalescer) send(req *http.Request) landing {
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return landing{err: err}
	}
	return landing{resp: resp, body: *buffer(resp)}
}

// land ends a flight.
func (c *coalescer) land(f *flight, r async.Result[landing]) {
	c.mu.Lock()
	c.remove(f)
	c.mu.Unlock()
	f.result = r
	close(f.done)
	f.cancel()
}

// leave is for a caller who does not wait any longer.
func (c *coalescer) leave(f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.waiting == 0 {
		c.remove(f)
		f.cancel()
	}
}

// remove lets nobody join a flight. The mutex is held.
func (c *coalescer) remove(f *flight) {
	if c.flights[f.key] == f {
		delete(c.flights, f.key)
	}
}

// note notes for a caller how the flight has gone so far.
func (f *flight) note(ctx context.Context, first bool) {
	trace := f.rec.Trace()
	trace.Shared = !first
	note(ctx, func(t *Trace) { *t = trace })
}

// response returns a caller's copy of what came.
func (f *flight) response(req *http.Request, first bool) (*http.Response, error) {
	landed := f.result.Get()
	f.note(req.Context(), first)
	if landed.err != nil {
		return nil, landed.err
	}
	resp := *landed.resp
	resp.Header, resp.Trailer = resp.Header.Clone(), resp.Trailer.Clone()
	resp.Request = req
	resp.Body = &landed.body
	return &resp, nil
}
