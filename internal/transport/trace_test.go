package transport

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"
)

func TestRecorder(t *testing.T) {
	t.Parallel()
	var rec Recorder
	ctx := record(t.Context(), &rec)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { note(ctx, func(tr *Trace) { tr.Attempts++ }) })
	}
	wg.Wait()
	noteCache(ctx, Hit)
	if got, want := rec.Trace(), (Trace{Cache: Hit, Attempts: 8}); got != want {
		t.Errorf("trace %+v, want %+v", got, want)
	}

	// Nobody wants to know.
	noteCache(t.Context(), Hit)
	noteCache(record(ctx, nil), Miss)
	if got := rec.Trace().Cache; got != Hit {
		t.Errorf("cache: %q", got)
	}
}

// TestWaited: the time in the limit is noted, also of a wait that is under way, for those who share a request, and
// for those who gave up.
func TestWaited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wait := Waiter(waitFunc(func(ctx context.Context) error { return sleep(ctx, time.Minute) }))
		rt := Chain(serve(func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			return respond(503, ""), nil
		}), Coalesce(nil), Limit(wait), Retry(RetryConfig{Max: 1, MinWait: 1, Wait: wait}))
		var wg sync.WaitGroup
		for _, test := range []struct {
			after, give time.Duration
			want        Trace
		}{
			{0, time.Hour, Trace{Attempts: 2, Waited: 2 * time.Minute}},
			{time.Second, 30 * time.Second, Trace{Shared: true, Waited: 31 * time.Second}},
			{time.Second, 90 * time.Second, Trace{Attempts: 1, Shared: true, Waited: 90 * time.Second}},
		} {
			wg.Go(func() {
				time.Sleep(test.after)
				ctx, cancel := context.WithTimeout(t.Context(), test.give)
				defer cancel()
				req, rec := recorded(get(t).WithContext(ctx))
				resp, err := rt.RoundTrip(req)
				if err == nil {
					_ = resp.Body.Close()
				}
				got := rec.Trace()
				got.Waited = got.Waited.Truncate(time.Millisecond)
				if got != test.want {
					t.Errorf("after %v: %+v, want %+v", test.after, got, test.want)
				}
			})
		}
		wg.Wait()
	})
}

type waitFunc func(context.Context) error

func (f waitFunc) Wait(ctx context.Context) error { return f(ctx) }

// TestTooLate: a wait that is not begun tells so, whatever the limiter.
func TestTooLate(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	slow := rate.NewLimiter(rate.Every(time.Hour), 1)
	slow.Allow()
	for name, wait := range map[string]func(context.Context) error{
		"rate": Waiter(slow),
		"own":  Waiter(waitFunc(func(context.Context) error { return context.DeadlineExceeded })),
	} {
		if err := wait(ctx); !errors.Is(err, ErrTooLate) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Waiter(waitFunc(func(context.Context) error { return errReset }))(ctx); errors.Is(err, ErrTooLate) {
		t.Errorf("got %v", err)
	}
}
