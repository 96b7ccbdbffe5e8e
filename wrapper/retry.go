package wrapper

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/internal/transport"
)

// Retry says how often and when a call is tried again. In the zero Retry everything is as usual.
//
// A call that reads is tried again after an error of the connection and the answers 429, 500, 502, 503
// and 504; one that writes only after 429, with which TMDB says that it did nothing; and GET
// /4/list/{list_id}/clear never. When a call ends without success, its *[Error] is that of the last
// try.
type Retry struct {
	// Max is how many tries may follow the first: 3 if it is 0. [WithoutRetry] is for none.
	Max int

	// MinWait and MaxWait bound the wait before a try, which is random, so that programs that failed
	// together do not come back together: up to MinWait before the second try, twice as much before
	// each further one, but no more than MaxWait. They are 500 ms and 30 s if they are 0.
	MinWait, MaxWait time.Duration

	// MaxRetryAfter is the longest wait that TMDB may ask for by Retry-After, 30 s if it is 0. The random
	// wait comes on top of it. An answer that asks for a longer one is the last.
	MaxRetryAfter time.Duration

	// Budget bounds the tries of all calls of a client and its copies together, so that they do not
	// make an outage worse: a try that fails costs 5, or 10 if it timed out, and a call that succeeds at
	// once earns 1. It is 500 if it is 0.
	Budget int
}

// WithRetry says how calls are tried again.
//
// It is an option of New, not of With.
func WithRetry(retry Retry) Option {
	return sharedOption("WithRetry", func(c *config) error {
		if err := retry.check(); err != nil {
			return err
		}
		c.retry = &transport.Retry{
			Max: retry.Max, MinWait: retry.MinWait, MaxWait: retry.MaxWait, MaxRetryAfter: retry.MaxRetryAfter,
			Budget: retry.Budget,
		}
		return nil
	})
}

func (r Retry) check() error {
	switch {
	case r.Max < 0:
		return fmt.Errorf("Retry.Max is %d: want 1 or more, 0 for 3, or WithoutRetry for none", r.Max)
	case r.MinWait < 0:
		return fmt.Errorf("Retry.MinWait is %v: want a positive time, or 0 for 500ms", r.MinWait)
	case r.MaxWait < 0:
		return fmt.Errorf("Retry.MaxWait is %v: want a positive time, or 0 for 30s", r.MaxWait)
	case r.MaxWait > 0 && r.MinWait > r.MaxWait:
		return fmt.Errorf("Retry.MinWait is %v, more than MaxWait, which is %v: want it to be the same or less", r.MinWait, r.MaxWait)
	case r.MaxRetryAfter < 0:
		return fmt.Errorf("Retry.MaxRetryAfter is %v: want a positive time, or 0 for 30s", r.MaxRetryAfter)
	case r.Budget < 0:
		return fmt.Errorf("Retry.Budget is %d: want 1 or more, or 0 for 500", r.Budget)
	}
	return nil
}

// WithoutRetry has each call be tried once.
//
// It is an option of New, not of With.
func WithoutRetry() Option {
	return sharedOption("WithoutRetry", func(c *config) error {
		c.retry = nil
		return nil
	})
}

// retryLayer returns the layer that tries again, nil for none. Tries after the first wait for the rate
// limit like the first.
func (c *config) retryLayer() transport.Layer {
	if c.retry == nil {
		return nil
	}
	retry := *c.retry
	retry.Retryable = func(req *http.Request) bool { return reads(req) }
	retry.Never = func(req *http.Request) bool { return !reads(req) && req.Method == http.MethodGet }
	if c.limiter != nil {
		retry.Before = c.limiter.Wait
	}
	if logger := c.logger; logger != nil {
		retry.OnRetry = func(ctx context.Context, e transport.RetryEvent) { logRetry(ctx, logger, e) }
	}
	return transport.NewRetry(retry)
}

func logRetry(ctx context.Context, logger *slog.Logger, e transport.RetryEvent) {
	c := callFrom(ctx)
	attrs := []slog.Attr{slog.String("operation", c.name()), slog.Int("try", e.Try), slog.Duration("wait", e.Wait)}
	if e.Err != nil {
		attrs = append(attrs, slog.String("error", c.errorText(e.Err)))
	} else {
		attrs = append(attrs, slog.Int("status", e.Status))
	}
	logger.LogAttrs(ctx, slog.LevelDebug, "retry", attrs...)
}

// reads reports whether a request changes nothing.
func reads(req *http.Request) bool {
	if c := callFrom(req.Context()); c != nil && c.op != nil {
		return !c.op.Writes
	}
	return req.Method == http.MethodGet || req.Method == http.MethodHead
}
