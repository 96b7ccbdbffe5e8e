package transport

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// Log says what is logged of a request. Neither its URL nor an error's text is, as both may hold
// secrets, but what Describe and Redact make of them.
type Log struct {
	// Logger takes the records. Nil logs nothing and costs nothing.
	Logger *slog.Logger

	// Describe returns the name of what a request asks for and the template of its path; either may
	// be empty. Nil stands for neither.
	Describe func(*http.Request) (name, path string)

	// Redact returns the text of an error of a request, without anything secret. Nil stands for the
	// error's type.
	Redact func(*http.Request, error) string
}

// NewLog returns a layer that logs each round trip: at [slog.LevelWarn] those that failed or were
// answered with 429 or 5xx, at [slog.LevelDebug] the others, also those that their caller gave up.
// A record has the method, operation and path, the status or the error, the duration until the
// answer's body can be read, and where they are known the bytes of that, what the cache did, the
// number of tries and whether the answer was shared.
func NewLog(cfg Log) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if cfg.Logger == nil {
			return next
		}
		return &logging{Log: cfg, next: next}
	}
}

type logging struct {
	Log
	next http.RoundTripper
}

func (l *logging) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if !l.Logger.Enabled(ctx, slog.LevelDebug) && !l.Logger.Enabled(ctx, slog.LevelWarn) {
		return l.next.RoundTrip(req)
	}
	// A recorder in ctx may be that of several requests at a time.
	var own Recorder
	start := time.Now()
	resp, err := l.next.RoundTrip(req.WithContext(WithRecorder(ctx, &own)))
	duration := time.Since(start)
	outcome := own.Outcome()
	record(ctx, func(o *Outcome) { *o = outcome })

	level := slog.LevelDebug
	if isWorrying(ctx, resp, err) {
		level = slog.LevelWarn
	}
	if l.Logger.Enabled(ctx, level) {
		l.Logger.LogAttrs(ctx, level, "request", l.attrs(req, resp, err, duration, outcome)...)
	}
	return resp, err
}

func isWorrying(ctx context.Context, resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(ctx.Err(), context.Canceled)
	}
	return resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests
}

func (l *logging) attrs(req *http.Request, resp *http.Response, err error, d time.Duration, o Outcome) []slog.Attr {
	attrs := make([]slog.Attr, 0, 10)
	method := req.Method
	if method == "" {
		method = http.MethodGet
	}
	attrs = append(attrs, slog.String("method", method))
	if l.Describe != nil {
		name, path := l.Describe(req)
		if name != "" {
			attrs = append(attrs, slog.String("operation", name))
		}
		if path != "" {
			attrs = append(attrs, slog.String("path", path))
		}
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", l.errorText(req, err)))
	} else {
		attrs = append(attrs, slog.Int("status", resp.StatusCode))
	}
	attrs = append(attrs, slog.Duration("duration", d))
	if err == nil && resp.ContentLength >= 0 {
		attrs = append(attrs, slog.Int64("bytes", resp.ContentLength))
	}
	if o.Cache != "" {
		attrs = append(attrs, slog.String("cache", string(o.Cache)))
	}
	if o.Tries > 0 {
		attrs = append(attrs, slog.Int("tries", o.Tries))
	}
	if o.Shared {
		attrs = append(attrs, slog.Bool("shared", true))
	}
	return attrs
}

func (l *logging) errorText(req *http.Request, err error) string {
	if l.Redact == nil {
		return fmt.Sprintf("%T", err)
	}
	return l.Redact(req, err)
}
