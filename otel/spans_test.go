package otel_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

const (
	movieCall = "caller > tmdb.movieDetails internal "
	movieTry  = "tmdb.movieDetails > GET /3/movie/{movie_id} client "
	movieOK   = movieTry + "Unset http.request.method=GET http.response.status_code=200 url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}"
	movieDone = movieCall + "Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}"
	caller    = "caller internal Unset"
)

// TestSpans: a call has a span below its caller's, and each attempt one below that of its call,
// however they end.
func TestSpans(t *testing.T) {
	t.Parallel()
	type call func(context.Context, *tmdb.Client) error
	details := func(ctx context.Context, c *tmdb.Client) error {
		_, err := c.Movies.Details(ctx, 550, nil)
		return err
	}
	for name, test := range map[string]struct {
		faults map[string]tmdbtest.Fault
		opts   []tmdb.Option
		do     call
		kind   error
		want   []string
	}{
		"success": {nil, nil, details, nil, []string{movieOK, movieDone}},
		"generated client": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			_, err := c.API.MovieDetailsWithResponse(ctx, 550, nil)
			return err
		}, nil, []string{movieOK, movieDone}},
		"503 and then 200": {map[string]tmdbtest.Fault{"movieDetails": tmdbtest.Code(46)}, nil, details, nil, []string{
			movieTry + "Error error.type=503 http.request.method=GET http.response.status_code=503 url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
			movieTry + "Unset http.request.method=GET http.request.resend_count=1 http.response.status_code=200 url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
			movieCall + "Unset http.response.status_code=200 tmdb.attempts=2 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
		}},
		"cut off": {map[string]tmdbtest.Fault{"movieDetails": tmdbtest.CutOff()}, []tmdb.Option{tmdb.WithRetry(nil)}, details, tmdb.ErrUnavailable, []string{
			movieTry + "Error error.type=unexpected_eof http.request.method=GET http.response.status_code=200 url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
			movieCall + "Error error.type=unavailable http.response.status_code=200 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
		}},
		"larger than it may be": {nil, []tmdb.Option{tmdb.WithMaxBody(10)}, details, tmdb.ErrUnavailable, []string{
			movieOK, // as far as it was read
			movieCall + "Error error.type=unavailable http.response.status_code=200 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
		}},
		"not found": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			_, err := c.Movies.Details(ctx, 1, nil)
			return err
		}, tmdb.ErrNotFound, []string{
			movieTry + "Error error.type=404 http.request.method=GET http.response.status_code=404 url.full=http://server/3/movie/1 url.template=/3/movie/{movie_id}",
			movieCall + "Error error.type=not_found http.response.status_code=404 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/1 url.template=/3/movie/{movie_id}",
		}},
		"refused": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			_, err := c.Search.Movies(ctx, &gen.SearchMoviesParams{Query: "x", Page: new(501)})
			return err
		}, tmdb.ErrInvalid, []string{
			"caller > tmdb.searchMovies internal Error error.type=invalid tmdb.attempts=0 tmdb.operation=searchMovies tmdb.target=/3/search/movie?query=x&page=501 url.template=/3/search/movie",
		}},
		"from the cache": {nil, []tmdb.Option{tmdb.WithCache(tmdb.NewMemoryCache(1 << 20))}, func(ctx context.Context, c *tmdb.Client) error {
			return errors.Join(details(ctx, c), details(ctx, c))
		}, nil, []string{
			movieOK,
			movieCall + "Unset http.response.status_code=200 tmdb.attempts=1 tmdb.cache=miss tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
			movieCall + "Unset http.response.status_code=200 tmdb.attempts=0 tmdb.cache=hit tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
		}},
		"cancelled": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			ctx, cancel := context.WithCancel(ctx)
			return details(context.WithValue(ctx, cancelKey{}, cancel), c)
		}, context.Canceled, []string{
			movieTry + "Error error.type=canceled http.request.method=GET url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
			movieCall + "Error error.type=canceled tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
		}},
		"an editor makes another operation of it": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			_, err := c.Movies.Details(ctx, 550, nil, func(_ context.Context, req *http.Request) error {
				req.URL.Path = "/3/tv/1396"
				return nil
			})
			return err
		}, nil, []string{
			"tmdb.tvSeriesDetails > GET /3/tv/{series_id} client Unset http.request.method=GET http.response.status_code=200 url.full=http://server/3/tv/1396 url.template=/3/tv/{series_id}",
			"caller > tmdb.tvSeriesDetails internal Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=tvSeriesDetails tmdb.target=/3/tv/1396 url.template=/3/tv/{series_id}",
		}},
		"pages": {nil, nil, func(ctx context.Context, c *tmdb.Client) error {
			_, err := tmdb.Collect(c.Discover.MoviesIter(ctx, nil), 21)
			return err
		}, nil, []string{
			"tmdb.discoverMovies > GET /3/discover/movie client Unset http.request.method=GET http.response.status_code=200 url.full=http://server/3/discover/movie?page=1 url.template=/3/discover/movie",
			"caller > tmdb.discoverMovies internal Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=discoverMovies tmdb.target=/3/discover/movie?page=1 url.template=/3/discover/movie",
			"tmdb.discoverMovies > GET /3/discover/movie client Unset http.request.method=GET http.response.status_code=200 url.full=http://server/3/discover/movie?page=2 url.template=/3/discover/movie",
			"caller > tmdb.discoverMovies internal Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=discoverMovies tmdb.target=/3/discover/movie?page=2 url.template=/3/discover/movie",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, srv := newRig(), tmdbtest.NewServer(t, tmdbtest.Quiet())
			for operation, fault := range test.faults {
				if err := srv.Fail(operation, 1, fault); err != nil {
					t.Fatal(err)
				}
			}
			client := newClient(t, r, srv, append(test.opts, within(cancelled))...)
			ctx, span := r.tracers.Tracer("test").Start(t.Context(), "caller")
			if err := test.do(ctx, client); test.kind == nil && err != nil || !errors.Is(err, test.kind) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			span.End()
			r.wantSpans(t, srv.URL, append(test.want, caller)...)
		})
	}
}

