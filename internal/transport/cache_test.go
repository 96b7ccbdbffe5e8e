package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

type step = func(*http.Request) (*http.Response, error)

func TestCache(t *testing.T) {
	t.Parallel()
	const fresh = "public, max-age=60"
	tagged := func(body, control string) step {
		return func(req *http.Request) (*http.Response, error) {
			if req.Header.Get("If-None-Match") == `W/"1"` {
				return answer(304, "", "Etag", `W/"1"`, "Cache-Control", control), nil
			}
			return answer(200, body, "Etag", `W/"1"`, "Cache-Control", control), nil
		}
	}
	dated := func(req *http.Request) (*http.Response, error) {
		if req.Header.Get("If-Modified-Since") == "Sat, 01 Jan 2000 00:00:00 GMT" {
			return answer(304, ""), nil
		}
		return answer(200, "a", "Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"), nil
	}
	echo := func(name, vary string) step {
		return func(req *http.Request) (*http.Response, error) {
			return answer(200, req.Header.Get(name), "Cache-Control", fresh, "Vary", vary), nil
		}
	}
	stale := Cache{StaleIfError: time.Hour}

	type call struct {
		after  time.Duration
		header []string
		status int
		body   string
		cache  Status
		age    string
		err    error
	}
	tests := []struct {
		name  string
		cfg   Cache
		steps []step
		calls []call
		sent  int64
	}{
		{
			"fresh for its time", Cache{},
			[]step{ok(200, "a", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{59 * time.Second, nil, 200, "a", Hit, "59", nil},
				{time.Second, nil, 200, "b", Miss, "", nil},
				{0, nil, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"older than it looks", Cache{},
			[]step{ok(200, "a", "Cache-Control", fresh, "Age", "50")},
			[]call{
				{0, nil, 200, "a", Miss, "50", nil},
				{9 * time.Second, nil, 200, "a", Hit, "59", nil},
				{time.Second, nil, 200, "a", Miss, "50", nil},
			}, 2,
		},
		{
			"Expires", Cache{},
			[]step{ok(200, "a", "Expires", "Sat, 01 Jan 2000 00:01:00 GMT"), ok(200, "b", "Expires", "Sat, 01 Jan 2000 00:01:00 GMT")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{59 * time.Second, nil, 200, "a", Hit, "59", nil},
				{time.Second, nil, 200, "b", Miss, "", nil},
			}, 2,
		},
		{
			"confirmed by its tag", Cache{},
			[]step{tagged("a", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Hour, nil, 200, "a", Revalidated, "0", nil},
				{time.Second, nil, 200, "a", Hit, "1", nil},
			}, 2,
		},
		{
			"confirmed by its date", Cache{},
			[]step{dated},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, nil, 200, "a", Revalidated, "0", nil},
			}, 2,
		},
		{
			"no-cache is asked for each time", Cache{},
			[]step{tagged("a", "no-cache, max-age=60")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, nil, 200, "a", Revalidated, "0", nil},
			}, 2,
		},
		{
			"confirmed and no more to be stored", Cache{},
			[]step{
				ok(200, "a", "Etag", `"1"`, "Cache-Control", "max-age=1"),
				ok(304, "", "Cache-Control", "no-store"), ok(200, "b", "Cache-Control", fresh),
			},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "a", Revalidated, "0", nil},
				{0, nil, 200, "b", Miss, "", nil},
			}, 3,
		},
		{
			"replaced", Cache{},
			[]step{ok(200, "a", "Etag", `"1"`, "Cache-Control", "max-age=1"), ok(200, "b", "Etag", `"2"`, "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "b", Miss, "", nil},
				{0, nil, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"no-store", Cache{},
			[]step{ok(200, "a", "Cache-Control", "no-store, max-age=60", "Etag", `"1"`)},
			[]call{{0, nil, 200, "a", Miss, "", nil}, {0, nil, 200, "a", Miss, "", nil}}, 2,
		},
		{
			"no longer to be stored", stale,
			[]step{
				ok(200, "a", "Cache-Control", "max-age=1"), ok(200, "b", "Cache-Control", "no-store"), fail(errLost),
			},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Second, nil, 200, "b", Miss, "", nil},
				{0, nil, 0, "", Miss, "", errLost},
			}, 3,
		},
		{
			"nothing said", Cache{}, []step{ok(200, "a")},
			[]call{{0, nil, 200, "a", Miss, "", nil}, {0, nil, 200, "a", Miss, "", nil}}, 2,
		},
		{
			"only success", Cache{}, []step{ok(404, "a", "Cache-Control", fresh)},
			[]call{{0, nil, 404, "a", Miss, "", nil}, {0, nil, 404, "a", Miss, "", nil}}, 2,
		},
		{
			"gone", stale,
			[]step{ok(200, "a", "Cache-Control", "max-age=1"), ok(404, "gone"), ok(500, "down")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Second, nil, 404, "gone", Miss, "", nil},
				{0, nil, 500, "down", Miss, "", nil},
			}, 3,
		},
		{
			"varies", Cache{}, []step{echo("Accept", "accept, origin")},
			[]call{
				{0, []string{"Accept", "a"}, 200, "a", Miss, "", nil},
				{0, []string{"Accept", "a"}, 200, "a", Hit, "0", nil},
				{0, []string{"Accept", "b"}, 200, "b", Miss, "", nil},
				{0, []string{"Accept", "b"}, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"varies by what is not known", Cache{}, []step{echo("Accept", "*")},
			[]call{{0, nil, 200, "", Miss, "", nil}, {0, nil, 200, "", Miss, "", nil}}, 2,
		},
		{
			"credentials apart", Cache{},
			[]step{ok(200, "a", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh), ok(200, "c", "Cache-Control", fresh)},
			[]call{
				{0, []string{"Authorization", "1"}, 200, "a", Miss, "", nil},
				{0, []string{"Authorization", "2"}, 200, "b", Miss, "", nil},
				{0, nil, 200, "c", Miss, "", nil},
				{0, []string{"Authorization", "1"}, 200, "a", Hit, "0", nil},
				{0, []string{"Authorization", "2"}, 200, "b", Hit, "0", nil},
			}, 3,
		},
		{
			"credentials apart by a function", Cache{KeyFunc: func(r *http.Request) string { return r.Header.Get("Key") }},
			[]step{ok(200, "a", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh)},
			[]call{
				{0, []string{"Key", "1"}, 200, "a", Miss, "", nil},
				{0, []string{"Key", "2"}, 200, "b", Miss, "", nil},
				{0, []string{"Key", "1"}, 200, "a", Hit, "0", nil},
			}, 2,
		},
		{
			"wanted anew", Cache{}, []step{tagged("a", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Second, []string{"Cache-Control", "no-cache"}, 200, "a", Revalidated, "0", nil},
				{time.Second, []string{"Cache-Control", "max-age=0"}, 200, "a", Revalidated, "0", nil},
				{time.Second, []string{"Pragma", "no-cache"}, 200, "a", Revalidated, "0", nil},
				{time.Second, []string{"Cache-Control", "max-age=5"}, 200, "a", Hit, "1", nil},
			}, 4,
		},
		{
			"not wanted from here", Cache{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, []string{"Cache-Control", "no-store"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Cache-Control", "no-store"}, 200, "a", Bypass, "", nil},
			}, 3,
		},
		{
			"wanted from here only", Cache{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, []string{"Cache-Control", "only-if-cached"}, 504, "", Miss, "", nil},
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Cache-Control", "only-if-cached"}, 200, "a", Hit, "0", nil},
			}, 1,
		},
		{
			"a part, or with conditions", Cache{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Range", "bytes=0-0"}, 200, "a", Bypass, "", nil},
				{0, []string{"If-None-Match", `"1"`}, 200, "a", Bypass, "", nil},
			}, 3,
		},
		{
			"bypass", Cache{Bypass: func(r *http.Request) bool { return r.Header.Get("X") != "" }},
			[]step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, []string{"X", "1"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"X", "1"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Hit, "0", nil},
			}, 3,
		},
		{
			"stale when the server is down or lost", stale,
			[]step{ok(200, "a", "Cache-Control", fresh), ok(503, "down"), fail(errLost), cut("half", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "a", Stale, "60", nil},
				{time.Minute, nil, 200, "a", Stale, "120", nil},
				{time.Minute, nil, 200, "a", Stale, "180", nil},
				{time.Minute, nil, 200, "b", Miss, "", nil},
			}, 5,
		},
		{
			"not stale after 429", stale,
			[]step{ok(200, "a", "Cache-Control", fresh), ok(429, "slow down"), fail(errLost)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 429, "slow down", Miss, "", nil},
				{time.Minute, nil, 200, "a", Stale, "120", nil},
			}, 3,
		},
		{
			"too stale", stale, []step{ok(200, "a", "Cache-Control", fresh), ok(503, "down"), fail(errLost)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{2 * time.Hour, nil, 503, "down", Miss, "", nil},
				{0, nil, 0, "", Miss, "", errLost},
			}, 3,
		},
		{
			"never stale", Cache{}, []step{ok(200, "a", "Cache-Control", fresh), ok(503, "down")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 503, "down", Miss, "", nil},
			}, 2,
		},
		{
			"must not be stale", stale, []step{ok(200, "a", "Cache-Control", fresh+", must-revalidate"), fail(errLost)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 0, "", Miss, "", errLost},
			}, 2,
		},
		{
			"with a body", Cache{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Body", "body"}, 200, "a", Bypass, "", nil},
			}, 2,
		},
		{
			"grown too large", Cache{MaxBody: 3, StaleIfError: time.Hour},
			[]step{ok(200, "abc", "Cache-Control", "max-age=1"), ok(200, "abcd", "Cache-Control", fresh), fail(errLost)},
			[]call{
				{0, nil, 200, "abc", Miss, "", nil},
				{time.Second, nil, 200, "abcd", Miss, "", nil},
				{time.Second, nil, 0, "", Miss, "", errLost},
			}, 3,
		},
		{
			"too large", Cache{MaxBody: 3}, []step{ok(200, "abcd", "Cache-Control", fresh), ok(200, "abc", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "abcd", Miss, "", nil},
				{0, nil, 200, "abc", Miss, "", nil},
				{0, nil, 200, "abc", Hit, "0", nil},
			}, 2,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.steps...)
				tt.cfg.Store = NewMemoryStore(1 << 20)
				tt.cfg.OnError = func(_ context.Context, err error) { t.Errorf("store: %v", err) }
				rt := NewCache(tt.cfg)(s)
				for i, c := range tt.calls {
					time.Sleep(c.after)
					req, rec := recorded(get(t, c.header...))
					if body := req.Header.Get("Body"); body != "" {
						req.Body = io.NopCloser(strings.NewReader(body))
					}
					before := req.Header.Clone()
					resp, err := rt.RoundTrip(req)
					if got := rec.Outcome().Cache; got != c.cache {
						t.Errorf("call %d: cache %q, want %q", i, got, c.cache)
					}
					if !maps.EqualFunc(req.Header, before, slices.Equal) {
						t.Errorf("call %d: the request is changed: %v", i, req.Header)
					}
					if !errors.Is(err, c.err) {
						t.Fatalf("call %d: error %v, want %v", i, err, c.err)
					}
					if err != nil {
						continue
					}
					if body := text(t, resp); resp.StatusCode != c.status || body != c.body || resp.Header.Get("Age") != c.age {
						t.Errorf("call %d: %d %q Age %q, want %d %q %q", i, resp.StatusCode, body, resp.Header.Get("Age"), c.status, c.body, c.age)
					}
				}
				if n := s.calls.Load(); n != tt.sent {
					t.Errorf("%d requests sent, want %d", n, tt.sent)
				}
				if n := s.open.Load(); n != 0 {
					t.Errorf("%d bodies open", n)
				}
			})
		})
	}
}

