package otel_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	tmdbotel "github.com/tmdb-go/tmdb/otel"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// rig takes the spans and metrics of a test.
type rig struct {
	tracers *sdktrace.TracerProvider
	meters  *sdkmetric.MeterProvider
	reader  *sdkmetric.ManualReader
	ended   chan sdktrace.ReadOnlySpan
}

func newRig() *rig {
	r := &rig{reader: sdkmetric.NewManualReader(), ended: make(chan sdktrace.ReadOnlySpan, 10_000)}
	r.tracers = sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(r))
	r.meters = sdkmetric.NewMeterProvider(sdkmetric.WithReader(r.reader))
	return r
}

// What makes rig an sdktrace.SpanProcessor.

func (r *rig) OnStart(context.Context, sdktrace.ReadWriteSpan) {}
func (r *rig) OnEnd(span sdktrace.ReadOnlySpan)                { r.ended <- span }
func (r *rig) Shutdown(context.Context) error                  { return nil }
func (r *rig) ForceFlush(context.Context) error                { return nil }

func (r *rig) instrument(opts ...tmdbotel.Option) tmdb.Option {
	return tmdbotel.Instrument(append([]tmdbotel.Option{tmdbotel.WithTracerProvider(r.tracers), tmdbotel.WithMeterProvider(r.meters)}, opts...)...)
}

// spans waits for so many spans and returns them in the order in which they ended. An attempt that was
// given up ends after its call.
func (r *rig) spans(t *testing.T, n int) []sdktrace.ReadOnlySpan {
	t.Helper()
	list := make([]sdktrace.ReadOnlySpan, 0, n)
	for len(list) < n {
		select {
		case span := <-r.ended:
			list = append(list, span)
		case <-time.After(10 * time.Second):
			t.Fatalf("%d spans ended, want %d", len(list), n)
		}
	}
	return list
}

// wantSpans checks the spans that there are now, each as "parent > name kind status attributes".
func (r *rig) wantSpans(t *testing.T, server string, want ...string) {
	t.Helper()
	spans := r.spans(t, len(want))
	if len(r.ended) > 0 {
		t.Errorf("%d spans too many", len(r.ended))
	}
	names := map[string]string{}
	for _, s := range spans {
		names[s.SpanContext().SpanID().String()] = s.Name()
	}
	var got []string
	for _, s := range spans {
		line := s.Name() + " " + s.SpanKind().String() + " " + s.Status().Code.String()
		if parent := s.Parent(); parent.IsValid() {
			line = names[parent.SpanID().String()] + " > " + line
		}
		got = append(got, strings.ReplaceAll(line+attributes(s.Attributes()...), server, "http://server"))
	}
	// Those of several calls end in any order.
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("spans\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// attributes prints attributes, without those of the server.
func attributes(attrs ...attribute.KeyValue) string {
	var list []string
	for _, a := range attrs {
		if a.Key != "server.address" && a.Key != "server.port" && a.Key != "network.protocol.version" {
			list = append(list, fmt.Sprintf(" %s=%s", a.Key, a.Value.String()))
		}
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

// metrics returns each series as "name attributes: value", of a histogram the number of values.
func (r *rig) metrics(t *testing.T) (lines []string, all metricdata.ResourceMetrics) {
	t.Helper()
	if err := r.reader.Collect(context.Background(), &all); err != nil {
		t.Fatal(err)
	}
	add := func(name string, set attribute.Set, value any) {
		lines = append(lines, fmt.Sprintf("%s%s: %v", name, attributes(set.ToSlice()...), value))
	}
	for _, scope := range all.ScopeMetrics {
		for _, m := range scope.Metrics {
			switch data := m.Data.(type) {
			case metricdata.Sum[int64]:
				for _, p := range data.DataPoints {
					add(m.Name, p.Attributes, p.Value)
				}
			case metricdata.Histogram[float64]:
				for _, p := range data.DataPoints {
					add(m.Name, p.Attributes, p.Count)
				}
			default:
				t.Errorf("%s is a %T", m.Name, data)
			}
		}
	}
	slices.Sort(lines)
	return lines, all
}

func (r *rig) wantMetrics(t *testing.T, want ...string) {
	t.Helper()
	got, _ := r.metrics(t)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("metrics\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// roundTripper is a function that is a transport.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// within has what it returns between the span of an attempt and the network.
func within(do func(req *http.Request, next http.RoundTripper) (*http.Response, error)) tmdb.Option {
	return tmdb.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(req *http.Request) (*http.Response, error) { return do(req, next) })
	})
}

// newClient returns an instrumented client of a stand-in.
func newClient(t *testing.T, r *rig, srv *tmdbtest.Server, opts ...tmdb.Option) *tmdb.Client {
	return tmdbtest.NewClient(t, srv, append([]tmdb.Option{r.instrument()}, opts...)...)
}
