// Otel traces the calls of a client with OpenTelemetry: a span for each call, with the name of the
// operation, such as tmdb.movieDetails, and one for each request that leaves for it.
//
// It is a module of its own, so that the client does not depend on OpenTelemetry. It prints the
// spans; a program would export them. With TMDB_ACCESS_TOKEN or TMDB_API_KEY it asks TMDB, or the
// server at TMDB_BASE_URL, without any of these a small server of its own.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"id":550,"title":"Fight Club"}`)
	}))
	defer server.Close()
	var opts []tmdb.Option
	if os.Getenv("TMDB_ACCESS_TOKEN")+os.Getenv("TMDB_API_KEY")+os.Getenv("TMDB_BASE_URL") == "" {
		opts = []tmdb.Option{tmdb.WithToken("token"), tmdb.WithBaseURL(server.URL)}
	}
	if err := run(context.Background(), os.Stdout, opts...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, opts ...tmdb.Option) error {
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(printer{out}))
	// The innermost transport: it sees each attempt, and none of what the cache has.
	traced := &http.Client{Transport: otelhttp.NewTransport(withoutURL{http.DefaultTransport},
		otelhttp.WithTracerProvider(provider),
		otelhttp.WithSpanNameFormatter(spanName),
	)}
	client, err := tmdb.FromEnv(append(opts, tmdb.WithHTTPClient(traced), tmdb.WithObserver(spanOf(provider)),
		tmdb.WithDefaults(tmdb.Session("session")))...)
	if err != nil {
		return err
	}
	movie, err := client.Movies.Details(ctx, 550, nil)
	if err != nil {
		return err
	}
	_, err = client.Movies.Credits(ctx, movie.ID, nil)
	return err
}

// spanOf returns an observer that makes a span of each call: it sees those from the cache and those
// that were refused, too.
func spanOf(provider trace.TracerProvider) func(context.Context, tmdb.Call) {
	tracer := provider.Tracer("tmdb")
	return func(ctx context.Context, call tmdb.Call) {
		end := time.Now()
		_, span := tracer.Start(ctx, "tmdb."+call.Operation.Name, trace.WithTimestamp(end.Add(-call.Duration)))
		span.SetAttributes(
			attribute.String("tmdb.target", call.Target),
			attribute.Int("tmdb.attempts", call.Attempts),
			attribute.Int64("tmdb.waited_ms", call.Waited.Milliseconds()),
			attribute.String("tmdb.cache", string(call.Cache)),
		)
		if call.Err != nil {
			span.SetStatus(codes.Error, call.Err.Error())
		}
		span.End(trace.WithTimestamp(end))
	}
}

func spanName(_ string, r *http.Request) string {
	if op, ok := tmdb.OperationFrom(r.Context()); ok {
		return "tmdb." + op.Name
	}
	return "HTTP " + r.Method
}

// withoutURL takes the URL off the span of a request: it has the v3 API key or the session in it, if
// there is one. The template of the path tells what was asked for.
type withoutURL struct{ base http.RoundTripper }

func (t withoutURL) RoundTrip(req *http.Request) (*http.Response, error) {
	op, _ := tmdb.OperationFrom(req.Context())
	trace.SpanFromContext(req.Context()).SetAttributes(
		attribute.String("url.full", ""),
		attribute.String("url.template", op.Path),
	)
	return t.base.RoundTrip(req)
}

// printer prints spans, where a program would export them.
type printer struct{ out io.Writer }

func (printer) OnStart(context.Context, sdktrace.ReadWriteSpan) {}

func (p printer) OnEnd(span sdktrace.ReadOnlySpan) {
	fmt.Fprint(p.out, span.Name())
	for _, a := range span.Attributes() {
		switch a.Key {
		case "url.template", "url.full", "http.response.status_code", "tmdb.attempts":
			fmt.Fprintf(p.out, " %s=%s", a.Key, a.Value.String())
		}
	}
	fmt.Fprintln(p.out)
}

func (printer) Shutdown(context.Context) error   { return nil }
func (printer) ForceFlush(context.Context) error { return nil }