func TestCacheCutOff(t *testing.T) {
	t.Parallel()
	s := serve(cut("half", "Cache-Control", "max-age=60"), ok(200, "whole", "Cache-Control", "max-age=60"))
	rt := NewCache(Cache{Store: NewMemoryStore(1 << 20)})(s)
	resp, err := rt.RoundTrip(get(t))
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(resp.Body); string(body) != "half" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", body, err)
	}
	_ = resp.Body.Close()
	if _, body := do(t, rt, get(t)); body != "whole" {
		t.Errorf("a part was stored: %q", body)
	}
}

// A cookie is for the caller whose request was answered with it, and for nobody after.
func TestCacheCookie(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "a", "Etag", `"1"`, "Set-Cookie", "n=0"), ok(304, "", "Set-Cookie", "n=1"), ok(304, ""))
	rt := NewCache(Cache{Store: NewMemoryStore(1 << 20)})(s)
	for i, want := range []string{"n=0", "n=1", ""} {
		resp, err := rt.RoundTrip(get(t))
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if got := resp.Header.Get("Set-Cookie"); got != want {
			t.Errorf("answer %d: cookie %q, want %q", i, got, want)
		}
	}
}

func TestCacheKeepsNoSecrets(t *testing.T) {
	t.Parallel()
	store := NewMemoryStore(1 << 20)
	s := serve(ok(200, "a", "Cache-Control", "max-age=60", "Set-Cookie", secret, "Vary", "Authorization"))
	rt := NewCache(Cache{
		Store:   store,
		KeyFunc: func(*http.Request) string { return secret },
		Tags:    func(*http.Request) []string { return []string{secret} },
	})(s)
	req := request(t, "GET", target+"&key="+secret, "", "Authorization", "Bearer "+secret, "Cookie", "a="+secret)
	resp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Header.Get("Set-Cookie") != secret {
		t.Error("the caller's cookie is missing")
	}
	if len(store.items) != 2 {
		t.Errorf("%d items, want the answer and the tag", len(store.items))
	}
	for key, element := range store.items {
		if strings.Contains(key, secret) || bytes.Contains(element.Value.(*item).value, []byte(secret)) {
			t.Errorf("a secret is stored under %s: %q", key, element.Value.(*item).value)
		}
	}
}

