package wrapper

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

func TestRetry(t *testing.T) {
	t.Parallel()
	read := func(ctx context.Context, c *Client) error { _, err := c.Movies.Details(ctx, 550, nil); return err }
	rate := func(ctx context.Context, c *Client) error {
		_, err := c.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8})
		return err
	}
	clear := func(ctx context.Context, c *Client) error { _, err := c.V4Lists.Clear(ctx, 17); return err }
	token := func(ctx context.Context, c *Client) error {
		_, err := c.Authentication.CreateRequestToken(ctx)
		return err
	}
	for name, test := range map[string]struct {
		call   func(context.Context, *Client) error
		status int // until the last attempt
		want   int // attempts
		opts   []Option
	}{
		"read, 429":          {read, 429, 4, nil},
		"read, 500":          {read, 500, 4, nil},
		"read, 502":          {read, 502, 4, nil},
		"read, 503":          {read, 503, 4, nil},
		"read, 504":          {read, 504, 4, nil},
		"read, 408":          {read, 408, 4, nil},
		"read, 522":          {read, 522, 4, nil},
		"read, 501":          {read, 501, 1, nil},
		"read, 404":          {read, 404, 1, nil},
		"write, 429":         {rate, 429, 4, nil},
		"write, 503":         {rate, 503, 1, nil},
		"write, 522":         {rate, 522, 1, nil},
		"clear a list, 429":  {clear, 429, 1, nil},
		"clear a list, 503":  {clear, 503, 1, nil},
		"request token, 503": {token, 503, 4, nil},
		"once":               {read, 503, 1, []Option{WithRetry(nil)}},
		"twice":              {read, 503, 2, []Option{WithRetry(&Retry{Max: 1})}},
		"the last option":    {read, 503, 4, []Option{WithRetry(nil), WithRetry(&Retry{})}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					attempts++
					sent, _ := io.ReadAll(r.Body)
					if r.Method == http.MethodPost && string(sent) != `{"value":8}` {
						t.Errorf("attempt %d sent %q", attempts, sent)
					}
					w.Header().Set("Retry-After", "2")
					testkit.Respond(test.status, jsonType, `{"status_code":25,"status_message":"Slow down."}`)(w, r)
				}, test.opts...)
				begun := time.Now()
				err := test.call(t.Context(), client)
				e, ok := errors.AsType[*Error](err)
				if !ok || e.StatusCode != test.status || e.RetryAfter != 2*time.Second || e.Message != "Slow down." {
					t.Errorf("got %#v", err)
				}
				if attempts != test.want {
					t.Errorf("%d attempts, want %d", attempts, test.want)
				}
				if waited, least := time.Since(begun), time.Duration(test.want-1)*2*time.Second; waited < least {
					t.Errorf("waited %v, want %v or more", waited, least)
				}
			})
		})
	}
}

func TestRetrySucceeds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			if attempts++; attempts < 3 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			testkit.Respond(200, jsonType, `{"id":550}`)(w, r)
		})
		ctx, watch := TraceCalls(t.Context())
		movie, err := client.Movies.Details(ctx, 550, nil)
		if err != nil || movie.ID != 550 {
			t.Fatalf("got %v, %v", movie, err)
		}
		if got := watch(); got.Attempts != 3 || got.Cache != "" {
			t.Errorf("outcome %+v", got)
		}
	})
}

// TestRetryOfALostConnection: a read is sent again, a write is not, as it may have arrived.
func TestRetryOfALostConnection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client, err := New(testToken, WithHTTPClient(&http.Client{Transport: transport.Func(func(*http.Request) (*http.Response, error) {
			attempts++
			return nil, io.ErrUnexpectedEOF
		})}))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil); !errors.Is(err, io.ErrUnexpectedEOF) || attempts != 4 {
			t.Errorf("a read: %v after %d attempts", err, attempts)
		}
		attempts = 0
		if _, err := client.Movies.DeleteRating(t.Context(), 550, nil); !errors.Is(err, io.ErrUnexpectedEOF) || attempts != 1 {
			t.Errorf("a write: %v after %d attempts", err, attempts)
		}
	})
}

func TestRetryEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newFakeClient(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "20")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		begun := time.Now()
		_, err := client.Movies.Details(ctx, 550, nil)
		if !errors.Is(err, context.Canceled) || time.Since(begun) != 3*time.Second {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
	})
}

// TestRetryBudgetIsShared: a copy has no attempts left when its client has used them up.
func TestRetryBudgetIsShared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var attempts atomic.Int64
		client := newFakeClient(t, func(w http.ResponseWriter, _ *http.Request) {
			attempts.Add(1)
			w.WriteHeader(http.StatusBadGateway)
		})
		for range 50 {
			if _, err := client.Movies.Details(t.Context(), 550, nil); !errors.Is(err, ErrUnavailable) {
				t.Fatal(err)
			}
		}
		if got := attempts.Load(); got >= 4*50 {
			t.Errorf("%d attempts in an outage: there is no budget", got)
		}
		attempts.Store(0)
		_, err := with(t, client, WithDefaults(Language("de"))).Movies.Details(t.Context(), 550, nil)
		if got := attempts.Load(); !errors.Is(err, ErrUnavailable) || got != 1 {
			t.Errorf("%v after %d attempts, want 1", err, got)
		}
	})
}

func TestWithRetryRefuses(t *testing.T) {
	t.Parallel()
	for want, retry := range map[string]Retry{
		"Retry.Max is -1: want 1 or more, 0 for 3, or WithRetry(nil) for none": {Max: -1},
		"Retry.MinWait is -1ns":                               {MinWait: -1},
		"Retry.MaxWait is -1ns":                               {MaxWait: -1},
		"Retry.MinWait is 2s, more than MaxWait, which is 1s": {MinWait: 2 * time.Second, MaxWait: time.Second},
	} {
		_, err := New(testToken, WithRetry(&retry))
		if !errors.Is(err, ErrInvalid) || !strings.HasPrefix(err.Error(), "tmdb: WithRetry: "+want) {
			t.Errorf("%+v: %v", retry, err)
		}
	}
}
