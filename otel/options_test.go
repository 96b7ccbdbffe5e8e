package otel_test

import (
	"context"
	"errors"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdbotel "github.com/tmdb-go/tmdb/otel"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestTogether: a program's own options keep what they do, on either side of Instrument, and have the
// spans in their contexts that the documentation says.
func TestTogether(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]bool{"Instrument first": true, "Instrument last": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, srv := newRig(), tmdbtest.NewServer(t)
			seen := map[string]trace.SpanID{}
			note := func(who string, ctx context.Context) { seen[who] = trace.SpanFromContext(ctx).SpanContext().SpanID() }
			opts := []tmdb.Option{
				tmdb.WithHTTPClient(&http.Client{Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
					note("network", req.Context())
					return testkit.HTTP.Transport.RoundTrip(req)
				})}),
				tmdb.WithObserver(func(ctx context.Context, _ tmdb.Call) { note("observer", ctx) }),
				tmdb.WithStart(func(ctx context.Context, _ tmdb.Operation) context.Context { note("start", ctx); return ctx }),
				within(func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
					note("middleware", req.Context())
					return next.RoundTrip(req)
				}),
			}
			if before {
				opts = append([]tmdb.Option{r.instrument()}, opts...)
			} else {
				opts = append(opts, r.instrument())
			}
			client := tmdbtest.NewClient(t, srv, opts...)
			if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
				t.Fatal(err)
			}
			spans := r.spans(t, 2)
			attempt, call := spans[0].SpanContext().SpanID(), spans[1].SpanContext().SpanID()
			want := map[string]trace.SpanID{"network": attempt, "observer": call, "start": call, "middleware": attempt}
			if !before {
				want["start"], want["middleware"] = trace.SpanID{}, call
			}
			for who, id := range want {
				if got, ok := seen[who]; !ok || got != id {
					t.Errorf("%s has the span %v, want %v; the attempt's is %v and the call's %v", who, got, id, attempt, call)
				}
			}
		})
	}
}

// TestCopies: a copy is traced like its client, with an observer of its own, too.
func TestCopies(t *testing.T) {
	t.Parallel()
	r, srv := newRig(), tmdbtest.NewServer(t)
	told := 0
	other, err := newClient(t, r, srv).With(tmdb.WithObserver(func(context.Context, tmdb.Call) { told++ }))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Movies.Details(t.Context(), 550, nil); err != nil || told != 1 {
		t.Errorf("the observer was told %d times: %v", told, err)
	}
	r.wantSpans(t, srv.URL, movieOK, strings.TrimPrefix(movieDone, "caller > "))
	for want, opt := range map[string]tmdb.Option{"want this as an option of New": r.instrument(), "an option is nil": tmdbotel.Instrument(nil)} {
		if _, err := other.With(opt); !errors.Is(err, tmdb.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// TestTwice: two instruments of one client do not take each other's spans.
func TestTwice(t *testing.T) {
	t.Parallel()
	r, s, srv := newRig(), newRig(), tmdbtest.NewServer(t)
	client := newClient(t, r, srv, s.instrument())
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Fatal(err)
	}
	inner := s.spans(t, 2)
	for _, span := range inner {
		s.ended <- span
	}
	outer := r.spans(t, 2)
	if inner[1].Parent().SpanID() != outer[1].SpanContext().SpanID() || inner[0].Parent().SpanID() != outer[0].SpanContext().SpanID() {
		t.Error("the spans of the second are not below those of the first")
	}
	for _, span := range outer {
		if n := len(span.Attributes()); n < 5 {
			t.Errorf("%s has %d attributes", span.Name(), n)
		}
	}
}

// TestPropagation: TMDB gets no headers of a trace unless an option says so.
func TestPropagation(t *testing.T) {
	t.Parallel()
	for _, propagate := range []bool{false, true} {
		r, srv := newRig(), tmdbtest.NewServer(t)
		changed := false
		opts := []tmdbotel.Option{tmdbotel.WithPropagator(nil)}
		if propagate {
			opts = append(opts, tmdbotel.WithPropagator(propagation.TraceContext{}))
		}
		client := tmdbtest.NewClient(t, srv, within(func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
			resp, err := next.RoundTrip(req)
			changed = req.Header.Get("Traceparent") != ""
			return resp, err
		}), r.instrument(opts...))
		if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
			t.Fatal(err)
		}
		attempt := r.spans(t, 2)[0].SpanContext()
		want := ""
		if propagate {
			want = "00-" + attempt.TraceID().String() + "-" + attempt.SpanID().String() + "-01"
		}
		if changed {
			t.Error("the header of the request was changed for who sent it")
		}
		header := srv.Requests()[0].Header
		if got := header.Get("Traceparent"); got != want || header.Get("Tracestate")+header.Get("Baggage") != "" {
			t.Errorf("sent the traceparent %q, want %q, of %v", got, want, header)
		}
	}
}

// TestDependencies: who imports the package gets the API of OpenTelemetry, and no SDK.
func TestDependencies(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	for _, path := range strings.Fields(string(out)) {
		if strings.HasPrefix(path, "go.opentelemetry.io/otel/sdk") || strings.HasPrefix(path, "go.opentelemetry.io/contrib") {
			t.Errorf("the package depends on %s", path)
		}
	}
}
