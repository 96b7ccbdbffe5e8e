package transport

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

// Coalesce says which requests wait for one that is the same.
type Coalesce struct {
	// KeyFunc returns what tells requests apart beside their URL and their header. Nil stands for
	// nothing else.
	KeyFunc func(*http.Request) string

	// Never reports whether a GET is one that changes something, and must be sent for each caller.
	// Nil stands for none.
	Never func(*http.Request) bool

	// MaxBody is how many bytes a body may have to be shared. Of those who wait for a larger one, the
	// first gets it and the others send a request of their own. 0 stands for 4 MiB.
	MaxBody int64
}

// NewCoalesce returns a layer that sends identical GET requests only once while they are in flight,
// and gives each caller an answer of its own, or the error. The fetch goes on until the last of its
// callers has gone, whoever of them began it, and has the values of the first one's context. Nobody
// joins a fetch that began before a change by the same client was done, as it may not show it.
func NewCoalesce(cfg Coalesce) Layer {
	if cfg.MaxBody <= 0 {
		cfg.MaxBody = defaultMaxBody
	}
	return func(next http.RoundTripper) http.RoundTripper {
		return &coalescer{Coalesce: cfg, next: next, flights: map[string]*flight{}}
	}
}

type coalescer struct {
	Coalesce
	next http.RoundTripper

	mu      sync.Mutex
	flights map[string]*flight
}

// flight is a request that several callers wait for.
type flight struct {
	key  string
	ctx  *flightContext
	rec  *Recorder
	done chan struct{} // closed when what follows is set

	resp *http.Response // without its body
	body buffered
	err  error

	// Under the coalescer's mutex:
	waiting int
	taken   bool // the rest of a body that is too large to share
}

// RoundTrip returns the answer to a request, or a copy of one that was on its way already.
func (c *coalescer) RoundTrip(req *http.Request) (*http.Response, error) {
	if !isSafe(req.Method) || is(c.Never, req) {
		defer c.close()
		return c.next.RoundTrip(req)
	}
	if !isGet(req) || hasBody(req) {
		return c.next.RoundTrip(req)
	}
	ctx := req.Context()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	f, first := c.join(req)
	select {
	case <-f.done:
		return c.answer(f, req, first)
	case <-ctx.Done():
		c.leave(f)
		return nil, context.Cause(ctx)
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
	key := flightKey(req, c.KeyFunc)
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[key]; f != nil {
		f.waiting++
		f.ctx.extend(req.Context())
		return f, false
	}
	rec := &Recorder{}
	f = &flight{
		key:     key,
		ctx:     newFlightContext(WithRecorder(req.Context(), rec)),
		rec:     rec,
		done:    make(chan struct{}),
		err:     errors.New("transport: the shared request ended without an answer"),
		waiting: 1,
	}
	c.flights[key] = f
	shared := req.Clone(f.ctx)
	shared.Cancel = nil // http.Client closes it when the time of this caller is up
	go c.fetch(f, shared)
	return f, true
}

func (c *coalescer) fetch(f *flight, req *http.Request) {
	defer c.land(f)
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		f.err = err
		return
	}
	f.body = buffer(resp, c.MaxBody)
	f.resp, f.err = resp, nil
	if f.body.whole() {
		resp.ContentLength = int64(len(f.body.data))
	}
	resp.Body = nil
}

// land ends a flight.
func (c *coalescer) land(f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flights[f.key] == f {
		delete(c.flights, f.key)
	}
	close(f.done)
	if f.body.rest == nil || f.waiting == 0 {
		f.end()
	}
}

// leave is for a caller who does not wait any longer.
func (c *coalescer) leave(f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.waiting > 0 || f.taken {
		return
	}
	if c.flights[f.key] == f {
		delete(c.flights, f.key)
	}
	select {
	case <-f.done:
		f.end()
	default:
		f.ctx.cancel() // land does the rest
	}
}

// end frees what a flight that has landed holds.
func (f *flight) end() {
	f.ctx.cancel()
	if f.body.rest != nil {
		_ = f.body.rest.Close()
	}
}

// answer returns a caller's copy of what came.
func (c *coalescer) answer(f *flight, req *http.Request, first bool) (*http.Response, error) {
	if f.body.rest != nil && !c.take(f) {
		return c.next.RoundTrip(req)
	}
	outcome := f.rec.Outcome()
	outcome.Shared = !first
	record(req.Context(), func(o *Outcome) { *o = outcome })
	if f.err != nil {
		return nil, f.err
	}
	resp := *f.resp
	resp.Header, resp.Trailer = f.resp.Header.Clone(), f.resp.Trailer.Clone()
	resp.Request = req
	resp.Body = f.body.body()
	if f.body.rest != nil {
		resp.Body = f.untilClosed(req.Context(), resp.Body.(*joinedBody))
	}
	return &resp, nil
}

// take reports whether the caller is the first who gets a body that cannot be shared.
func (c *coalescer) take(f *flight) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.taken {
		return false
	}
	f.taken = true
	return true
}

// untilClosed returns a body that is still being read from the network, for the caller with ctx.
func (f *flight) untilClosed(ctx context.Context, body *joinedBody) *joinedBody {
	stop := context.AfterFunc(ctx, f.ctx.cancel)
	return &joinedBody{Reader: body.Reader, Closer: closerFunc(func() error {
		stop()
		err := body.Close()
		f.ctx.cancel()
		return err
	})}
}

type closerFunc func() error

func (f closerFunc) Close() error { return f() }

// flightContext is the context of a request that several callers wait for. It has the values of the
// first one's context, and does not end with it. Its deadline is the latest of all callers', for
// layers that ask whether a wait is worth while.
type flightContext struct {
	context.Context
	cancel context.CancelFunc

	mu       sync.Mutex
	deadline time.Time // zero if a caller has none
}

func newFlightContext(first context.Context) *flightContext {
	ctx, cancel := context.WithCancel(context.WithoutCancel(first))
	deadline, _ := first.Deadline()
	return &flightContext{Context: ctx, cancel: cancel, deadline: deadline}
}

// Deadline returns the latest deadline of the callers, none if one of them has none.
func (c *flightContext) Deadline() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.deadline, !c.deadline.IsZero()
}

// extend takes the deadline of another caller into account.
func (c *flightContext) extend(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	deadline, ok := ctx.Deadline()
	switch {
	case !ok:
		c.deadline = time.Time{}
	case !c.deadline.IsZero() && deadline.After(c.deadline):
		c.deadline = deadline
	}
}
