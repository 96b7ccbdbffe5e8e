package wrapper

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

type whoKey struct{}

type startedKey struct{}

// observed is an observer that writes down what it is told.
type observed struct {
	mu    sync.Mutex
	calls []Call
	who   []any

	begun   []*Operation // what start was told
	started []any        // what of that each call had
}

func (o *observed) observe(ctx context.Context, call Call) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls = append(o.calls, call)
	o.who = append(o.who, ctx.Value(whoKey{}))
	o.started = append(o.started, ctx.Value(startedKey{}))
}

func (o *observed) start(ctx context.Context, op Operation) context.Context {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.begun = append(o.begun, &op)
	return context.WithValue(ctx, startedKey{}, &op)
}

// checkStarts checks that each call has begun once and has what start gave it.
func (o *observed) checkStarts(t *testing.T) {
	t.Helper()
	if len(o.begun) != len(o.calls) {
		t.Errorf("%d calls began and %d ended", len(o.begun), len(o.calls))
	}
	for i, call := range o.calls {
		op, _ := o.started[i].(*Operation)
		if at := slices.Index(o.begun, op); op == nil || at < 0 {
			t.Errorf("%s: began as %v", call.Target, op)
		} else {
			o.begun[at] = nil
		}
		if op != nil && *op != call.Operation && call.Operation.Name != "tvSeriesDetails" { // which an editor made of another
			t.Errorf("%s began as %s", call.Operation.Name, op.Name)
		}
	}
}

// slow responds after a second of a faked clock.
func slow(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if testkit.Wait(r.Context(), time.Second) == nil {
			w.Header().Set("Cache-Control", "max-age=60")
			testkit.Respond(status, jsonType, body)(w, r)
		}
	}
}

