package wrapper

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// slowly returns a server that takes a second for each response, or until it is cancelled.
func slowly(server http.RoundTripper) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		if err := testkit.Wait(req.Context(), time.Second); err != nil {
			return nil, err
		}
		return server.RoundTrip(req)
	})
}

// TestPrefetch: a loop that takes as long for a page as the server needs half the time.
func TestPrefetch(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		ctx  func(context.Context) context.Context
		want time.Duration
	}{
		"one by one": {func(ctx context.Context) context.Context { return ctx }, 6 * time.Second},
		"ahead":      {Prefetch, 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &fakeList{page: func(n int) string { return movies(n, 3, n) }}
				start := time.Now()
				for range localClient(t, slowly(server)).Movies.SimilarIter(test.ctx(t.Context()), 550, nil) {
					time.Sleep(time.Second)
				}
				if got := time.Since(start); got != test.want {
					t.Errorf("took %v, want %v", got, test.want)
				}
				if got := server.pages(); !slices.Equal(got, []int{1, 2, 3}) {
					t.Errorf("asked for the pages %v", got)
				}
			})
		})
	}
}

// TestPrefetchBreak: a loop that is left ends what is under way for it, and waits for that. The bubble
// fails if a goroutine is left.
func TestPrefetchBreak(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &fakeList{page: func(n int) string { return movies(n, 9, 2*n, 2*n+1) }}
		start := time.Now()
		for range localClient(t, slowly(server)).Movies.SimilarIter(Prefetch(t.Context()), 550, nil) {
			break
		}
		if got := time.Since(start); got != time.Second {
			t.Errorf("took %v, want the second of the first page", got)
		}
		if got := server.pages(); !slices.Equal(got, []int{1}) {
			t.Errorf("the pages %v came", got)
		}
	})
}

// TestPrefetchCancel: so does the end of the context.
func TestPrefetchCancel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &fakeList{page: func(n int) string { return movies(n, 9, n) }}
		ctx, cancel := context.WithTimeout(Prefetch(t.Context()), 2500*time.Millisecond)
		defer cancel()
		start := time.Now()
		got, err := Collect(localClient(t, slowly(server)).Movies.SimilarIter(ctx, 550, nil), 0)
		if len(got) != 2 || err == nil || time.Since(start) != 2500*time.Millisecond {
			t.Errorf("%d rows, %v after %v", len(got), err, time.Since(start))
		}
	})
}

// TestPrefetchPanic: what panics behind the scenes panics in the loop.
func TestPrefetchPanic(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(n int) string {
		if n == 2 {
			panic("boom")
		}
		return movies(n, 9, n)
	}}
	client := localClient(t, server, WithoutCoalescing())
	defer func() {
		if got := recover(); got != "boom" {
			t.Errorf("recovered %v", got)
		}
	}()
	for range client.Movies.SimilarIter(Prefetch(t.Context()), 550, nil) {
	}
	t.Error("the loop ended")
}
