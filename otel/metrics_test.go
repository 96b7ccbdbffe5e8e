package otel_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	tmdbotel "github.com/tmdb-go/tmdb/otel"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestMetrics(t *testing.T) {
	t.Parallel()
	r, srv := newRig(), tmdbtest.NewServer(t)
	client := newClient(t, r, srv, tmdb.WithCache(tmdb.NewMemoryCache(1<<20)))
	if err := srv.Fail("movieDetails", 2, tmdbtest.Code(46)); err != nil {
		t.Fatal(err)
	}
	for _, id := range []int{550, 550, 603, 1} {
		_, _ = client.Movies.Details(t.Context(), id, nil)
	}
	_, _ = client.TVSeries.Details(t.Context(), 1396, nil, tmdb.Page(0))
	const movie = " http.request.method=GET"
	r.wantMetrics(t,
		"http.client.active_requests"+movie+" url.template=/3/movie/{movie_id}: 0",
		"http.client.request.duration error.type=503"+movie+" http.response.status_code=503 url.template=/3/movie/{movie_id}: 2",
		"http.client.request.duration error.type=404"+movie+" http.response.status_code=404 url.template=/3/movie/{movie_id}: 1",
		"http.client.request.duration"+movie+" http.response.status_code=200 url.template=/3/movie/{movie_id}: 2",
		"tmdb.client.cache tmdb.cache=hit tmdb.operation=movieDetails: 1",
		"tmdb.client.cache tmdb.cache=miss tmdb.operation=movieDetails: 3",
		"tmdb.client.call.duration error.type=invalid tmdb.operation=tvSeriesDetails: 1",
		"tmdb.client.call.duration error.type=not_found tmdb.operation=movieDetails: 1",
		"tmdb.client.call.duration tmdb.operation=movieDetails: 3",
		"tmdb.client.limiter.wait tmdb.operation=movieDetails: 3",
		"tmdb.client.retries tmdb.operation=movieDetails: 2",
	)
	_, all := r.metrics(t)
	buckets := []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}
	for _, m := range all.ScopeMetrics[0].Metrics {
		if data, ok := m.Data.(metricdata.Histogram[float64]); ok && (m.Unit != "s" || !slices.Equal(data.DataPoints[0].Bounds, buckets)) {
			t.Errorf("%s has the unit %q and the buckets %v", m.Name, m.Unit, data.DataPoints[0].Bounds)
		}
		if m.Description == "" || m.Unit == "" {
			t.Errorf("%s has the description %q and the unit %q", m.Name, m.Description, m.Unit)
		}
	}
}

// TestRedirect: what follows a redirect is an attempt more, but no retry.
func TestRedirect(t *testing.T) {
	t.Parallel()
	r, srv := newRig(), tmdbtest.NewServer(t)
	client := newClient(t, r, srv, within(func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
		if req.Response != nil {
			return next.RoundTrip(req)
		}
		resp := respond(307, "{}")
		resp.Header.Set("Location", req.URL.String())
		return resp, nil
	}))
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Fatal(err)
	}
	if got := attributes(r.spans(t, 3)[1].Attributes()...); !strings.Contains(got, "http.request.resend_count=1") {
		t.Errorf("the second attempt has %s", got)
	}
	if got, _ := r.metrics(t); strings.Contains(strings.Join(got, "\n"), "retries") {
		t.Errorf("metrics\n%s", strings.Join(got, "\n"))
	}
}

// brokenMeters makes nothing but errors, and nil with them.
type brokenMeters struct{ noop.MeterProvider }

func (brokenMeters) Meter(string, ...metric.MeterOption) metric.Meter { return brokenMeter{} }

type brokenMeter struct{ noop.Meter }

var errBroken = errors.New("broken")

func (brokenMeter) Float64Histogram(string, ...metric.Float64HistogramOption) (metric.Float64Histogram, error) {
	return nil, errBroken
}

func (brokenMeter) Int64Counter(string, ...metric.Int64CounterOption) (metric.Int64Counter, error) {
	return nil, errBroken
}

func (brokenMeter) Int64UpDownCounter(string, ...metric.Int64UpDownCounterOption) (metric.Int64UpDownCounter, error) {
	return nil, errBroken
}

// TestNoMetrics: calls go on, and spans, with providers that measure nothing. It is not parallel, as
// errors have but one place to go.
func TestNoMetrics(t *testing.T) {
	var errs []error
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { errs = append(errs, err) }))
	for name, provider := range map[string]metric.MeterProvider{
		"broken": brokenMeters{}, "global": nil, "without a reader": sdkmetric.NewMeterProvider(),
	} {
		r, srv := newRig(), tmdbtest.NewServer(t)
		client := tmdbtest.NewClient(t, srv, tmdb.WithCache(tmdb.NewMemoryCache(1<<20)),
			tmdbotel.Instrument(tmdbotel.WithMeterProvider(provider), tmdbotel.WithTracerProvider(r.tracers)))
		if err := srv.Fail("movieDetails", 1, tmdbtest.Code(46)); err != nil {
			t.Fatal(err)
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(r.spans(t, 3)); n != 3 {
			t.Errorf("%s: %d spans", name, n)
		}
	}
	if len(errs) != 6 || !errors.Is(errors.Join(errs...), errBroken) {
		t.Errorf("got the errors %v", errs)
	}
}

// slowLimiter lets each request wait.
type slowLimiter time.Duration

func (l slowLimiter) Wait(ctx context.Context) error {
	time.Sleep(time.Duration(l))
	return ctx.Err()
}

// TestLimiterWait: what a call waits for the rate limit is told in seconds, and so is how long it took.
func TestLimiterWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv, err := tmdbtest.NewUnstarted()
		if err != nil {
			t.Fatal(err)
		}
		defer srv.Close()
		r := newRig()
		client, err := tmdb.New(srv.Token, tmdb.WithHTTPClient(inProcess(srv.Handler())), tmdb.WithLimiter(slowLimiter(1500*time.Millisecond)),
			r.instrument(), within(func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
				time.Sleep(time.Second)
				return next.RoundTrip(req)
			}))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
			t.Fatal(err)
		}
		if got := attributes(r.spans(t, 2)[1].Attributes()...); !strings.Contains(got, " tmdb.limiter.wait=1.5 ") {
			t.Errorf("the call has%s", got)
		}
		sums := map[string]float64{}
		_, all := r.metrics(t)
		for _, m := range all.ScopeMetrics[0].Metrics {
			if data, ok := m.Data.(metricdata.Histogram[float64]); ok {
				sums[m.Name] = data.DataPoints[0].Sum
			}
		}
		want := map[string]float64{"tmdb.client.limiter.wait": 1.5, "tmdb.client.call.duration": 2.5, "http.client.request.duration": 1}
		if !maps.Equal(sums, want) {
			t.Errorf("got %v, want %v", sums, want)
		}
	})
}