// TestObserver: every call is seen once, by the observer, in the log and by TraceCalls alike, however it ends.
func TestObserver(t *testing.T) {
	t.Parallel()
	type want struct {
		operation, target string
		status, attempts  int
		cache             CacheStatus
		shared            bool
		took, waited      time.Duration
		err               error // nil for none, errAny for one
	}
	details := func(ctx context.Context, c *Client) { _, _ = c.Movies.Details(ctx, 550, nil) }
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		opts    []Option
		do      func(context.Context, *Client)
		want    []want
	}{
		"success": {slow(200, `{"id":550}`), nil, details, []want{
			{"movieDetails", "/3/movie/550", 200, 1, "", false, time.Second, 0, nil},
		}},
		"not found": {slow(404, `{}`), nil, details, []want{
			{"movieDetails", "/3/movie/550", 404, 1, "", false, time.Second, 0, ErrNotFound},
		}},
		"no JSON": {slow(200, `<html>`), []Option{WithRetry(nil)}, details, []want{
			{"movieDetails", "/3/movie/550", 200, 1, "", false, time.Second, 0, ErrUnavailable},
		}},
		"wrong type": {slow(200, `{"id":"x"}`), nil, details, []want{
			{"movieDetails", "/3/movie/550", 200, 1, "", false, time.Second, 0, errAny},
		}},
		"retried": {slow(503, `{}`), []Option{WithRetry(&Retry{Max: 2, MinWait: 1})}, details, []want{
			{"movieDetails", "/3/movie/550", 503, 3, "", false, 3 * time.Second, 0, ErrUnavailable},
		}},
		"refused": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Search.Movies(ctx, &gen.SearchMoviesParams{Query: "x", Page: new(501)})
		}, []want{{"searchMovies", "/3/search/movie?query=x&page=501", 0, 0, "", false, 0, 0, ErrInvalid}}},
		"refused path": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Credits.Details(ctx, "..", nil)
		}, []want{{"creditDetails", "", 0, 0, "", false, 0, 0, ErrInvalid}}},
		"refused languages": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _, _ = c.Movies.DetailsIn(ctx, 550, nil, nil)
			_, _, _ = c.People.DetailsIn(ctx, 287, []string{OriginalLanguage}, nil)
			_, _, _ = c.Collections.DetailsIn(ctx, 10, []string{"de"}, &gen.CollectionDetailsParams{AppendToResponse: []gen.CollectionAppend{"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t"}})
		}, []want{
			{"movieDetails", "", 0, 0, "", false, 0, 0, ErrInvalid},
			{"personDetails", "", 0, 0, "", false, 0, 0, ErrInvalid},
			{"collectionDetails", "", 0, 0, "", false, 0, 0, ErrInvalid},
		}},
		"refused days": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = Collect(c.Changes.MoviesBetween(ctx, "2024-01-02", "2024-01-01"), 0)
			_, _ = Collect(c.Changes.TVBetween(ctx, "", "2024-01-01"), 0)
			_, _ = Collect(c.Changes.PeopleBetween(ctx, "2024-01-01", "x"), 0)
		}, []want{
			{"changedMovies", "", 0, 0, "", false, 0, 0, ErrInvalid},
			{"changedTVSeries", "", 0, 0, "", false, 0, 0, ErrInvalid},
			{"changedPeople", "", 0, 0, "", false, 0, 0, ErrInvalid},
		}},
		"refused by an editor": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Movies.Details(ctx, 550, nil, Region("x"))
		}, []want{{"movieDetails", "/3/movie/550", 0, 0, "", false, 0, 0, ErrInvalid}}},
		"without a user": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Lists.Delete(ctx, 17, &gen.DeleteListParams{})
		}, []want{{"deleteList", "/3/list/17", 0, 0, "", false, 0, 0, ErrUnauthorized}}},
		"canceled": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
			defer cancel()
			details(ctx, c)
		}, []want{{"movieDetails", "/3/movie/550", 0, 1, "", false, time.Millisecond, 0, context.DeadlineExceeded}}},
		"timeout": {slow(200, `{}`), []Option{WithTimeout(2 * time.Millisecond)}, details, []want{
			{"movieDetails", "/3/movie/550", 0, 1, "", false, 2 * time.Millisecond, 0, context.DeadlineExceeded},
		}},
		"from the cache": {slow(200, `{"id":550}`), []Option{WithCache(NewMemoryCache(1 << 20))}, func(ctx context.Context, c *Client) {
			details(ctx, c)
			details(ctx, c)
		}, []want{
			{"movieDetails", "/3/movie/550", 200, 1, CacheMiss, false, time.Second, 0, nil},
			{"movieDetails", "/3/movie/550", 200, 0, CacheHit, false, 0, 0, nil},
		}},
		"shared": {slow(200, `{"id":550}`), nil, func(ctx context.Context, c *Client) {
			var wg sync.WaitGroup
			wg.Go(func() { details(ctx, c) })
			wg.Go(func() {
				_ = testkit.Wait(ctx, time.Millisecond)
				details(ctx, c)
			})
			wg.Wait()
		}, []want{
			{"movieDetails", "/3/movie/550", 200, 1, "", false, time.Second, 0, nil},
			{"movieDetails", "/3/movie/550", 200, 1, "", true, time.Second - time.Millisecond, 0, nil},
		}},
		"limited": {slow(200, `{"id":550}`), []Option{WithLimiter(rate.NewLimiter(0.5, 1))}, func(ctx context.Context, c *Client) {
			details(ctx, c)
			details(ctx, c)
		}, []want{
			{"movieDetails", "/3/movie/550", 200, 1, "", false, time.Second, 0, nil},
			{"movieDetails", "/3/movie/550", 200, 1, "", false, 2 * time.Second, time.Second, nil},
		}},
		"given up in the limit": {slow(200, `{}`), []Option{WithLimiter(limiterFunc(func(ctx context.Context) error {
			return testkit.Wait(ctx, time.Hour)
		})), WithTimeout(time.Minute)}, details, []want{
			{"movieDetails", "/3/movie/550", 0, 0, "", false, time.Minute, time.Minute, context.DeadlineExceeded},
		}},
		"pages": {func(w http.ResponseWriter, r *http.Request) {
			page := r.URL.Query().Get("page")
			slow(200, fmt.Sprintf(`{"page":%s,"results":[{"id":%s}],"total_pages":2,"total_results":2}`, page, page))(w, r)
		}, nil, func(ctx context.Context, c *Client) {
			_, _ = Collect(c.Search.MoviesIter(ctx, &gen.SearchMoviesParams{Query: "x"}), 0)
		}, []want{
			{"searchMovies", "/3/search/movie?query=x&page=1", 200, 1, "", false, time.Second, 0, nil},
			{"searchMovies", "/3/search/movie?query=x&page=2", 200, 1, "", false, time.Second, 0, nil},
		}},
		"generated client": {slow(404, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = Result(c.API.MovieDetailsWithResponse(ctx, 550, nil))
		}, []want{{"movieDetails", "/3/movie/550", 404, 1, "", false, time.Second, 0, ErrNotFound}}},
		"editor that makes a call": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Movies.Details(ctx, 550, nil, func(ctx context.Context, _ *http.Request) error {
				_, err := c.API.MovieDetailsWithResponse(ctx, 551, nil)
				return err
			})
		}, []want{
			{"movieDetails", "/3/movie/551", 200, 1, "", false, time.Second, 0, nil},
			{"movieDetails", "/3/movie/550", 200, 1, "", false, 2 * time.Second, 0, nil},
		}},
		"editor that goes elsewhere": {slow(200, `{}`), nil, func(ctx context.Context, c *Client) {
			_, _ = c.Movies.Details(ctx, 550, nil, func(_ context.Context, req *http.Request) error {
				req.URL.Path = "/3/tv/1396"
				return nil
			})
		}, []want{{"tvSeriesDetails", "/3/tv/1396", 200, 1, "", false, time.Second, 0, nil}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				seen, log := &observed{}, &lockedBuffer{}
				logger := slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelInfo}))
				client := newFakeClient(t, test.handler, append([]Option{WithObserver(seen.observe), WithStart(seen.start), WithLogger(logger)}, test.opts...)...)
				ctx, trace := TraceCalls(context.WithValue(t.Context(), whoKey{}, name))
				test.do(ctx, client)
				if len(seen.calls) != len(test.want) {
					t.Fatalf("%d calls: %+v", len(seen.calls), seen.calls)
				}
				seen.checkStarts(t)
				if last := seen.calls[len(seen.calls)-1]; trace() != last && !last.Shared && !trace().Shared { // who shares ends at once
					t.Errorf("traced %+v, observed %+v", trace(), last)
				}
				slices.SortStableFunc(seen.calls, func(a, b Call) int { // the one that sent the request first
					return cmp.Compare(fmt.Sprint(a.Shared), fmt.Sprint(b.Shared))
				})
				failed := 0
				for i, got := range seen.calls {
					want := test.want[i]
					if got.Operation.Name != want.operation || got.Target != want.target || got.StatusCode != want.status || got.Attempts != want.attempts ||
						got.Cache != want.cache || got.Shared != want.shared || got.Duration.Truncate(time.Millisecond) != want.took || got.Waited != want.waited {
						t.Errorf("call %d: got %+v, want %+v", i, got, want)
					}
					if e, ok := errors.AsType[*Error](got.Err); ok != (want.err != nil) || ok && (want.err != errAny && !errors.Is(e, want.err) || e.Target != want.target) {
						t.Errorf("call %d: %#v, want %v", i, got.Err, want.err)
					}
					if seen.who[i] != name {
						t.Errorf("call %d: the context is that of %v", i, seen.who[i])
					}
					if got.Err != nil {
						failed++
					}
				}
				records := strings.Split(strings.TrimSpace(log.String()), "\n")
				if failed == 0 && log.String() != "" || failed > 0 && len(records) != failed {
					t.Fatalf("%d calls failed, and logged\n%s", failed, log.String())
				}
				if failed > 0 {
					var record map[string]any
					if err := json.Unmarshal([]byte(records[0]), &record); err != nil {
						t.Fatal(err)
					}
					if record["level"] != "WARN" || record["operation"] != test.want[0].operation || record["error"] != seen.calls[0].Err.Error() {
						t.Errorf("logged %v", record)
					}
				}
			})
		})
	}
}