func TestCacheInvalidation(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		method string
		url    string
		answer step
		gone   bool
	}{
		{"a write", "POST", target + "&x", ok(201, ""), true},
		{"a write of the same URL", "PUT", target, ok(200, ""), true},
		{"a GET that writes", "GET", target + "&clear", ok(200, ""), true},
		{"a write that was refused", "POST", target + "&x", ok(422, ""), false},
		{"a write too many", "POST", target + "&x", ok(429, ""), false},
		{"a write that may have happened", "POST", target + "&x", ok(502, ""), true},
		{"a write that was lost on the way", "POST", target + "&x", fail(errLost), true},
		{"a write of something else", "POST", target + "&other", ok(201, ""), false},
		{"HEAD", "HEAD", target, ok(200, ""), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			reads := ok(200, "a", "Cache-Control", "max-age=60")
			s := serve(func(req *http.Request) (*http.Response, error) {
				if req.Method == "GET" && req.URL.String() == target {
					return reads(req)
				}
				return tt.answer(req)
			})
			rt := NewCache(Cache{
				Store:  NewMemoryStore(1 << 20),
				Bypass: func(r *http.Request) bool { return strings.Contains(r.URL.RawQuery, "clear") },
				Tags:   func(*http.Request) []string { return []string{"thing:1", "things"} },
				Touches: func(r *http.Request) []string {
					if strings.Contains(r.URL.RawQuery, "other") {
						return []string{"thing:2"}
					}
					return []string{"thing:1"}
				},
			})(s)
			do(t, rt, get(t))

			write, rec := recorded(request(t, tt.method, tt.url, ""))
			if resp, err := rt.RoundTrip(write); err == nil {
				_ = resp.Body.Close()
			}
			if got := rec.Outcome().Cache; got != Bypass {
				t.Errorf("the write: cache %q", got)
			}

			read, rec := recorded(get(t))
			do(t, rt, read)
			want := Hit
			if tt.gone {
				want = Miss
			}
			if got := rec.Outcome().Cache; got != want {
				t.Errorf("the read: cache %q, want %q", got, want)
			}
			if s.open.Load() != 0 {
				t.Error("a body is open")
			}
		})
	}
}

