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
		status int // until the last try
		want   int // tries
		opts   []Option
	}{
		"read, 429":          {read, 429, 4, nil},
		"read, 500":          {read, 500, 4, nil},
		"read, 502":          {read, 502, 4, nil},
		"read, 503":          {read, 503, 4, nil},
		"read, 504":          {read, 504, 4, nil},
		"read, 501":          {read, 501, 1, nil},
		"read, 404":          {read, 404, 1, nil},
		"write, 429":         {rate, 429, 4, nil},
		"write, 503":         {rate, 503, 1, nil},
		"clear a list, 429":  {clear, 429, 1, nil},
		"clear a list, 503":  {clear, 503, 1, nil},
		"request token, 503": {token, 503, 4, nil},
		"once":               {read, 503, 1, []Option{WithoutRetry()}},
		"twice":              {read, 503, 2, []Option{WithRetry(Retry{Max: 1})}},
		"with the budget":    {read, 503, 3, []Option{WithRetry(Retry{Budget: 10})}},
		"the last option":    {read, 503, 4, []Option{WithoutRetry(), WithRetry(Retry{})}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
					tries++
					sent, _ := io.ReadAll(r.Body)
					if r.Method == http.MethodPost && string(sent) != `{"value":8}` {
						t.Errorf("try %d sent %q", tries, sent)
					}
					w.Header().Set("Retry-After", "2")
					answer(test.status, jsonType, `{"status_code":25,"status_message":"Slow down."}`)(w, r)
				}, test.opts...)
				begun := time.Now()
				err := test.call(t.Context(), client)
				e, ok := errors.AsType[*Error](err)
				if !ok || e.StatusCode != test.status || e.RetryAfter != 2*time.Second || e.Message != "Slow down." {
					t.Errorf("got %#v", err)
				}
				if tries != test.want {
					t.Errorf("%d tries, want %d", tries, test.want)
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
		tries := 0
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			if tries++; tries < 3 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			answer(200, jsonType, `{"id":550}`)(w, r)
		})
		ctx, watch := WatchCalls(t.Context())
		movie, err := client.Movies.Details(ctx, 550, nil)
		if err != nil || movie.ID != 550 {
			t.Fatalf("got %v, %v", movie, err)
		}
		if got := watch.Outcome(); got.Tries != 3 || got.Cache != "" {
			t.Errorf("outcome %+v", got)
		}
	})
}

// TestRetryOfALostConnection: a read is sent again, a write is not, as it may have arrived.
func TestRetryOfALostConnection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		client, err := New(testToken, WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			tries++
			return nil, io.ErrUnexpectedEOF
		})}))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil); !errors.Is(err, io.ErrUnexpectedEOF) || tries != 4 {
			t.Errorf("a read: %v after %d tries", err, tries)
		}
		tries = 0
		if _, err := client.Movies.DeleteRating(t.Context(), 550, nil); !errors.Is(err, io.ErrUnexpectedEOF) || tries != 1 {
			t.Errorf("a write: %v after %d tries", err, tries)
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

// TestRetryBudgetIsShared: a copy has no tries left when its client has used them up.
func TestRetryBudgetIsShared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var tries atomic.Int64
		client := newFakeClient(t, func(w http.ResponseWriter, _ *http.Request) {
			tries.Add(1)
			w.WriteHeader(http.StatusBadGateway)
		}, WithRetry(Retry{Budget: 15}))
		for i, c := range []*Client{client, with(t, client, WithLanguage("de"))} {
			_, err := c.Movies.Details(t.Context(), 550, nil)
			if want := int64(4 + i); !errors.Is(err, ErrUnavailable) || tries.Load() != want {
				t.Errorf("%d: %v after %d tries, want %d", i, err, tries.Load(), want)
			}
		}
	})
}

func TestWithRetryRefuses(t *testing.T) {
	t.Parallel()
	for want, retry := range map[string]Retry{
		"Retry.Max is -1: want 1 or more":                             {Max: -1},
		"Retry.MinWait is -1ns":                                       {MinWait: -1},
		"Retry.MaxWait is -1ns":                                       {MaxWait: -1},
		"Retry.MinWait is 2s, more than MaxWait, which is 1s":         {MinWait: 2 * time.Second, MaxWait: time.Second},
		"Retry.MaxRetryAfter is -1ns: want a positive time, or 0 for": {MaxRetryAfter: -1},
		"Retry.Budget is -1":                                          {Budget: -1},
	} {
		_, err := New(testToken, WithRetry(retry))
		if !errors.Is(err, ErrInvalid) || !strings.HasPrefix(err.Error(), "tmdb: WithRetry: "+want) {
			t.Errorf("%+v: %v", retry, err)
		}
	}
}
