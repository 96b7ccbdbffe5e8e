package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

const goodMovie = `{"id":550,"title":"Fight Club"}`

// unusableBodies are those that make a success ErrUnavailable.
var unusableBodies = map[string]string{
	"HTML":             "<!doctype html><title>502</title>",
	"text":             "upstream connect error",
	"nothing":          "",
	"blank":            " \n",
	"null":             "null",
	"a text":           `"OK"`,
	"a number":         "502",
	"cut off":          `{"id":550,"title":"Fight`,
	"cut after a part": `{"id":550,"belongs_to_collection":{"id":1}`,
	"malformed":        `{"id":550,"title":}`,
	"two":              goodMovie + goodMovie,
	"internal error":   `{"success":false,"status_code":11,"status_message":"Internal error."}`,
}

// A read is repeated whenever it would end with ErrUnavailable, a write is not.
func TestReadsUntilUsable(t *testing.T) {
	t.Parallel()
	for name, body := range unusableBodies {
		for _, contentType := range []string{jsonType, "text/html", ""} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					requests := 0
					client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
						if requests++; requests < 3 || r.Method == http.MethodPost {
							testkit.Respond(200, contentType, body)(w, r)
							return
						}
						testkit.Respond(200, jsonType, goodMovie)(w, r)
					})
					movie, err := client.Movies.Details(t.Context(), 550, nil)
					if err != nil || movie.Title != "Fight Club" || requests != 3 {
						t.Errorf("%v after %d requests", err, requests)
					}
					requests = 0
					_, err = client.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 8})
					if !errors.Is(err, ErrUnavailable) || requests != 1 {
						t.Errorf("a write: %v after %d requests", err, requests)
					}
				})
			})
		}
	}
}

// What cannot be used, and a failure, is not kept and pushes out nothing.
func TestCacheKeepsWhatCanBeUsed(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{"not authorized": `{"success":false,"status_code":7,"status_message":"Invalid API key."}`}
	for name, body := range unusableBodies {
		bodies[name] = body
	}
	for name, body := range bodies {
		for _, retry := range []*Retry{nil, {}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					now := "bad"
					client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
						w.Header().Set("Cache-Control", "public, max-age=31536000")
						if now == "bad" {
							testkit.Respond(200, jsonType, body)(w, r)
							return
						}
						w.Header().Set("Cache-Control", "public, max-age=60")
						testkit.Respond(200, jsonType, goodMovie)(w, r)
					}, WithCache(NewMemoryCache(1<<20)), WithStaleIfError(time.Hour), WithRetry(retry))
					call := func() (CacheStatus, error) {
						ctx, trace := TraceCalls(t.Context())
						_, err := client.Movies.Details(ctx, 550, nil)
						return trace().Cache, err
					}
					if _, err := call(); err == nil {
						t.Error("no error")
					}
					now = "good"
					for _, want := range []CacheStatus{CacheMiss, CacheHit} {
						if did, err := call(); err != nil || did != want {
							t.Errorf("after it: %s, %v", did, err)
						}
					}
					time.Sleep(2 * time.Minute)
					now = "bad"
					if did, err := call(); name != "not authorized" && (err != nil || did != CacheStale) {
						t.Errorf("instead of it: %s, %v", did, err)
					}
				})
			})
		}
	}
}

// panicking is what may panic in a client: where it says so, once.
type panicking struct{ at atomic.Pointer[string] }

func (p *panicking) visit(where string) {
	if at := p.at.Load(); at != nil && *at == where && p.at.CompareAndSwap(at, nil) {
		if strings.HasSuffix(where, "exit") {
			runtime.Goexit()
		}
		panic(where)
	}
}

func (p *panicking) Wait(context.Context) error { p.visit("limiter"); return nil }

type panickingStore struct {
	CacheStore
	*panicking
}

func (s panickingStore) Get(ctx context.Context, key string) ([]byte, error) {
	s.visit("store, get")
	return s.CacheStore.Get(ctx, key)
}

func (s panickingStore) Set(ctx context.Context, key string, value []byte) error {
	s.visit("store, set")
	return s.CacheStore.Set(ctx, key, value)
}

type panickingHandler struct {
	slog.Handler
	*panicking
}

func (h panickingHandler) Handle(ctx context.Context, r slog.Record) error {
	h.visit("log, " + r.Message)
	return h.Handler.Handle(ctx, r)
}

type panickingBody struct {
	io.ReadCloser
	*panicking
}

func (b panickingBody) Read(data []byte) (int, error) {
	b.visit("body")
	return b.ReadCloser.Read(data)
}