func TestCacheInvalidatesSameURLWithoutTags(t *testing.T) {
	t.Parallel()
	rt := NewCache(Cache{Store: NewMemoryStore(1 << 20)})(serve(ok(200, "a", "Cache-Control", "max-age=60")))
	do(t, rt, get(t))
	do(t, rt, request(t, "DELETE", target, ""))
	req, rec := recorded(get(t))
	do(t, rt, req)
	if got := rec.Outcome().Cache; got != Miss {
		t.Errorf("cache %q", got)
	}
}

// A read that began before a write must not keep what it saw, and one that began after must.
func TestCacheInvalidationInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var value sync.Map
		value.Store("v", "old")
		s := serve(func(req *http.Request) (*http.Response, error) {
			if req.Method == "POST" {
				value.Store("v", "new")
				return answer(201, ""), nil
			}
			v, _ := value.Load("v")
			time.Sleep(time.Second) // on its way back
			return answer(200, v.(string), "Cache-Control", "max-age=60"), nil
		})
		tag := func(*http.Request) []string { return []string{"thing"} }
		rt := NewCache(Cache{Store: NewMemoryStore(1 << 20), Tags: tag, Touches: tag})(s)

		var wg sync.WaitGroup
		wg.Go(func() {
			if _, body := do(t, rt, get(t)); body != "old" {
				t.Errorf("read before: %q", body)
			}
		})
		synctest.Wait()
		do(t, rt, request(t, "POST", target, "write"))
		wg.Wait()
		for _, want := range []Status{Miss, Hit} {
			req, rec := recorded(get(t))
			if _, body := do(t, rt, req); body != "new" || rec.Outcome().Cache != want {
				t.Errorf("read after: %q, cache %q, want %q", body, rec.Outcome().Cache, want)
			}
		}
	})
}

