package wrapper

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

type pathKey struct{}

// pathOf returns the names of the starts that a context has come through.
func pathOf(ctx context.Context) string { return fmt.Sprint(ctx.Value(pathKey{})) }

// startAs is a start that adds its name to the context.
func startAs(name string) Option {
	return WithStart(func(ctx context.Context, _ Operation) context.Context {
		return context.WithValue(ctx, pathKey{}, pathOf(ctx)+" "+name)
	})
}

// noted notes what happens, in its order.
type noted struct {
	mu   sync.Mutex
	list []string
}

func (n *noted) add(format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, fmt.Sprintf(format, args...))
}

// observeAs is an observer that notes its name and the starts.
func (n *noted) observeAs(name string) Option {
	return WithObserver(func(ctx context.Context, _ Call) { n.add("%s:%s", name, pathOf(ctx)) })
}

// attemptsAs is a middleware that notes its name and the starts.
func (n *noted) attemptsAs(name string) Option {
	return WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return transport.Func(func(req *http.Request) (*http.Response, error) {
			op, _ := OperationFrom(req.Context())
			n.add("%s %s:%s", name, op.Name, pathOf(req.Context()))
			return next.RoundTrip(req)
		})
	})
}

func (n *noted) want(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(n.list, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(n.list, "\n\t"), strings.Join(want, "\n\t"))
	}
	n.list = nil
}

// TestStartAddsUp: starts, observers and middleware of a client and its copies are all called, in
// their order, for calls of services and of the generated client alike, and attempts have their
// context.
func TestStartAddsUp(t *testing.T) {
	t.Parallel()
	var seen noted
	ctx := context.WithValue(t.Context(), pathKey{}, "mine")
	nothing := WithStart(func(context.Context, Operation) context.Context { return nil })
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), Options(startAs("a"), seen.observeAs("first"), seen.attemptsAs("outer")),
		nothing, startAs("b"), seen.observeAs("second"), seen.attemptsAs("inner"))
	one, other := with(t, client, startAs("c"), seen.observeAs("third")), with(t, client, startAs("d"))
	_, _ = client.Movies.Details(ctx, 550, nil)
	seen.want(t, "outer movieDetails:mine a b", "inner movieDetails:mine a b", "first:mine a b", "second:mine a b")
	_, _ = one.API.MovieDetailsWithResponse(ctx, 550, nil)
	seen.want(t, "outer movieDetails:mine a b c", "inner movieDetails:mine a b c", "first:mine a b c", "second:mine a b c", "third:mine a b c")
	_, _ = other.Movies.Details(ctx, -1, nil, func(ctx context.Context, _ *http.Request) error {
		return fmt.Errorf("editor:%s", pathOf(ctx))
	})
	seen.want(t, "first:mine a b d", "second:mine a b d")
}

// TestStartOfAttempts: those of a call that is shared belong to the one that sends it, and one from
// the cache has none.
func TestStartOfAttempts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts []Option
		do   func(ctx context.Context, a, b *Client)
		want []string
	}{
		"cache": {[]Option{WithCache(NewMemoryCache(1 << 20))}, func(ctx context.Context, a, b *Client) {
			_, _ = a.Movies.Details(ctx, 550, nil)
			_, _ = b.Movies.Details(ctx, 550, nil)
		}, []string{"try movieDetails:<nil> a", "done:<nil> a", "done:<nil> b"}},
		"shared": {nil, func(ctx context.Context, a, b *Client) {
			var wg sync.WaitGroup
			wg.Go(func() { _, _ = a.Movies.Details(ctx, 550, nil) })
			synctest.Wait()
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
				defer cancel()
				_, _ = b.Movies.Details(ctx, 550, nil)
			})
			wg.Wait()
		}, []string{"try movieDetails:<nil> a", "done:<nil> b", "done:<nil> a"}},
		"pages": {nil, func(ctx context.Context, a, _ *Client) {
			_, _ = Collect(a.Search.MoviesIter(Prefetch(ctx), &gen.SearchMoviesParams{Query: "x"}), 0)
		}, []string{"try searchMovies:<nil> a", "done:<nil> a", "try searchMovies:<nil> a", "done:<nil> a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var seen noted
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					page := r.URL.Query().Get("page")
					slow(200, fmt.Sprintf(`{"id":550,"page":%s,"results":[{"id":%s}],"total_pages":2,"total_results":2}`, max(page, "1"), max(page, "1")))(w, r)
				}, append(test.opts, seen.attemptsAs("try"), seen.observeAs("done"))...)
				test.do(t.Context(), with(t, client, startAs("a")), with(t, client, startAs("b")))
				seen.want(t, test.want...)
			})
		})
	}
}

// TestStartPanics: a call that panics as it begins is over as well, with what had begun.
func TestStartPanics(t *testing.T) {
	t.Parallel()
	var seen noted
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), startAs("a"),
		WithStart(func(context.Context, Operation) context.Context { panic("oh") }), startAs("b"), seen.observeAs("done"))
	for _, call := range []func(){
		func() { _, _ = client.Movies.Details(t.Context(), 550, nil) },
		func() { _, _ = client.API.MovieDetailsWithResponse(t.Context(), 550, nil) },
	} {
		func() {
			defer func() {
				if recover() != "oh" {
					t.Error("no panic")
				}
			}()
			call()
		}()
		seen.want(t, "done:<nil> a")
	}
}

// TestObserversAfterPanic: an observer that panics keeps nothing from the others.
func TestObserversAfterPanic(t *testing.T) {
	t.Parallel()
	var seen noted
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), seen.observeAs("first"),
		WithObserver(func(context.Context, Call) { panic("oh") }), seen.observeAs("last"))
	defer func() {
		if recover() != "oh" {
			t.Error("no panic")
		}
		seen.want(t, "first:<nil>", "last:<nil>")
	}()
	_, _ = client.Movies.Details(t.Context(), 550, nil)
}

// TestMiddleware: it sees each attempt, whichever side of WithHTTPClient it stands on, and is of New
// alone.
func TestMiddleware(t *testing.T) {
	t.Parallel()
	var seen noted
	network := WithHTTPClient(fakeHTTP(testkit.Respond(503, jsonType, `{}`)))
	retry := WithRetry(&Retry{Max: 1, MinWait: 1})
	for _, opts := range [][]Option{{network, retry, seen.attemptsAs("try")}, {seen.attemptsAs("try"), retry, network}} {
		client, err := New(testToken, opts...)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = client.Movies.Details(t.Context(), 550, nil)
		seen.want(t, "try movieDetails:<nil>", "try movieDetails:<nil>")
		if _, err := client.With(seen.attemptsAs("try")); err == nil || !strings.Contains(err.Error(), "WithMiddleware: copies") {
			t.Errorf("got %v", err)
		}
	}
}

func TestRedactedURL(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://api.themoviedb.org/3/movie/550?language=de&session_id=s3cr3t": "https://api.themoviedb.org/3/movie/550?language=de&session_id={session_id}",
		"http://me:s3cr3t@localhost:8080/s3cr3t/3/search/movie?query=s3cr3t":   "http://localhost:8080/3/search/movie?query={query}",
		"https://api.themoviedb.org/3/guest_session/s3cr3t/rated/movies":       "https://api.themoviedb.org/3/guest_session/{guest_session_id}/rated/movies",
		"https://other.example/s3cr3t?s3cr3t=1":                                "https://other.example",
	} {
		req, err := http.NewRequest(http.MethodGet, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer s3cr3t")
		if got := RedactedURL(req); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	if got := RedactedURL(nil) + RedactedURL(&http.Request{}); got != "" {
		t.Errorf("got %s", got)
	}
}