type cancelKey struct{}

// cancelled cancels a call whose context asks for it as its attempt is under way.
func cancelled(req *http.Request, next http.RoundTripper) (*http.Response, error) {
	if cancel, ok := req.Context().Value(cancelKey{}).(context.CancelFunc); ok {
		cancel()
		<-req.Context().Done() // which is that of the flight
	}
	return next.RoundTrip(req)
}

// inProcess is a network that ends in a handler, for a faked clock.
func inProcess(handler http.Handler) *http.Client {
	return &http.Client{Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
		w, got := httptest.NewRecorder(), *req
		got.Body = http.NoBody
		handler.ServeHTTP(w, &got)
		resp := w.Result()
		resp.Request = req
		return resp, nil
	})}
}

// TestSharedSpans: of two calls that share a request, the attempt belongs to the one that sends it,
// also when that one does not wait for it.
func TestSharedSpans(t *testing.T) {
	t.Parallel()
	for _, leaves := range []bool{false, true} {
		t.Run(fmt.Sprint("first leaves: ", leaves), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				srv, err := tmdbtest.NewUnstarted()
				if err != nil {
					t.Fatal(err)
				}
				defer srv.Close()
				r, open := newRig(), make(chan struct{})
				client, err := tmdb.New(srv.Token, tmdb.WithHTTPClient(inProcess(srv.Handler())), r.instrument(),
					within(func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
						<-open
						return next.RoundTrip(req)
					}))
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				tracer := r.tracers.Tracer("test")
				first, firstSpan := tracer.Start(ctx, "first")
				second, secondSpan := tracer.Start(t.Context(), "second")
				var wg sync.WaitGroup
				wg.Go(func() { _, _ = client.Movies.Details(first, 550, nil) })
				synctest.Wait()
				wg.Go(func() { _, _ = client.Movies.Details(second, 550, nil) })
				synctest.Wait()
				want := "first > tmdb.movieDetails internal Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}"
				if leaves {
					cancel()
					synctest.Wait()
					want = "first > tmdb.movieDetails internal Error error.type=canceled tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}"
				}
				close(open)
				wg.Wait()
				firstSpan.End()
				secondSpan.End()
				spans := r.spans(t, 5)
				for _, s := range spans {
					r.ended <- s
				}
				for _, try := range spans {
					for _, call := range spans {
						if try.Parent().SpanID() == call.SpanContext().SpanID() && call.Name() == "tmdb.movieDetails" &&
							call.Parent().SpanID() != firstSpan.SpanContext().SpanID() {
							t.Error("the attempt belongs to the second call")
						}
					}
				}
				r.wantSpans(t, "https://api.themoviedb.org", movieOK, want,
					"second > tmdb.movieDetails internal Unset http.response.status_code=200 tmdb.attempts=1 tmdb.operation=movieDetails tmdb.shared=true tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}",
					"first internal Unset", "second internal Unset")
				metrics, _ := r.metrics(t)
				if want := "tmdb.client.limiter.wait tmdb.operation=movieDetails: "; metrics[len(metrics)-1] != want+"1" {
					t.Errorf("the shared wait counts twice: %s", metrics[len(metrics)-1])
				}
			})
		})
	}
}

// TestSpansOfPanics: what panics, or ends its goroutine, leaves no span open.
func TestSpansOfPanics(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]func(){"panic": func() { panic("oh") }, "exit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, srv := newRig(), tmdbtest.NewServer(t)
			client := newClient(t, r, srv, within(func(*http.Request, http.RoundTripper) (*http.Response, error) {
				odd()
				return nil, nil
			}))
			var wg sync.WaitGroup
			wg.Go(func() {
				defer func() { _ = recover() }()
				_, _ = client.Movies.Details(t.Context(), 550, nil)
			})
			wg.Wait()
			r.wantSpans(t, srv.URL,
				movieTry+"Error error.type=_OTHER http.request.method=GET url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
				"tmdb.movieDetails internal Error error.type=_OTHER tmdb.attempts=0 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}")
		})
	}
}

// TestOddTransports: what a transport of the user's may return does no harm.
func TestOddTransports(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		resp *http.Response
		err  error
		want string
	}{
		"nothing": {nil, nil, "Unset http.request.method=GET"},
		"no body": {&http.Response{StatusCode: 200}, nil, "Unset http.request.method=GET http.response.status_code=200"},
		"error":   {nil, errors.New("oh"), "Error error.type=*errors.errorString http.request.method=GET"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, srv := newRig(), tmdbtest.NewServer(t)
			client := newClient(t, r, srv, tmdb.WithRetry(nil), within(func(*http.Request, http.RoundTripper) (*http.Response, error) {
				return test.resp, test.err
			}))
			if _, err := client.Movies.Details(t.Context(), 550, nil); err == nil {
				t.Error("no error")
			}
			status := ""
			if test.resp != nil {
				status = " http.response.status_code=200"
			}
			r.wantSpans(t, srv.URL, movieTry+test.want+" url.full=http://server/3/movie/550 url.template=/3/movie/{movie_id}",
				"tmdb.movieDetails internal Error error.type=unavailable"+status+" tmdb.attempts=1 tmdb.operation=movieDetails tmdb.target=/3/movie/550 url.template=/3/movie/{movie_id}")
		})
	}
}