func TestCacheInvalidatesForCallersWhoHaveGone(t *testing.T) {
	t.Parallel()
	tag := func(*http.Request) []string { return []string{"thing"} }
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := serve(func(req *http.Request) (*http.Response, error) {
		if req.Method == "POST" {
			cancel()
			return nil, context.Canceled
		}
		return answer(200, "a", "Cache-Control", "max-age=60"), nil
	})
	rt := NewCache(Cache{Store: ctxStore{NewMemoryStore(1 << 20)}, Tags: tag, Touches: tag})(s)
	do(t, rt, get(t))
	if _, err := rt.RoundTrip(request(t, "POST", target+"&x", "").WithContext(ctx)); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	req, rec := recorded(get(t))
	do(t, rt, req)
	if got := rec.Outcome().Cache; got != Miss {
		t.Errorf("cache %q", got)
	}
}

// ctxStore is one that minds its context, as a store behind a network does.
type ctxStore struct{ *MemoryStore }

func (s ctxStore) Set(ctx context.Context, key string, value []byte) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return s.MemoryStore.Set(ctx, key, value)
}

func TestCacheContext(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "a", "Cache-Control", "max-age=60, stale-if-error=60"), hang)
	rt := NewCache(Cache{Store: NewMemoryStore(1 << 20), StaleIfError: time.Hour})(s)
	do(t, rt, get(t))
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errLost)
	if _, err := rt.RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, errLost) {
		t.Errorf("a hit for a caller who has gone: %v", err)
	}

	// Who gives up while the server is asked gets that, not a stale answer.
	synctest.Test(t, func(t *testing.T) {
		s := serve(ok(200, "a", "Cache-Control", "max-age=60"), hang)
		rt := NewCache(Cache{Store: NewMemoryStore(1 << 20), StaleIfError: time.Hour})(s)
		do(t, rt, get(t))
		time.Sleep(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := rt.RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

func TestCacheBrokenStore(t *testing.T) {
	t.Parallel()
	fresh := ok(200, "a", "Cache-Control", "max-age=0", "Etag", `"1"`)
	tests := []struct {
		name   string
		store  Store
		tags   []string
		cache  Status
		errors int
	}{
		{"get", brokenStore{Store: NewMemoryStore(1 << 20), get: errLost}, nil, Miss, 1},
		{"get with tags", brokenStore{Store: NewMemoryStore(1 << 20), get: errLost}, []string{"a"}, Bypass, 1},
		{"set", brokenStore{Store: NewMemoryStore(1 << 20), set: errLost}, nil, Miss, 1},
		{"damaged", &damagedStore{}, nil, Miss, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var errs []error
			rt := NewCache(Cache{
				Store:   tt.store,
				Tags:    func(*http.Request) []string { return tt.tags },
				OnError: func(_ context.Context, err error) { errs = append(errs, err) },
			})(serve(fresh))
			req, rec := recorded(get(t))
			if status, body := do(t, rt, req); status != 200 || body != "a" || rec.Outcome().Cache != tt.cache {
				t.Errorf("%d %q, cache %q", status, body, rec.Outcome().Cache)
			}
			if len(errs) != tt.errors {
				t.Errorf("errors %v, want %d", errs, tt.errors)
			}
		})
	}

	t.Run("delete and change", func(t *testing.T) {
		t.Parallel()
		var errs []error
		rt := NewCache(Cache{
			Store:   brokenStore{Store: NewMemoryStore(1 << 20), set: errLost, del: errLost},
			Touches: func(*http.Request) []string { return []string{"a"} },
			OnError: func(_ context.Context, err error) { errs = append(errs, err) },
		})(serve(ok(200, "")))
		do(t, rt, request(t, "DELETE", target, ""))
		if len(errs) != 2 {
			t.Errorf("errors %v", errs)
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		t.Parallel()
		do(t, NewCache(Cache{Store: &damagedStore{}})(serve(fresh)), get(t))
	})
}

type damagedStore struct{}

func (*damagedStore) Get(context.Context, string) ([]byte, error) { return []byte("junk"), nil }
func (*damagedStore) Set(context.Context, string, []byte) error   { return nil }
func (*damagedStore) Delete(context.Context, string) error        { return nil }

func TestCacheWithoutStore(t *testing.T) {
	t.Parallel()
	s := serve()
	if rt := NewCache(Cache{})(s); rt != s {
		t.Error("it is a layer")
	}
}

func TestCacheConcurrently(t *testing.T) {
	t.Parallel()
	s := serve(func(req *http.Request) (*http.Response, error) {
		return answer(200, req.URL.Path, "Cache-Control", "max-age=1", "Etag", `"1"`), nil
	})
	rt := NewCache(Cache{
		Store:   NewMemoryStore(3000),
		Tags:    func(r *http.Request) []string { return []string{r.URL.Path} },
		Touches: func(r *http.Request) []string { return []string{r.URL.Path} },
	})(s)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 100 {
				path := "/" + strconv.Itoa((i*j)%10)
				method := "GET"
				if j%10 == 0 {
					method = "POST"
				}
				if _, body := do(t, rt, request(t, method, "https://example.test"+path, "")); body != path {
					t.Errorf("%s: %q", path, body)
				}
			}
		})
	}
	wg.Wait()
}

