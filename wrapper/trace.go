package wrapper

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// CacheStatus is what the cache had to do with a response. It is "" for a client without one.
type CacheStatus string

// What the cache can do.
const (
	CacheHit         CacheStatus = transport.Hit         // from the cache, without a request
	CacheRevalidated CacheStatus = transport.Revalidated // from the cache, which TMDB confirmed
	CacheMiss        CacheStatus = transport.Miss        // from TMDB
	CacheStale       CacheStatus = transport.Stale       // from the cache, too old, as TMDB could not be asked
	CacheBypass      CacheStatus = transport.Bypass      // from TMDB, as such a call is not cached
)

// Call is how a call went. Nothing in it is secret.
type Call struct {
	// Operation is what was called; its Name is "" if the OpenAPI document does not have it.
	Operation Operation
	// Target is the path and the query, such as /3/movie/550?language=de; see [Error].
	Target string
	// StatusCode is the HTTP status, also that of a response from the cache; 0 if there was no response.
	StatusCode int
	// Err is the *[Error] that the call returns, nil if it went well.
	Err error
	// Duration is how long the call took.
	Duration time.Duration
	// Waited is how much of it went by until the rate limit let its request pass.
	Waited time.Duration
	// Cache is what the cache did.
	Cache CacheStatus
	// Attempts is how often the request was sent: 0 if the cache had the response, or if the call ended
	// before.
	Attempts int
	// Shared is true if the call waited for the response to another one that was the same.
	Shared bool
}

type tracedKey struct{}

// TraceCalls returns a context for calls whose course is wanted, and a function that returns that
// of the last of them that has returned:
//
//	ctx, trace := tmdb.TraceCalls(ctx)
//	movie, err := client.Movies.Details(ctx, 550, nil)
//	if trace().Cache == tmdb.CacheHit { … }
//
// [WithObserver] sees all calls of a client.
func TraceCalls(ctx context.Context) (context.Context, func() Call) {
	if ctx == nil {
		ctx = context.Background()
	}
	last := &atomic.Pointer[Call]{}
	last.Store(&Call{})
	return context.WithValue(ctx, tracedKey{}, last), func() Call { return *last.Load() }
}

// WithObserver has observe told of each call once, when it is over and before it returns: those that
// went well and those that failed, panicked, were refused, given up or had from the cache. Each page
// of an iterator is a call, and so is each request of what makes several. ctx is the context that the
// call was made with, or what functions of [WithStart] made of it.
//
// observe runs in the goroutine of the call, at the same time as for other calls, and the call waits
// for it. A call of the generated client, [Client.API], is observed if its request gets as far as the
// client, and without what its parser makes of the response.
//
// Of several observers, also of a client and its copy, each is told, in their order.
func WithObserver(observe func(ctx context.Context, call Call)) Option {
	return option("WithObserver", func(c *config) error {
		if observe == nil {
			return errors.New("the observer is nil: want a function")
		}
		c.observers = append(c.observers, observe)
		return nil
	})
}

// WithStart has start called as each call begins that an observer is told of; see [WithObserver].
// The call goes on with the context that start returns, one made of ctx: its attempts, its observers
// and the request editors of a service get what start puts there, such as a span. nil stands for ctx.
// The Name of op is "" if the OpenAPI document does not have the operation.
//
// A call that waits for the response to another one that is the same has no attempts of its own:
// they are made with the context of that one.
//
// start runs in the goroutine of the call, at the same time as for other calls. Of several, also of a
// client and its copy, each gets the context of the one before.
func WithStart(start func(ctx context.Context, op Operation) context.Context) Option {
	return option("WithStart", func(c *config) error {
		if start == nil {
			return errors.New("the function is nil: want one that returns a context")
		}
		c.starts = append(c.starts, start)
		return nil
	})
}

// WithLogger logs each call: at [slog.LevelWarn] those that failed, whatever the reason, at
// [slog.LevelDebug] the others and attempts that are repeated. A record has the operation, what was
// asked for as in [Error], the status, the error, how long it took, and what rate limit, cache and
// retries had to do with it; never a header, a body or a secret.
//
// It is an option of New, not of With.
func WithLogger(logger *slog.Logger) Option {
	return sharedOption("WithLogger", func(c *config) error {
		if logger == nil {
			return errors.New("the logger is nil: want one such as slog.Default()")
		}
		c.logger = logger
		return nil
	})
}

// watch returns who is told of each call.
func (c *config) watch() watch {
	w := watch{starts: c.starts}
	for _, observe := range slices.Backward(c.observers) {
		w.observe = observe.before(w.observe)
	}
	if logger := c.logger; logger != nil {
		w.observe = observer(func(ctx context.Context, call Call) { logCall(ctx, logger, call) }).before(w.observe)
	}
	return w
}

// before returns an observer that tells one and then the next, if there is one, even if the first
// panics.
func (o observer) before(next observer) observer {
	if next == nil {
		return o
	}
	return func(ctx context.Context, call Call) {
		defer next(ctx, call)
		o(ctx, call)
	}
}

func logCall(ctx context.Context, logger *slog.Logger, c Call) {
	level, text := slog.LevelDebug, ""
	if c.Err != nil {
		level, text = slog.LevelWarn, redact.Line(c.Err.Error())
	}
	if !logger.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("method", c.Operation.Method), slog.String("operation", c.Operation.Name),
		slog.String("path", c.Operation.Path), slog.String("target", c.Target), slog.Int("status", c.StatusCode),
		slog.String("error", text), slog.Duration("duration", c.Duration), slog.Duration("waited", c.Waited.Truncate(time.Millisecond)),
		slog.String("cache", string(c.Cache)), slog.Int("attempts", c.Attempts), slog.Bool("shared", c.Shared),
	}
	// What there is nothing to say of is left out, but for the time that it took.
	attrs = slices.DeleteFunc(attrs, func(a slog.Attr) bool {
		return a.Key != "duration" && (a.Value.Equal(slog.StringValue("")) || a.Value.Equal(slog.IntValue(0)) ||
			a.Value.Equal(slog.DurationValue(0)) || a.Value.Equal(slog.BoolValue(false)))
	})
	logger.LogAttrs(ctx, level, "call", attrs...)
}

// errorText returns the text of an error of a request for a log, without anything secret.
func errorText(req *http.Request, err error) string {
	secrets := redact.Secrets(operationFrom(req.Context()), req)
	return redact.Line(redact.Error(err, secrets...).Error(), secrets...)
}

// logAttempt logs an attempt that failed and will be repeated.
func logAttempt(req *http.Request, logger *slog.Logger, a transport.Attempt) {
	attrs := append(about(req), slog.Int("attempt", a.Number), slog.Duration("wait", a.Wait))
	if a.Err != nil {
		attrs = append(attrs, slog.String("error", errorText(req, a.Err)))
	} else {
		attrs = append(attrs, slog.Int("status", a.Status))
	}
	logger.LogAttrs(req.Context(), slog.LevelDebug, "retry", attrs...)
}

// about returns what a log says of a request: its operation and target, nothing if they are not
// known.
func about(req *http.Request) []slog.Attr {
	op := operationFrom(req.Context())
	if op == nil {
		return nil
	}
	target := redact.Target(op, req.URL, redact.Secrets(op, req)...)
	return []slog.Attr{slog.String("operation", op.ID), slog.String("target", target)}
}
