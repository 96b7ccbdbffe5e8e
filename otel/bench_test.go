package otel_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	noopmetric "go.opentelemetry.io/otel/metric/noop"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	nooptrace "go.opentelemetry.io/otel/trace/noop"

	tmdbotel "github.com/tmdb-go/tmdb/otel"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// BenchmarkCall compares calls without and with spans and metrics: over a network within the process,
// which takes no time, on loopback, and from the cache.
func BenchmarkCall(b *testing.B) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "max-age=3600")
		_, _ = w.Write([]byte(`{"id":550,"title":"Fight Club"}`))
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	sampled := func(sampler sdktrace.Sampler) tmdb.Option {
		tracers := sdktrace.NewTracerProvider(sdktrace.WithSampler(sampler), sdktrace.WithBatcher(tracetest.NewNoopExporter()))
		b.Cleanup(func() { _ = tracers.Shutdown(b.Context()) })
		return tmdbotel.Instrument(tmdbotel.WithTracerProvider(tracers),
			tmdbotel.WithMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewManualReader()))))
	}
	for _, network := range []struct {
		name string
		opts []tmdb.Option
	}{
		{"in process", []tmdb.Option{tmdb.WithHTTPClient(inProcess(handler))}},
		{"loopback", []tmdb.Option{tmdb.WithBaseURL(server.URL)}},
		{"cached", []tmdb.Option{tmdb.WithHTTPClient(inProcess(handler)), tmdb.WithCache(tmdb.NewMemoryCache(1 << 20))}},
	} {
		for _, with := range []struct {
			name string
			opt  tmdb.Option
		}{
			{"bare", tmdb.Options()},
			{"observer", tmdb.WithObserver(func(ctx context.Context, call tmdb.Call) {})},
			{"no-op", tmdbotel.Instrument(tmdbotel.WithTracerProvider(nooptrace.NewTracerProvider()), tmdbotel.WithMeterProvider(noopmetric.NewMeterProvider()))},
			{"SDK without samples", sampled(sdktrace.NeverSample())},
			{"SDK", sampled(sdktrace.AlwaysSample())},
		} {
			b.Run(network.name+"/"+with.name, func(b *testing.B) {
				client, err := tmdb.New("token", append(network.opts, with.opt, tmdb.WithLimiter(nil))...)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := client.Movies.Details(b.Context(), 550, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
