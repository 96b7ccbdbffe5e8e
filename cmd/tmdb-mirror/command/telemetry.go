package command

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	tmdbotel "github.com/tmdb-go/tmdb/otel"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// collector begins the names of the variables, one of which has the URL of a collector of spans and
// metrics. OpenTelemetry reads these, and all others of its own.
const collector = "OTEL_EXPORTER_OTLP_"

// wantsTelemetry reports whether there is a collector.
func wantsTelemetry() bool {
	return slices.ContainsFunc(os.Environ(), func(v string) bool {
		name, value, _ := strings.Cut(v, "=")
		return strings.HasPrefix(name, collector) && strings.HasSuffix(name, "ENDPOINT") && value != ""
	})
}

// sendWithin is how long the last spans and metrics may take.
const sendWithin = 5 * time.Second

// instrument returns an option by which calls of a client are traced and measured, and what sends the
// last of that.
func instrument(ctx context.Context) (option tmdb.Option, stop func() error, err error) {
	spans, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, nil, err
	}
	metrics, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, spans.Shutdown(ctx))
	}
	tracers := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans))
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics)))
	option = tmdbotel.Instrument(tmdbotel.WithTracerProvider(tracers), tmdbotel.WithMeterProvider(meters))
	return option, func() error {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
		defer cancel()
		return errors.Join(tracers.Shutdown(last), meters.Shutdown(last))
	}, nil
}
