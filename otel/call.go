package otel

import (
	"cmp"
	"context"
	"errors"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// call is a call under way. Its context has it.
type call struct {
	span trace.Span
	op   tmdb.Operation
	sent atomic.Int32 // attempts that it made
}

// start begins the span of a call.
func (i *instrument) start(ctx context.Context, op tmdb.Operation) context.Context {
	ctx, span := i.tracer.Start(ctx, spanName(op), trace.WithAttributes(about(op)...))
	return context.WithValue(ctx, i, &call{span: span, op: op})
}

// end ends the span of a call and measures it.
func (i *instrument) end(ctx context.Context, done tmdb.Call) {
	i.measure(ctx, done)
	c, _ := ctx.Value(i).(*call)
	if c == nil { // another function made a context of its own
		return
	}
	if c.span.IsRecording() {
		c.describe(done)
	}
	c.span.End()
}

// describe says in the span how the call went.
func (c *call) describe(done tmdb.Call) {
	attrs := make([]attribute.KeyValue, 0, 9)
	if done.Operation != c.op { // an editor made another one of it
		c.span.SetName(spanName(done.Operation))
		attrs = append(attrs, about(done.Operation)...)
	}
	attrs = append(attrs, attemptsKey.Int(done.Attempts))
	if done.Target != "" {
		attrs = append(attrs, targetKey.String(done.Target))
	}
	if done.Cache != "" {
		attrs = append(attrs, cacheKey.String(string(done.Cache)))
	}
	if done.Waited > 0 {
		attrs = append(attrs, waitKey.Float64(done.Waited.Seconds()))
	}
	if done.Shared {
		attrs = append(attrs, sharedKey.Bool(true))
	}
	if done.StatusCode != 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(done.StatusCode))
	}
	if done.Err != nil {
		attrs = append(attrs, semconv.ErrorTypeKey.String(failure(done.Err)))
		c.span.SetStatus(codes.Error, done.Err.Error())
	}
	c.span.SetAttributes(attrs...)
}

// measure adds a call to the metrics.
func (i *instrument) measure(ctx context.Context, done tmdb.Call) {
	op := operationKey.String(cmp.Or(done.Operation.Name, other))
	if i.callDuration.Enabled(ctx) {
		attrs := metric.WithAttributes(op)
		if done.Err != nil {
			attrs = metric.WithAttributes(op, semconv.ErrorTypeKey.String(failure(done.Err)))
		}
		i.callDuration.Record(ctx, done.Duration.Seconds(), attrs)
	}
	if done.Cache != "" && i.cache.Enabled(ctx) {
		i.cache.Add(ctx, 1, metric.WithAttributes(op, cacheKey.String(string(done.Cache))))
	}
	// That of a call that shares a request is the other's, which has it already.
	if (done.Attempts > 0 || done.Waited > 0) && !done.Shared && i.limiterWait.Enabled(ctx) {
		i.limiterWait.Record(ctx, done.Waited.Seconds(), metric.WithAttributes(op))
	}
}

func spanName(op tmdb.Operation) string {
	if op.Name == "" {
		return "tmdb"
	}
	return "tmdb." + op.Name
}

// about returns what there is to say of an operation.
func about(op tmdb.Operation) []attribute.KeyValue {
	if op.Name == "" {
		return nil
	}
	return []attribute.KeyValue{operationKey.String(op.Name), semconv.URLTemplate(op.Path)}
}

// failure names the kind of failure of a call.
func failure(err error) string {
	for _, kind := range kinds {
		if errors.Is(err, kind.err) {
			return kind.name
		}
	}
	return other
}

// The kinds of failures, the client's own first: a connection whose time is up is a timeout, too, and
// yet [tmdb.ErrUnavailable].
var kinds = []struct {
	err  error
	name string
}{
	{tmdb.ErrNotFound, "not_found"},
	{tmdb.ErrUnauthorized, "unauthorized"},
	{tmdb.ErrInvalid, "invalid"},
	{tmdb.ErrRateLimited, "rate_limited"},
	{tmdb.ErrUnavailable, "unavailable"},
	{context.Canceled, "canceled"},
	{context.DeadlineExceeded, "timeout"},
}
