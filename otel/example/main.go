// Otel traces and measures the calls of a client with OpenTelemetry, and prints the spans and metrics;
// a program would export them.
//
// With TMDB_ACCESS_TOKEN or TMDB_API_KEY it asks TMDB, or the server at TMDB_BASE_URL, without any of
// these a stand-in of its own, which fails once, so that there is something to see.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	tmdbotel "github.com/tmdb-go/tmdb/otel"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func main() {
	srv, err := tmdbtest.New(tmdbtest.WithFault("movieDetails", 1, tmdbtest.Code(46)))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var opts []tmdb.Option
	if os.Getenv("TMDB_ACCESS_TOKEN")+os.Getenv("TMDB_API_KEY")+os.Getenv("TMDB_BASE_URL") == "" {
		opts = []tmdb.Option{tmdb.WithToken(srv.Token), tmdb.WithBaseURL(srv.URL)}
	}
	err = run(context.Background(), os.Stdout, opts...)
	srv.Close()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, opts ...tmdb.Option) error {
	reader := sdkmetric.NewManualReader()
	tracers := sdktrace.NewTracerProvider(sdktrace.WithSyncer(printer{out}))
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))

	client, err := tmdb.FromEnv(append(opts, tmdb.WithCache(tmdb.NewMemoryCache(1<<20)),
		tmdbotel.Instrument(tmdbotel.WithTracerProvider(tracers), tmdbotel.WithMeterProvider(meters)))...)
	if err != nil {
		return err
	}
	ctx, span := tracers.Tracer("example").Start(ctx, "look up a movie")
	for range 2 { // of which the second comes from the cache
		if _, err := client.Movies.Details(ctx, 550, nil); err != nil {
			return err
		}
	}
	span.End()

	var metrics metricdata.ResourceMetrics
	if err := reader.Collect(ctx, &metrics); err != nil {
		return err
	}
	printMetrics(out, metrics)
	return nil
}

// printer is an exporter that prints spans.
type printer struct{ out io.Writer }

func (p printer) ExportSpans(_ context.Context, spans []sdktrace.ReadOnlySpan) error {
	for _, span := range spans {
		fmt.Fprintf(p.out, "span %q%s\n", span.Name(), text(span.Attributes()))
	}
	return nil
}

func (printer) Shutdown(context.Context) error { return nil }

func printMetrics(out io.Writer, metrics metricdata.ResourceMetrics) {
	for _, scope := range metrics.ScopeMetrics {
		for _, m := range scope.Metrics {
			switch data := m.Data.(type) {
			case metricdata.Sum[int64]:
				for _, p := range data.DataPoints {
					fmt.Fprintf(out, "metric %s%s: %d\n", m.Name, text(p.Attributes.ToSlice()), p.Value)
				}
			case metricdata.Histogram[float64]:
				for _, p := range data.DataPoints {
					fmt.Fprintf(out, "metric %s%s: %d in %.3f s\n", m.Name, text(p.Attributes.ToSlice()), p.Count, p.Sum)
				}
			}
		}
	}
}

// text returns attributes as a text, without the server's, which are the same everywhere.
func text(attrs []attribute.KeyValue) string {
	var b strings.Builder
	slices.SortFunc(attrs, func(a, b attribute.KeyValue) int { return strings.Compare(string(a.Key), string(b.Key)) })
	for _, a := range attrs {
		if !strings.HasPrefix(string(a.Key), "server.") {
			fmt.Fprintf(&b, " %s=%s", a.Key, a.Value.String())
		}
	}
	return b.String()
}
