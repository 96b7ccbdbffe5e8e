package transport

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/tmdb-go/tmdb/internal/async"
	"github.com/tmdb-go/tmdb/internal/inmemory"
)

// Coalesce returns a layer that sends identical GET requests only once while they are in flight,
// and gives each caller a response of its own, or the error. The bodies are in memory, and share
// it. What a cache right below has in memory is returned before there is a flight. The request goes
// on until the last of its callers has gone, whoever of them began it: it has the values of the first
// one's context, and nobody's deadline. If it panics, it does so in the caller that began it, and the
// others begin anew.
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
		cache, _ := next.(*cache)
		return &coalescer{own: own, next: next, cache: cache, flights: map[string]*flight{}}
	}
}

type coalescer struct {
	own   func(*http.Request) bool
	next  http.RoundTripper
	cache *cache // next, if it is one

	mu      sync.Mutex
	flights map[string]*flight
}

// flight is a request that several callers wait for.
type flight struct {
	ctx     flightContext
	key     string // "" if nobody can join
	cancel  context.CancelFunc
	rec     Recorder
	callers callers
	waiting int  // under the coalescer's mutex
	shared  bool // whether there was ever more than one caller; final when it is done

	done   chan struct{} // closed when result is set
	result async.Result[landing]
}

// landing is how a flight ended.
type landing struct {
	resp *http.Response // whose body is in memory
	err  error
}

// flightContext is the context that a flight is sent with.
type flightContext struct {
	context.Context                 // which ends with the flight
	values          context.Context // that of the first caller
	flight          *flight
}

// Value returns what belongs to the flight, or to the context of its first caller.
func (c *flightContext) Value(key any) any {
	switch key.(type) {
	case RecorderKey:
		return &c.flight.rec
	case callersKey:
		if c.flight.key != "" {
			return &c.flight.callers
		}
	}
	if value := c.Context.Value(key); value != nil { // which context's own functions ask for first
		return value
	}
	return c.values.Value(key)
}

// Format says what it is with any verb, and nothing of what is in it: the key of the flight, for one.
func (*flightContext) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "the context of a request under way")
}

// RoundTrip returns the response to a request, or a copy of one that was on its way already.
func (c *coalescer) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if ctx.Err() != nil {
		closeBody(req)
		return nil, context.Cause(ctx)
	}
	if resp := c.cache.hit(req); resp != nil {
		return resp, nil
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
	clear(c.flights)
	c.mu.Unlock()
}

// join returns the flight that a request is on, and whether it is the first there.
func (c *coalescer) join(req *http.Request) (f *flight, first bool) {
	if !isSafe(req.Method) || is(c.own, req) {
		return c.start(&flight{}, req.Context(), req, c.close), true
	}
	if !isGet(req) || hasBody(req) {
		return c.start(&flight{}, req.Context(), req, func() {}), true
	}
	key := flightKey(req)
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[key]; f != nil {
		f.waiting++
		f.shared = true
		f.callers.join(req.Context())
		return f, false
	}
	f = &flight{key: key}
	f.callers.latest, _ = req.Context().Deadline()
	c.flights[key] = c.start(f, context.Background(), req, func() {})
	return f, true
}

// start sends a request in another goroutine, which calls sent when it is done, and returns f. The
// flight ends with ctx.
func (c *coalescer) start(f *flight, ctx context.Context, req *http.Request, sent func()) *flight {
	f.waiting, f.done = 1, make(chan struct{})
	ctx, f.cancel = context.WithCancel(ctx)
	f.ctx = flightContext{ctx, req.Context(), f}
	send := req.Clone(&f.ctx) // as the network may change it, and be late
	send.Cancel = nil         //nolint:staticcheck // http.Client closes it when the time of this caller is up
	go func() {
		deepen(0)
		async.Deliver(func() landing {
			defer sent()
			return c.send(send)
		}, func(r async.Result[landing]) { c.land(f, r) })
	}()
	return f
}

// deepen grows the stack of its goroutine at once to about what a round trip of net/http takes.
//
//go:noinline
func deepen(i int) byte {
	var room [8 << 10]byte
	return room[i]
}

func (c *coalescer) send(req *http.Request) landing {
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return landing{err: err}
	}
	inmemory.Read(resp)
	return landing{resp: resp}
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

// response returns what came, a copy if there are several callers.
func (f *flight) response(req *http.Request, first bool) (*http.Response, error) {
	landed := f.result.Get()
	f.note(req.Context(), first)
	if landed.err != nil {
		return nil, landed.err
	}
	resp := landed.resp
	if f.shared {
		resp = inmemory.Share(resp)
	}
	resp.Request = req
	return resp, nil
}
