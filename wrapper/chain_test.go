package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// events notes what the layers of a transport do, in their order.
type events struct {
	mu   sync.Mutex
	list []string
}

func (e *events) add(event string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.list = append(e.list, event)
}

func (e *events) take() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := e.list
	e.list = nil
	return list
}

type notingStore struct {
	CacheStore
	events *events
}

func (s notingStore) Get(ctx context.Context, key string) ([]byte, error) {
	s.events.add("cache")
	return s.CacheStore.Get(ctx, key)
}

func (s notingStore) Set(ctx context.Context, key string, value []byte) error {
	s.events.add("store")
	return s.CacheStore.Set(ctx, key, value)
}

type notingHandler struct {
	slog.Handler
	events *events
}

func (h notingHandler) Handle(ctx context.Context, r slog.Record) error {
	event := r.Message
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "cache" {
			event += " " + a.Value.String()
		}
		if a.Key == "shared" {
			event += " shared"
		}
		return true
	})
	h.events.add(event)
	return nil
}

func (h notingHandler) Enabled(context.Context, slog.Level) bool { return true }

// TestOrder pins coalesce → cache → limit → retry → network by what each lets the next one see.
func TestOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var seen events
		gate, status := make(chan struct{}), http.StatusBadGateway
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			seen.add("network")
			<-gate
			if status != http.StatusOK {
				w.WriteHeader(status)
				status = http.StatusOK
				return
			}
			cacheable(w, r)
		},
			WithLogger(slog.New(notingHandler{slog.DiscardHandler, &seen})),
			WithCache(notingStore{NewMemoryCache(1 << 20), &seen}),
			WithLimiter(limiterFunc(func(context.Context) error { seen.add("limit"); return nil })),
		)
		call := func() {
			if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
				t.Error(err)
			}
		}

		// Two at a time, of whose one request the first attempt fails: everybody logs, one asks the cache, each attempt
		// passes the limit, and the cache keeps what the last one brought.
		var wg sync.WaitGroup
		wg.Go(call)
		wg.Go(call)
		synctest.Wait()
		if got, want := seen.take(), []string{"cache", "limit", "network"}; !slices.Equal(got, want) {
			t.Errorf("at first %v, want %v", got, want)
		}
		close(gate)
		wg.Wait()
		got := seen.take()
		slices.Sort(got[max(0, len(got)-2):]) // whichever logs first
		if want := []string{"retry", "limit", "network", "store", "call miss", "call miss shared"}; !slices.Equal(got, want) {
			t.Errorf("then %v, want %v", got, want)
		}

		// What the cache has passes neither the limit nor the network.
		call()
		if got, want := seen.take(), []string{"cache", "call hit"}; !slices.Equal(got, want) {
			t.Errorf("again %v, want %v", got, want)
		}
	})
}

func TestLog(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		call    func(context.Context, *Client) error
		want    []map[string]any
	}{
		"success": {testkit.Respond(200, jsonType, `{"id":1}`), func(ctx context.Context, c *Client) error {
			return errorOf(c.Movies.Details(ctx, 550, nil))
		}, []map[string]any{{
			"level": "DEBUG", "msg": "call", "target": "/3/movie/550", "method": "GET", "operation": "movieDetails", "path": "/3/movie/{movie_id}",
			"status": 200.0, "attempts": 1.0,
		}}},
		"of the generated client": {testkit.Respond(200, jsonType, `{"id":1}`), func(ctx context.Context, c *Client) error {
			return errorOf(Result(c.API.MovieCreditsWithResponse(ctx, 550, nil)))
		}, []map[string]any{{"level": "DEBUG", "operation": "movieCredits", "path": "/3/movie/{movie_id}/credits"}}},
		"not found": {testkit.Respond(404, jsonType, `{}`), func(ctx context.Context, c *Client) error {
			return errorOf(c.Movies.Details(ctx, 550, nil))
		}, []map[string]any{{"level": "WARN", "status": 404.0, "error": "tmdb: GET /3/movie/550: 404 Not Found"}}},
		"retried": {testkit.Respond(503, jsonType, `{}`), func(ctx context.Context, c *Client) error {
			return errorOf(c.Movies.Details(ctx, 550, nil))
		}, []map[string]any{
			{"level": "DEBUG", "msg": "retry", "operation": "movieDetails", "target": "/3/movie/550", "attempt": 1.0, "status": 503.0},
			{"level": "WARN", "msg": "call", "status": 503.0, "attempts": 2.0},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
				// Without a wait, whose digits in the log could be those looked for.
				client := newFakeClient(t, test.handler, WithLogger(logger), WithRetry(&Retry{Max: 1, MinWait: 1}))
				err := test.call(t.Context(), client)
				lines := strings.Split(strings.TrimSpace(log.String()), "\n")
				if len(lines) != len(test.want) {
					t.Fatalf("%v, and logged\n%s", err, log.String())
				}
				for i, line := range lines {
					var got map[string]any
					if err := json.Unmarshal([]byte(line), &got); err != nil {
						t.Fatal(err)
					}
					for key, want := range test.want[i] {
						if got[key] != want {
							t.Errorf("record %d has %s %v, want %v", i, key, got[key], want)
						}
					}
				}
				testkit.WantNone(t, log.String(), testToken)
			})
		})
	}
}

func TestLogOfALostConnection(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	client, err := New(testToken, WithRetry(nil), WithLogger(slog.New(slog.NewTextHandler(&log, nil))),
		WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
			return nil, errors.New("cannot send " + req.Header.Get("Authorization") + " to\n" + req.URL.String())
		})}))
	if err != nil {
		t.Fatal(err)
	}
	if err := errorOf(with(t, client, WithDefaults(Session("my-session"))).Movies.Details(t.Context(), 550, nil)); err == nil {
		t.Fatal("no error")
	}
	testkit.WantText(t, log.String(), `level=WARN msg=call method=GET operation=movieDetails path=/3/movie/{movie_id} `, `: cannot send Bearer [redacted] to`)
	testkit.WantNone(t, log.String(), testToken, "my-session")
}