// With real connections: an answer that was unpacked is cached unpacked, and confirmed.
func TestCacheOverHTTP(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("body ", 1000)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `W/"1"`)
		w.Header().Set("Vary", "accept-encoding, Origin")
		w.Header().Set("Cache-Control", "public, max-age=0")
		if r.Header.Get("If-None-Match") == `W/"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		gzipped(w, body)
	}))
	t.Cleanup(srv.Close)
	network := &http.Transport{}
	t.Cleanup(network.CloseIdleConnections)
	client := http.Client{Transport: Chain(network, NewCache(Cache{Store: NewMemoryStore(1 << 20)})), Timeout: time.Minute}
	for _, want := range []Status{Miss, Revalidated, Revalidated} {
		req, rec := recorded(request(t, "GET", srv.URL, ""))
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, resp); got != body || resp.Header.Get("Content-Encoding") != "" {
			t.Errorf("%d bytes, header %v", len(got), resp.Header)
		}
		if got := rec.Outcome().Cache; got != want {
			t.Errorf("cache %q, want %q", got, want)
		}
	}
}

func BenchmarkCacheHit(b *testing.B) {
	s := serve(ok(200, strings.Repeat("x", 20<<10), "Cache-Control", "public, max-age=18000", "Etag", `W/"abc"`,
		"Vary", "accept-encoding, Origin", "Content-Type", "application/json", "Server", "x", "Via", "y"))
	rt := NewCache(Cache{Store: NewMemoryStore(1 << 20)})(s)
	req := get(b, "Authorization", "Bearer "+secret)
	do(b, rt, req)
	b.ReportAllocs()
	for b.Loop() {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	if s.calls.Load() != 1 {
		b.Errorf("%d calls", s.calls.Load())
	}
}
