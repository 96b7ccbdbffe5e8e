package otel

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// middleware returns a transport that traces and measures each attempt that next sends.
func (i *instrument) middleware(next http.RoundTripper) http.RoundTripper {
	return &attempts{i, next}
}

type attempts struct {
	*instrument
	next http.RoundTripper
}

// RoundTrip sends an attempt.
func (t *attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	a, req := t.begin(req)
	returned := false
	defer func() {
		if !returned { // it panicked, or ended its goroutine
			a.end(nil, other)
		}
	}()
	resp, err := t.next.RoundTrip(req)
	returned = true
	if err != nil || resp == nil || resp.Body == nil || resp.Body == http.NoBody {
		a.end(resp, cause(err))
		return resp, err
	}
	resp.Body = &body{resp.Body, func(err error) { a.end(resp, cause(err)) }}
	return resp, nil
}

// attempt is one under way.
type attempt struct {
	*instrument
	ctx    context.Context
	span   trace.Span
	start  time.Time
	ended  atomic.Bool
	common []attribute.KeyValue // of its span and metrics
	active metric.MeasurementOption
}

// begin begins an attempt, and returns the request for it.
func (i *instrument) begin(req *http.Request) (*attempt, *http.Request) {
	ctx := req.Context()
	op, _ := tmdb.OperationFrom(ctx)
	a := &attempt{instrument: i, start: time.Now(), common: make([]attribute.KeyValue, 0, 7)}
	a.common = append(a.common, semconv.HTTPRequestMethodKey.String(cmp.Or(req.Method, http.MethodGet)),
		semconv.ServerAddress(req.URL.Hostname()), semconv.ServerPort(port(req)))
	if op.Path != "" {
		a.common = append(a.common, semconv.URLTemplate(op.Path))
	}
	resent := 0
	if c, _ := ctx.Value(i).(*call); c != nil {
		resent = int(c.sent.Add(1)) - 1
	}
	if resent > 0 && req.Response == nil { // which one has that a redirect leads to
		i.retries.Add(ctx, 1, metric.WithAttributes(operationKey.String(cmp.Or(op.Name, other))))
	}
	if i.activeRequests.Enabled(ctx) {
		a.active = metric.WithAttributes(a.common...)
		i.activeRequests.Inst().Add(ctx, 1, a.active)
	}

	name := a.common[0].Value.AsString()
	if op.Path != "" {
		name += " " + op.Path
	}
	a.ctx, a.span = i.tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(a.common...))
	if a.span.IsRecording() { // what takes its time is not for samplers
		a.span.SetAttributes(semconv.URLFull(tmdb.RedactedURL(req)))
		if resent > 0 {
			a.span.SetAttributes(semconv.HTTPRequestResendCount(resent))
		}
	}
	req = req.WithContext(a.ctx)
	if i.propagator != nil {
		req.Header = req.Header.Clone()
		i.propagator.Inject(a.ctx, propagation.HeaderCarrier(req.Header))
	}
	return a, req
}

// end ends an attempt once, with the response if there was one, and the kind of error that it or its
// body had, "" for none.
func (a *attempt) end(resp *http.Response, kind string) {
	if a.ended.Swap(true) {
		return
	}
	attrs := a.common
	if resp != nil {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(resp.StatusCode))
		if resp.ProtoMajor > 0 {
			attrs = append(attrs, semconv.NetworkProtocolVersion(version(resp)))
		}
		if resp.StatusCode >= http.StatusBadRequest {
			kind = strconv.Itoa(resp.StatusCode)
		}
	}
	if kind != "" {
		attrs = append(attrs, semconv.ErrorTypeKey.String(kind))
		a.span.SetStatus(codes.Error, "") // error.type says it all
	}
	if a.active != nil {
		a.activeRequests.Inst().Add(a.ctx, -1, a.active)
	}
	if a.requestDuration.Enabled(a.ctx) {
		a.requestDuration.Inst().Record(a.ctx, time.Since(a.start).Seconds(), metric.WithAttributes(attrs...))
	}
	a.span.SetAttributes(attrs[len(a.common):]...)
	a.span.End()
}

// cause names the kind of an error of the network, "" for none, without its text, which may hold
// anything.
func cause(err error) string {
	timeout, ok := errors.AsType[net.Error](err)
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded), ok && timeout.Timeout():
		return "timeout"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "unexpected_eof"
	}
	return semconv.ErrorType(err).Value.AsString()
}

// port returns the port that a request goes to.
func port(req *http.Request) int {
	if n, err := strconv.Atoi(req.URL.Port()); err == nil {
		return n
	}
	if req.URL.Scheme == "http" {
		return 80
	}
	return 443
}

// version returns the version of HTTP as the conventions have it: 1.1, 2.
func version(resp *http.Response) string {
	if resp.ProtoMajor > 1 && resp.ProtoMinor == 0 {
		return strconv.Itoa(resp.ProtoMajor)
	}
	return strconv.Itoa(resp.ProtoMajor) + "." + strconv.Itoa(resp.ProtoMinor)
}

// body is that of a response, and tells when it has been read or closed.
type body struct {
	io.ReadCloser
	end func(error)
}

// Read reads on.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch err {
	case nil:
	case io.EOF:
		b.end(nil)
	default:
		b.end(err)
	}
	return n, err
}

// Close closes the body.
func (b *body) Close() error {
	defer b.end(nil)
	return b.ReadCloser.Close()
}
