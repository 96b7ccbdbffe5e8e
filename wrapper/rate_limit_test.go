package wrapper

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestRateLimit counts what is sent in ten seconds by many callers, a client and its copy together.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts        []Option
		least, most int
	}{
		"default": {nil, 430, 440},
		"slower":  {[]Option{WithLimiter(rate.NewLimiter(2, 3))}, 20, 23},
		"none":    {[]Option{WithLimiter(nil)}, 1000, 1000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				sent := 0
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					sent++
					mu.Unlock()
					testkit.Respond(200, jsonType, `{}`)(w, r)
				}, append(test.opts, WithTimeout(0), WithoutCoalescing())...)
				clients := []*Client{client, with(t, client, WithDefaults(Language("de")))}
				ctx, cancel := context.WithCancel(t.Context())
				var wg sync.WaitGroup
				for i := range 1000 {
					wg.Go(func() { _, _ = clients[i%2].Movies.Details(ctx, i, nil) })
				}
				time.Sleep(10*time.Second - time.Millisecond)
				synctest.Wait()
				mu.Lock()
				if sent < test.least || sent > test.most {
					t.Errorf("%d requests, want %d to %d", sent, test.least, test.most)
				}
				mu.Unlock()
				cancel()
				wg.Wait()
			})
		})
	}
}

// TestRateLimitTooLate: a call whose turn would come too late says so at once.
func TestRateLimitTooLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), WithLimiter(rate.NewLimiter(0.01, 1)))
		if _, err := client.Movies.Details(t.Context(), 1, nil); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		_, err := client.Movies.Details(t.Context(), 2, nil)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != 0 {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
	})
}

type limiterFunc func(context.Context) error

func (f limiterFunc) Wait(ctx context.Context) error { return f(ctx) }

func TestWithLimiter(t *testing.T) {
	t.Parallel()
	mine := errors.New("not now")
	asked := 0
	client := newFakeClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") },
		WithLimiter(limiterFunc(func(context.Context) error { asked++; return mine })))
	if _, err := client.Movies.Details(t.Context(), 550, nil); !errors.Is(err, mine) || asked != 1 {
		t.Errorf("got %v, asked %d times", err, asked)
	}
}

func TestWithLimiterNil(t *testing.T) {
	t.Parallel()
	var none *rate.Limiter
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`), WithLimiter(none))
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Error(err)
	}
}
