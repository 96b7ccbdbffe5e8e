package wrapper

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

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

// Trace is how the response to a call, or its failure, came about.
type Trace struct {
	// Cache is what the cache did.
	Cache CacheStatus
	// Attempts is how often the request was sent, 0 if the cache had the response or the client does
	// not repeat.
	Attempts int
	// Shared is true if the call waited for the response to another one that was the same.
	Shared bool
}

// TraceCalls returns a context for calls whose course is wanted, and a function that returns that
// of the last of them, complete when the call has returned:
//
//	ctx, trace := tmdb.TraceCalls(ctx)
//	movie, err := client.Movies.Details(ctx, 550, nil)
//	if trace().Cache == tmdb.CacheHit { … }
func TraceCalls(ctx context.Context) (context.Context, func() Trace) {
	if ctx == nil {
		ctx = context.Background()
	}
	recorder := &transport.Recorder{}
	return transport.Record(ctx, recorder), func() Trace {
		t := recorder.Trace()
		return Trace{Cache: CacheStatus(t.Cache), Attempts: t.Attempts, Shared: t.Shared}
	}
}

// WithLogger logs each call: at [slog.LevelWarn] those that failed and those to which TMDB
// responded with 429 or 5xx, at [slog.LevelDebug] the others and attempts that are repeated. A
// record has the method, the operation and the template of its path, the status or the error, how
// long it took, and what cache and retries had to do with it; never a URL, a header, a body or a
// credential.
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

func (c *config) logLayer() transport.Layer {
	return transport.Log(transport.LogConfig{
		Logger: c.logger,
		Describe: func(req *http.Request) (name, path string) {
			if op := operationFrom(req.Context()); op != nil {
				return op.ID, op.Path
			}
			return "", ""
		},
		Redact: errorText,
	})
}

// errorText returns the text of an error of a request for a log, without anything secret.
func errorText(req *http.Request, err error) string {
	secrets := secretsOf(operationFrom(req.Context()), req)
	return presentable(redact.Error(err, secrets...).Error(), secrets)
}

// logAttempt logs an attempt that failed and will be repeated.
func logAttempt(req *http.Request, logger *slog.Logger, a transport.Attempt) {
	attrs := []slog.Attr{slog.String("operation", nameOf(req)), slog.Int("attempt", a.Number), slog.Duration("wait", a.Wait)}
	if a.Err != nil {
		attrs = append(attrs, slog.String("error", errorText(req, a.Err)))
	} else {
		attrs = append(attrs, slog.Int("status", a.Status))
	}
	logger.LogAttrs(req.Context(), slog.LevelDebug, "retry", attrs...)
}

// nameOf returns the name of the operation of a request, "" if it is not known.
func nameOf(req *http.Request) string {
	if op := operationFrom(req.Context()); op != nil {
		return op.ID
	}
	return ""
}
