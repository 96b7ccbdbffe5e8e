package transport

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"time"
)

// LogConfig says what is logged of a request. Neither its URL nor an error's text is, as both may
// hold secrets, but what Describe and Redact make of them.
type LogConfig struct {
	// Logger takes the records. Nil logs nothing and costs nothing.
	Logger *slog.Logger

	// Describe returns what a request asks for and the template of its path; either may be empty.
	Describe func(*http.Request) (operation, path string)

	// Redact returns the text of an error of a request, without anything secret.
	Redact func(*http.Request, error) string
}

// Log returns a layer that logs each round trip: at [slog.LevelWarn] those that failed or whose
// status is 408, 429 or 5xx, at [slog.LevelDebug] the others, also those that their caller gave up.
// The duration is that until the response's body can be read.
func Log(l LogConfig) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if l.Logger == nil {
			return next
		}
		return &logging{LogConfig: l, next: next}
	}
}

type logging struct {
	LogConfig
	next http.RoundTripper
}

func (l *logging) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	// A recorder in ctx may be that of several requests at a time.
	var own Recorder
	start := time.Now()
	resp, err := l.next.RoundTrip(req.WithContext(Record(ctx, &own)))
	duration := time.Since(start)
	trace := own.Trace()
	note(ctx, func(t *Trace) { *t = trace })

	level := slog.LevelDebug
	if err == nil && (resp.StatusCode >= 500 || IsTrouble(resp.StatusCode)) || err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		level = slog.LevelWarn
	}
	if l.Logger.Enabled(ctx, level) {
		l.Logger.LogAttrs(ctx, level, "request", l.attrs(req, resp, err, duration, trace)...)
	}
	return resp, err
}

func (l *logging) attrs(req *http.Request, resp *http.Response, err error, d time.Duration, trace Trace) []slog.Attr {
	operation, path := l.Describe(req)
	attrs := []slog.Attr{
		slog.String("method", cmp.Or(req.Method, http.MethodGet)), slog.String("operation", operation), slog.String("path", path),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", l.Redact(req, err)))
	} else {
		attrs = append(attrs, slog.Int("status", resp.StatusCode))
	}
	attrs = append(attrs, slog.Duration("duration", d))
	if err == nil && resp.ContentLength >= 0 {
		attrs = append(attrs, slog.Int64("bytes", resp.ContentLength))
	}
	if trace.Cache != "" {
		attrs = append(attrs, slog.String("cache", trace.Cache))
	}
	if trace.Attempts > 0 {
		attrs = append(attrs, slog.Int("attempts", trace.Attempts))
	}
	if trace.Shared {
		attrs = append(attrs, slog.Bool("shared", true))
	}
	return slices.DeleteFunc(attrs, func(a slog.Attr) bool { return a.Value.Kind() == slog.KindString && a.Value.String() == "" })
}
