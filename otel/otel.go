package otel

import (
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// scope is the name of what makes the spans and metrics.
const scope = "github.com/tmdb-go/tmdb/otel"

// Option says where spans and metrics go.
type Option func(*config)

type config struct {
	tracers    trace.TracerProvider
	meters     metric.MeterProvider
	propagator propagation.TextMapPropagator // nil: none
}

// WithTracerProvider has spans made by provider, in place of the global one. nil stands for that.
func WithTracerProvider(provider trace.TracerProvider) Option {
	return func(c *config) { c.tracers = provider }
}

// WithMeterProvider has metrics made by provider, in place of the global one. nil stands for that.
func WithMeterProvider(provider metric.MeterProvider) Option {
	return func(c *config) { c.meters = provider }
}

// WithPropagator sends with each attempt the headers of propagator, such as the traceparent of
// propagation.TraceContext, for a proxy or a server of one's own that goes on with the trace. Without
// it there are none: TMDB has no use for them, and baggage may hold what is not meant for others. nil
// is for none.
func WithPropagator(propagator propagation.TextMapPropagator) Option {
	return func(c *config) { c.propagator = propagator }
}

// Instrument returns an option of tmdb.New or tmdb.FromEnv that traces and measures all calls of the
// client and its copies. It is not one of client.With, as copies share the transport.
func Instrument(opts ...Option) tmdb.Option {
	var c config
	for _, opt := range opts {
		if opt == nil {
			return tmdb.Options(nil) // which says so
		}
		opt(&c)
	}
	if c.tracers == nil {
		c.tracers = otel.GetTracerProvider()
	}
	if c.meters == nil {
		c.meters = otel.GetMeterProvider()
	}
	i := &instrument{
		tracer:     c.tracers.Tracer(scope, trace.WithSchemaURL(semconv.SchemaURL)),
		propagator: c.propagator,
		metrics:    newMetrics(c.meters.Meter(scope, metric.WithSchemaURL(semconv.SchemaURL))),
	}
	return tmdb.Options(tmdb.WithStart(i.start), tmdb.WithObserver(i.end), tmdb.WithMiddleware(i.middleware))
}

// instrument traces and measures the calls of a client. It is the key in their contexts, too, so that
// two of them do not take each other's.
type instrument struct {
	metrics

	tracer     trace.Tracer
	propagator propagation.TextMapPropagator // nil: none
}