// What the user gives to a client panics in the goroutine of the call, which may recover, and the
// client is as before.
func TestPanics(t *testing.T) {
	t.Parallel()
	page := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=60")
		testkit.Respond(200, jsonType, `{"page":1,"total_pages":3,"total_results":3,"results":[{"id":`+r.URL.Query().Get("page")+`0}]}`)(w, r)
	}
	calls := map[string]func(context.Context, *Client, gen.RequestEditorFn) error{
		"a call": func(ctx context.Context, c *Client, edit gen.RequestEditorFn) error {
			_, err := c.Movies.Similar(ctx, 550, &gen.MovieSimilarParams{Page: new(2)}, edit)
			return err
		},
		"a write": func(ctx context.Context, c *Client, edit gen.RequestEditorFn) error {
			_, err := c.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8}, edit)
			return err
		},
		"pages": func(ctx context.Context, c *Client, edit gen.RequestEditorFn) error {
			return failed(c.Movies.SimilarIter(ctx, 550, nil, edit))
		},
		"pages ahead": func(ctx context.Context, c *Client, edit gen.RequestEditorFn) error {
			return failed(c.Movies.SimilarIter(Prefetch(ctx), 550, nil, edit))
		},
	}
	for _, where := range []string{
		"transport", "transport, exit", "body", "editor", "limiter", "store, get", "store, set", "log, request", "log, retry", "progress",
	} {
		for name, call := range calls {
			for _, opts := range [][]Option{nil, {WithoutCoalescing()}} {
				t.Run(where+", "+name, func(t *testing.T) {
					t.Parallel()
					p := &panicking{}
					var failures atomic.Int64
					fake := fakeHTTP(page).Transport
					handler := panickingHandler{slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelDebug}), p}
					client, err := New(testToken, append(opts,
						WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
							p.visit("transport")
							p.visit("transport, exit")
							if failures.Add(-1) == 0 {
								return nil, io.ErrUnexpectedEOF
							}
							resp, err := fake.RoundTrip(req)
							resp.Body = panickingBody{resp.Body, p}
							return resp, err
						})}), WithLimiter(p), WithCache(panickingStore{NewMemoryCache(1 << 20), p}), WithLogger(slog.New(handler)),
						WithRetry(&Retry{MinWait: 1}))...)
					if err != nil {
						t.Fatal(err)
					}
					ctx := OnProgress(t.Context(), func(int64, int64) { p.visit("progress") })
					edit := func(context.Context, *http.Request) error { p.visit("editor"); return nil } //nolint:unparam // it is an editor
					if where == "log, retry" {
						failures.Store(1)
					}
					p.at.Store(&where)
					recovered, returned := any(nil), false
					var wg sync.WaitGroup
					wg.Go(func() {
						defer func() { recovered = recover() }()
						_ = call(ctx, client, edit)
						returned = true
					})
					wg.Wait()
					reached := p.at.Load() == nil
					switch {
					case !reached && !returned, reached && returned:
						t.Errorf("reached %v, returned %v", reached, returned)
					case reached && recovered != where && !strings.HasSuffix(where, "exit"):
						t.Errorf("recovered %v", recovered)
					}
					p.at.Store(nil)
					for range 2 {
						if err := call(ctx, client, edit); err != nil {
							t.Errorf("afterwards: %v", err)
						}
					}
				})
			}
		}
	}
}

func failed[T any](rows iter.Seq2[T, error]) error {
	for _, err := range rows {
		if err != nil {
			return err
		}
	}
	return nil
}

// Of several callers that wait for one response, the one who sent the request has its panic.
func TestPanicIsOneCallers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var requests atomic.Int64
		fake := fakeHTTP(testkit.Respond(200, jsonType, goodMovie)).Transport
		client, err := New(testToken, WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			if requests.Add(1) == 1 {
				panic("boom")
			}
			return fake.RoundTrip(req)
		})}))
		if err != nil {
			t.Fatal(err)
		}
		var panics atomic.Int64
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				defer func() {
					if recover() != nil {
						panics.Add(1)
					}
				}()
				if movie, err := client.Movies.Details(t.Context(), 550, nil); err != nil || movie.ID != 550 {
					t.Errorf("another caller: %v", err)
				}
			})
		}
		wg.Wait()
		if panics.Load() != 1 || requests.Load() != 2 {
			t.Errorf("%d panics, %d requests; want 1 of 2", panics.Load(), requests.Load())
		}
	})
}

// stubborn is what waits until it is released and heeds no context.
type stubborn struct {
	CacheStore
	released chan struct{}
	where    string
}

func (s *stubborn) visit(where string) {
	if s.where == where {
		<-s.released
	}
}
func (s *stubborn) Wait(context.Context) error { s.visit("limiter"); return nil }
func (s *stubborn) Read([]byte) (int, error)   { s.visit("body"); return 0, io.EOF }
func (s *stubborn) Close() error               { s.visit("body"); return nil }
func (s *stubborn) Get(ctx context.Context, key string) ([]byte, error) {
	s.visit("store, get")
	return s.CacheStore.Get(ctx, key)
}