func TestWithObserver(t *testing.T) {
	t.Parallel()
	_, err := New(testToken, WithObserver(nil))
	if err == nil || !strings.Contains(err.Error(), "WithObserver: the observer is nil: want") {
		t.Errorf("got %v", err)
	}
	var first, second observed
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), WithObserver(first.observe))
	for _, c := range []*Client{client, with(t, client), with(t, client, WithObserver(second.observe))} {
		if _, err := c.Movies.Details(t.Context(), 550, nil); err != nil {
			t.Error(err)
		}
	}
	if len(first.calls) != 3 || len(second.calls) != 1 {
		t.Errorf("%d calls, and %d of the copy", len(first.calls), len(second.calls))
	}
}

// TestObserverPanics: what panics in an observer panics in the call.
func TestObserverPanics(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), WithObserver(func(context.Context, Call) { panic("oh") }))
	for name, call := range map[string]func(context.Context){
		"service":          func(ctx context.Context) { _, _ = client.Movies.Details(ctx, 550, nil) },
		"generated client": func(ctx context.Context) { _, _ = client.API.MovieDetailsWithResponse(ctx, 550, nil) },
		"prefetched":       func(ctx context.Context) { _, _ = Collect(client.Search.MoviesIter(Prefetch(ctx), nil), 0) },
	} {
		func() {
			defer func() {
				if recover() != "oh" {
					t.Errorf("%s: no panic", name)
				}
			}()
			call(t.Context())
		}()
	}
}

