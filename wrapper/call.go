package wrapper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// call is a call under way. It rides in the context of its request.
type call struct {
	ctx      context.Context // the caller's, or what starters made of it
	own      callContext     // its request's
	op       *spec.Operation // nil if it is not known
	observe  observer
	decode   func(body []byte) any // see decoder; nil for a call of the generated client
	start    time.Time
	req      *http.Request // nil as long as there is none
	status   int           // of the response, 0 as long as there is none
	recorder transport.Recorder
}

// starter is told of a call that begins, and returns the context that it goes on with.
type starter func(context.Context, Operation) context.Context

// observer is told of a call that is over.
type observer func(context.Context, Call)

// watch is who is told of calls.
type watch struct {
	starts  []starter
	observe observer // nil if nobody wants to know
}

type callKey struct{}

// begin begins a call, to be ended, and returns the context for its request, from which transports
// can tell the operation.
func (w watch) begin(ctx context.Context, op *spec.Operation) (context.Context, *call) {
	if ctx == nil {
		ctx = context.Background()
	}
	c := &call{ctx: ctx, op: op, observe: w.observe, start: time.Now()}
	if len(w.starts) > 0 {
		c.tell(w.starts)
	}
	c.own = callContext{c.ctx, c}
	return &c.own, c
}

// tell tells everybody who wants to know that the call begins.
func (c *call) tell(starts []starter) {
	_ = c.run(nil, func() error {
		for _, start := range starts {
			if ctx := start(c.ctx, c.operation()); ctx != nil {
				c.ctx = ctx
			}
		}
		return nil
	})
}

// operation returns what is called, the zero Operation if it is not known.
func (c *call) operation() Operation {
	if c.op == nil {
		return Operation{}
	}
	return newOperation(c.op)
}

// callContext is the context of the request of a call.
type callContext struct {
	context.Context
	call *call
}

// Value returns what belongs to the call, or to the context of its caller.
func (c *callContext) Value(key any) any {
	switch key.(type) {
	case callKey:
		return c.call
	case transport.RecorderKey:
		return &c.call.recorder
	}
	return c.Context.Value(key)
}

// Format says what it is with any verb, and nothing of what is in it.
func (*callContext) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "the context of a call of TMDB")
}

// begin begins a call of a service, whose response decode decodes.
func (c *Client) begin(ctx context.Context, op *spec.Operation, decode func(body []byte) any) (context.Context, *call) {
	ctx, call := c.watch.begin(ctx, op)
	call.decode = decode
	return ctx, call
}

// refuse returns the error of a call of a service that is refused before there is a request.
func (c *Client) refuse(ctx context.Context, op *spec.Operation, err error) error {
	_, call := c.begin(ctx, op, nil)
	return call.end(newError(op, ErrInvalid, err))
}

// callFrom returns the call that a context is of, or within which it is used; nil if there is none.
func callFrom(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// claim is the first of a client's request editors: it ties the request to the call that it is made
// for, so that another one made with the same context is a call of its own.
func claim(ctx context.Context, req *http.Request) error {
	if c := callFrom(ctx); c != nil && c.req == nil {
		c.req = req
	}
	return nil
}

var errPanicked = errors.New("the call did not return: something in it panicked, or ended its goroutine")

// run does a part of a call. If that does not return and the call is that of req, it ends the call,
// as nobody else will.
func (c *call) run(req *http.Request, part func() error) error {
	returned := c == nil || c.req != req
	defer func() {
		if !returned {
			_ = c.end(newError(c.op, nil, errPanicked))
		}
	}()
	err := part()
	returned = true
	return err
}

// end tells everybody who wants to know how the call went, and returns its error, which is nil or an
// *Error, with what was asked for.
func (c *call) end(err error) error {
	traced, _ := c.ctx.Value(tracedKey{}).(*atomic.Pointer[Call])
	if err == nil && traced == nil && c.observe == nil {
		return nil
	}
	target := ""
	if c.req != nil {
		target = redact.Target(c.op, c.req.URL, redact.Secrets(c.op, c.req)...)
	}
	if e, ok := errors.AsType[*Error](err); ok {
		own := *e
		own.Target = cmp.Or(own.Target, target)
		err = &own
	}
	trace := c.recorder.Trace()
	done := Call{
		Operation: c.operation(), Target: target, StatusCode: c.status, Err: err, Duration: time.Since(c.start),
		Cache: CacheStatus(trace.Cache), Attempts: trace.Attempts, Shared: trace.Shared,
	}
	done.Waited = min(trace.Waited, done.Duration)
	if traced != nil {
		traced.Store(&done)
	}
	if c.observe != nil {
		c.observe(c.ctx, done)
	}
	return err
}