func (s *stubborn) Set(ctx context.Context, key string, value []byte) error {
	s.visit("store, set")
	return s.CacheStore.Set(ctx, key, value)
}

// Every wait ends with the context of the call, whatever does not heed it; a store is not waited
// for so long.
func TestContextsEndEverything(t *testing.T) {
	t.Parallel()
	good := func(*http.Request) *http.Response {
		w := httptest.NewRecorder()
		w.Header().Set("Cache-Control", "max-age=60")
		testkit.Respond(200, jsonType, goodMovie)(w, nil)
		return w.Result()
	}
	status := func(status int, name, value string) func(*http.Request) *http.Response {
		return func(*http.Request) *http.Response {
			return &http.Response{StatusCode: status, Header: http.Header{name: {value}}, Body: http.NoBody}
		}
	}
	calls := map[string]func(context.Context, *Client) error{
		"a read": func(ctx context.Context, c *Client) error { return errorOf(c.Movies.Details(ctx, 550, nil)) },
		"a write": func(ctx context.Context, c *Client) error {
			return errorOf(c.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8}))
		},
		"pages": func(ctx context.Context, c *Client) error { return failed(c.Movies.SimilarIter(ctx, 550, nil)) },
		"pages ahead": func(ctx context.Context, c *Client) error {
			return failed(c.Movies.SimilarIter(Prefetch(ctx), 550, nil))
		},
	}
	for where, respond := range map[string]func(*http.Request) *http.Response{
		"limiter": good, "transport": good, "body": good, "store, get": good, "store, set": good,
		"long wait":  status(429, "Retry-After", "20"),
		"gate":       status(429, "Retry-After", "20"),
		"no end":     status(429, "Retry-After", "0"),
		"retry wait": status(503, "Retry-After", "20"),
	} {
		for name, call := range calls {
			for _, opts := range [][]Option{nil, {WithoutCoalescing()}} {
				for _, how := range []string{"deadline", "cancelled", "timeout"} {
					t.Run(where+", "+name+", "+how, func(t *testing.T) {
						t.Parallel()
						synctest.Test(t, func(t *testing.T) {
							s := &stubborn{CacheStore: NewMemoryCache(1 << 20), released: make(chan struct{}), where: where}
							defer close(s.released)
							client, err := New(testToken, append(opts, WithLimiter(s), WithCache(s), WithRetry(&Retry{Max: 50, MinWait: 5 * time.Second}),
								WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
									s.visit("transport")
									resp := respond(req)
									if where == "body" {
										resp.Body, resp.ContentLength = s, -1
									}
									return resp, nil
								})}))...)
							if err != nil {
								t.Fatal(err)
							}
							const patience = 10 * time.Second
							if where == "gate" { // another call has shut it
								short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
								defer cancel()
								_ = calls["a write"](short, client)
							}
							ctx, cancel := context.WithCancel(t.Context())
							switch how {
							case "deadline":
								ctx, cancel = context.WithTimeout(t.Context(), patience)
							case "cancelled":
								time.AfterFunc(patience, cancel)
							case "timeout":
								client = with(t, client, WithTimeout(patience))
							}
							defer cancel()
							start := time.Now()
							err = call(ctx, client)
							took := time.Since(start)
							if took > patience+time.Millisecond {
								t.Errorf("%v after %v", err, took)
							}
							if hung := strings.HasPrefix(where, "store"); hung && name == "a read" && (err != nil || took > time.Second) {
								t.Errorf("%v after %v", err, took)
							}
							if where == "gate" && how != "cancelled" && (took != 0 || !errors.Is(err, ErrRateLimited)) {
								t.Errorf("%v after %v", err, took)
							}
						})
					})
				}
			}
		}
	}
}

// A call that a 429 to another one holds back tells for how long, if it cannot wait.
func TestHeldBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			requests++
			w.Header().Set("Retry-After", "10")
			testkit.Respond(429, jsonType, `{"status_code":25}`)(w, r)
		})
		other := with(t, client, WithDefaults(Language("de-DE")))
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		_, err := client.Movies.Details(ctx, 550, nil)
		if e, ok := errors.AsType[*Error](err); !ok || !errors.Is(err, ErrRateLimited) || e.RetryAfter != 10*time.Second {
			t.Errorf("the first: %v", err)
		}
		time.Sleep(time.Second)
		start := time.Now()
		_, err = other.Movies.Details(ctx, 551, nil)
		e, ok := errors.AsType[*Error](err)
		if !ok || !errors.Is(err, ErrRateLimited) || !errors.Is(err, context.DeadlineExceeded) || e.RetryAfter != 9*time.Second || e.StatusCode != 0 {
			t.Errorf("the second: %#v", err)
		}
		if took := time.Since(start); took != 0 || requests != 1 {
			t.Errorf("after %v and %d requests", took, requests)
		}
		testkit.WantText(t, err.Error(), "another 9s", "429")
	})
}

