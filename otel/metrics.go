package otel

import (
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/semconv/v1.43.0/httpconv"
)

// What the conventions have no attribute for. An attribute of a span and of a metric has the same
// name.
const (
	operationKey = attribute.Key("tmdb.operation")
	targetKey    = attribute.Key("tmdb.target")
	attemptsKey  = attribute.Key("tmdb.attempts")
	cacheKey     = attribute.Key("tmdb.cache")
	waitKey      = attribute.Key("tmdb.limiter.wait")
	sharedKey    = attribute.Key("tmdb.shared")
)

// other is the conventions' value for what has no name of its own.
const other = "_OTHER"

// seconds are the conventions' buckets of a duration.
var seconds = metric.WithExplicitBucketBoundaries(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)

type metrics struct {
	requestDuration httpconv.ClientRequestDuration
	activeRequests  httpconv.ClientActiveRequests
	callDuration    metric.Float64Histogram
	cache           metric.Int64Counter
	limiterWait     metric.Float64Histogram
	retries         metric.Int64Counter
}

// newMetrics returns the metrics of a meter. One that the meter cannot make is not measured, and the
// reason goes where OpenTelemetry's errors go.
func newMetrics(meter metric.Meter) (m metrics) {
	var errs [6]error
	m.requestDuration, errs[0] = httpconv.NewClientRequestDuration(meter)
	m.activeRequests, errs[1] = httpconv.NewClientActiveRequests(meter)
	if m.callDuration, errs[2] = meter.Float64Histogram("tmdb.client.call.duration", seconds, metric.WithUnit("s"),
		metric.WithDescription("Duration of calls, with all their attempts and waits.")); errs[2] != nil {
		m.callDuration = noop.Float64Histogram{}
	}
	if m.cache, errs[3] = meter.Int64Counter("tmdb.client.cache", metric.WithUnit("{call}"),
		metric.WithDescription("Number of calls by what the cache did.")); errs[3] != nil {
		m.cache = noop.Int64Counter{}
	}
	if m.limiterWait, errs[4] = meter.Float64Histogram("tmdb.client.limiter.wait", seconds, metric.WithUnit("s"),
		metric.WithDescription("How long calls that send a request wait for the rate limit.")); errs[4] != nil {
		m.limiterWait = noop.Float64Histogram{}
	}
	if m.retries, errs[5] = meter.Int64Counter("tmdb.client.retries", metric.WithUnit("{attempt}"),
		metric.WithDescription("Number of attempts after the first of a request.")); errs[5] != nil {
		m.retries = noop.Int64Counter{}
	}
	for _, err := range errs {
		if err != nil {
			otel.Handle(err)
		}
	}
	return m
}