// TestObserverOfPanics: a call that panics, or exits, is seen once as well.
func TestObserverOfPanics(t *testing.T) {
	t.Parallel()
	odd := map[string]func(){"panic": func() { panic("oh") }, "exit": runtime.Goexit}
	for name, call := range map[string]func(context.Context, *Client, func()) error{
		"transport": func(ctx context.Context, c *Client, _ func()) error {
			_, err := c.Movies.Details(ctx, 550, nil)
			return err
		},
		"generated client": func(ctx context.Context, c *Client, _ func()) error {
			_, err := c.API.MovieDetailsWithResponse(ctx, 550, nil)
			return err
		},
		"prefetched": func(ctx context.Context, c *Client, _ func()) error {
			return failed(c.Movies.SimilarIter(Prefetch(ctx), 550, nil))
		},
		"editor": func(ctx context.Context, c *Client, odd func()) error {
			_, err := c.Movies.Details(ctx, 550, nil, func(context.Context, *http.Request) error { odd(); return nil })
			return err
		},
	} {
		for how, odd := range odd {
			t.Run(name+", "+how, func(t *testing.T) {
				t.Parallel()
				var seen observed
				client := newFakeClient(t, func(http.ResponseWriter, *http.Request) { odd() }, WithObserver(seen.observe), WithStart(seen.start))
				ctx, trace := TraceCalls(t.Context())
				var wg sync.WaitGroup
				wg.Go(func() {
					defer func() { _ = recover() }()
					t.Errorf("returned %v", call(ctx, client, odd))
				})
				wg.Wait()
				if len(seen.calls) != 1 || trace() != seen.calls[0] {
					t.Fatalf("observed %+v, traced %+v", seen.calls, trace())
				}
				seen.checkStarts(t)
				if got := seen.calls[0]; got.Operation.Name == "" || !strings.HasPrefix(got.Target, "/3/movie/550") || got.Err == nil {
					t.Errorf("observed %+v", got)
				}
			})
		}
	}
}

// TestObserverSeesNoSecret makes the calls that hold secrets, and prints what an observer is told.
func TestObserverSeesNoSecret(t *testing.T) {
	t.Parallel()
	for name, failure := range everyFailure {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var seen observed
				var urls lockedBuffer
				middleware := WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
					return transport.Func(func(req *http.Request) (*http.Response, error) {
						fmt.Fprintln(&urls, RedactedURL(req))
						return next.RoundTrip(req)
					})
				})
				network := &http.Client{Transport: transport.Func(failure)}
				for _, client := range secretiveClients(t, WithHTTPClient(network), middleware, WithObserver(seen.observe), WithRetry(nil), WithLimiter(nil), WithTimeout(time.Second)) {
					for _, do := range secretiveCalls {
						_ = do(t.Context(), client)
					}
				}
				var text bytes.Buffer
				for _, call := range seen.calls {
					call.Operation = Operation{} // whose tags are words of the secrets
					fmt.Fprintf(&text, "%v %+v %#v\n", call, call, call)
					if call.Err != nil {
						text.WriteString(printed(call.Err))
					}
				}
				wantNoSecret(t, "an observer", text.String())
				wantNoSecret(t, "a redacted URL", urls.String())
				if !strings.Contains(urls.String(), "https://api.themoviedb.org/3/movie/550/account_states?") {
					t.Errorf("redacted URLs\n%s", urls.String())
				}
				if len(seen.calls) < 4*len(secretiveCalls) {
					t.Errorf("%d calls", len(seen.calls))
				}
			})
		})
	}
}

func BenchmarkCall(b *testing.B) {
	client, err := New(testToken, WithHTTPClient(fakeHTTP(testkit.Respond(200, jsonType, `{}`))), WithLimiter(nil))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.Movies.Details(b.Context(), 550, nil); err != nil {
			b.Fatal(err)
		}
	}
}