// No server makes an error's text or a record of a log long.
func TestTextsAreShort(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("длинный text <b>", 2000)
	texts := func(n int) string {
		data, _ := json.Marshal(map[string]any{"success": false, "status_code": 34, "status_message": long, "errors": slices.Repeat([]string{long}, n)})
		return string(data)
	}
	raw := func(response string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = io.WriteString(conn, response)
			_ = conn.Close()
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"message":       testkit.Respond(404, jsonType, texts(0)),
		"errors":        testkit.Respond(422, jsonType, texts(100)),
		"200":           testkit.Respond(200, jsonType, texts(100)),
		"HTML":          testkit.Respond(503, "text/html", long),
		"HTML, 200":     testkit.Respond(200, "text/html", long),
		"content type":  testkit.Respond(200, "text/"+strings.Repeat("x", 200_000), "x"),
		"a number":      testkit.Respond(200, jsonType, `{"id":`+strings.Repeat("9", 200_000)+`}`),
		"a text":        testkit.Respond(200, jsonType, `{"id":"`+strings.Repeat("9", 200_000)+`"}`),
		"a name":        testkit.Respond(200, jsonType, `{"`+strings.Repeat("x", 200_000)+`":}`),
		"status":        raw("HTTP/1.1 " + strings.Repeat("9", 200_000) + " OK\r\n\r\n"),
		"reason":        raw("HTTP/1.1 404 " + strings.Repeat("x", 200_000) + "\r\nContent-Length: 0\r\n\r\n"),
		"protocol":      raw(strings.Repeat("x", 200_000) + " 200 OK\r\n\r\n"),
		"header":        raw("HTTP/1.1 200 OK\r\n" + strings.Repeat("x", 200_000) + "\r\n\r\n"),
		"header's name": raw("HTTP/1.1 200 OK\r\n" + strings.Repeat("(", 200_000) + ": x\r\n\r\n"),
		"length":        raw("HTTP/1.1 200 OK\r\nContent-Length: " + strings.Repeat("9", 200_000) + "\r\n\r\n"),
		"encoding":      raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + strings.Repeat("x", 200_000) + "\r\n\r\n"),
		"huge header":   raw("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 3<<20) + "\r\n\r\n"),
		"redirect": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://other.example/"+strings.Repeat("x", 200_000))
			w.WriteHeader(302)
		},
		"no redirect": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://[::1/"+strings.Repeat("x", 200_000))
			w.WriteHeader(302)
		},
		"retry after": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", strings.Repeat("9", 200_000))
			w.WriteHeader(429)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			client := newTestClient(t, handler, WithLogger(logger), WithRetry(&Retry{Max: 1, MinWait: 1}), WithHTTPClient(&http.Client{}))
			_, err := client.Movies.Details(t.Context(), 550, nil)
			if err == nil {
				t.Fatal("no error")
			}
			for text := range strings.SplitSeq(log.String(), "\n") {
				if len(text) > 4000 {
					t.Errorf("a record of %d bytes: %.300s", len(text), text)
				}
			}
			for e := err; e != nil; e = errors.Unwrap(e) {
				if text := e.Error(); len(text) > 2100 {
					t.Errorf("a text of %d bytes: %.300s", len(text), text)
				}
			}
			inJSON, _ := json.Marshal(err)
			for _, text := range []string{fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err), string(inJSON)} {
				if len(text) > 10_000 {
					t.Errorf("%d bytes: %.300s", len(text), text)
				}
			}
		})
	}
}

// Sixteen workers need no more connections than TMDB allows, with HTTP/1.1, too.
func TestConnections(t *testing.T) {
	t.Parallel()
	var connections atomic.Int64
	server := httptest.NewUnstartedServer(testkit.Respond(200, jsonType, goodMovie))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	client, err := New(testToken, WithBaseURL(server.URL), WithLimiter(nil))
	if err != nil {
		t.Fatal(err)
	}
	copies := []*Client{client, with(t, client, WithDefaults(Language("de-DE")))}
	var wg sync.WaitGroup
	for worker := range 16 {
		wg.Go(func() {
			for i := range 20 {
				if _, err := copies[i%2].Movies.Details(t.Context(), worker*100+i+1, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := connections.Load(); n > 20 {
		t.Errorf("%d connections", n)
	}
}
