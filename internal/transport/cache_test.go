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
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/store"
)

type step = func(*http.Request) (*http.Response, error)

func TestCache(t *testing.T) {
	t.Parallel()
	const fresh = "public, max-age=60"
	tagged := func(body, control string) step {
		return func(req *http.Request) (*http.Response, error) {
			if req.Header.Get("If-None-Match") == `W/"1"` {
				return respond(304, "", "Etag", `W/"1"`, "Cache-Control", control), nil
			}
			return respond(200, body, "Etag", `W/"1"`, "Cache-Control", control), nil
		}
	}
	echo := func(name, vary string) step {
		return func(req *http.Request) (*http.Response, error) {
			return respond(200, req.Header.Get(name), "Cache-Control", fresh, "Vary", vary), nil
		}
	}
	stale := CacheConfig{StaleIfError: time.Hour}

	type call struct {
		after  time.Duration
		header []string
		status int
		body   string
		cache  string
		age    string
		err    error
	}
	tests := []struct {
		name  string
		cfg   CacheConfig
		steps []step
		calls []call
		sent  int64
	}{
		{
			"fresh for its time", CacheConfig{},
			[]step{ok(200, "a", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{59 * time.Second, nil, 200, "a", Hit, "59", nil},
				{time.Second, nil, 200, "b", Miss, "", nil},
				{0, nil, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"older than it looks", CacheConfig{},
			[]step{ok(200, "a", "Cache-Control", fresh, "Age", "50")},
			[]call{
				{0, nil, 200, "a", Miss, "50", nil},
				{9 * time.Second, nil, 200, "a", Hit, "59", nil},
				{time.Second, nil, 200, "a", Miss, "50", nil},
			}, 2,
		},
		{
			"confirmed by its tag", CacheConfig{},
			[]step{tagged("a", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Hour, nil, 200, "a", Revalidated, "0", nil},
				{time.Second, nil, 200, "a", Hit, "1", nil},
			}, 2,
		},
		{
			"no-cache is asked for each time", CacheConfig{},
			[]step{tagged("a", "no-cache, max-age=60")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, nil, 200, "a", Revalidated, "0", nil},
			}, 2,
		},
		{
			"confirmed and no more to be stored", CacheConfig{},
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
			"replaced", CacheConfig{},
			[]step{ok(200, "a", "Etag", `"1"`, "Cache-Control", "max-age=1"), ok(200, "b", "Etag", `"2"`, "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "b", Miss, "", nil},
				{0, nil, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"no-store", CacheConfig{},
			[]step{ok(200, "a", "Cache-Control", "no-store, max-age=60", "Etag", `"1"`)},
			[]call{{0, nil, 200, "a", Miss, "", nil}, {0, nil, 200, "a", Miss, "", nil}}, 2,
		},
		{
			"no longer to be stored", stale,
			[]step{
				ok(200, "a", "Cache-Control", "max-age=1"), ok(200, "b", "Cache-Control", "no-store"), fail(errReset),
			},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Second, nil, 200, "b", Miss, "", nil},
				{0, nil, 0, "", Miss, "", errReset},
			}, 3,
		},
		{
			"nothing said", CacheConfig{}, []step{ok(200, "a")},
			[]call{{0, nil, 200, "a", Miss, "", nil}, {0, nil, 200, "a", Miss, "", nil}}, 2,
		},
		{
			"only success", CacheConfig{}, []step{ok(404, "a", "Cache-Control", fresh)},
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
			"varies", CacheConfig{}, []step{echo("Accept", "accept, origin")},
			[]call{
				{0, []string{"Accept", "a"}, 200, "a", Miss, "", nil},
				{0, []string{"Accept", "a"}, 200, "a", Hit, "0", nil},
				{0, []string{"Accept", "b"}, 200, "b", Miss, "", nil},
				{0, []string{"Accept", "b"}, 200, "b", Hit, "0", nil},
			}, 2,
		},
		{
			"varies by what is not known", CacheConfig{}, []step{echo("Accept", "*")},
			[]call{{0, nil, 200, "", Miss, "", nil}, {0, nil, 200, "", Miss, "", nil}}, 2,
		},
		{
			"credentials apart", CacheConfig{},
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
			"wanted anew", CacheConfig{}, []step{tagged("a", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Second, []string{"Cache-Control", "no-cache"}, 200, "a", Revalidated, "0", nil},
				{time.Second, nil, 200, "a", Hit, "1", nil},
			}, 2,
		},
		{
			"not wanted from here", CacheConfig{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, []string{"Cache-Control", "no-store"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Cache-Control", "no-store"}, 200, "a", Bypass, "", nil},
			}, 3,
		},
		{
			"a part, or with conditions", CacheConfig{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Range", "bytes=0-0"}, 200, "a", Bypass, "", nil},
				{0, []string{"If-None-Match", `"1"`}, 200, "a", Bypass, "", nil},
			}, 3,
		},
		{
			"bypass", CacheConfig{Bypass: func(r *http.Request) bool { return r.Header.Get("X") != "" }},
			[]step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, []string{"X", "1"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"X", "1"}, 200, "a", Bypass, "", nil},
				{0, nil, 200, "a", Hit, "0", nil},
			}, 3,
		},
		{
			"stale when the server is down or out of reach", stale,
			[]step{ok(200, "a", "Cache-Control", fresh), ok(503, "down"), fail(errReset), cut("half", "Cache-Control", fresh), ok(200, "b", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "a", Stale, "60", nil},
				{time.Minute, nil, 200, "a", Stale, "120", nil},
				{time.Minute, nil, 200, "a", Stale, "180", nil},
				{time.Minute, nil, 200, "b", Miss, "", nil},
			}, 5,
		},
		{
			"stale when a CDN is without its server", stale,
			[]step{ok(200, "a", "Cache-Control", fresh), ok(522, "no server"), ok(408, "late"), ok(530, "no name")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 200, "a", Stale, "60", nil},
				{time.Minute, nil, 200, "a", Stale, "120", nil},
				{time.Minute, nil, 200, "a", Stale, "180", nil},
			}, 4,
		},
		{
			"not stale after 429", stale,
			[]step{ok(200, "a", "Cache-Control", fresh), ok(429, "slow down"), fail(errReset)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 429, "slow down", Miss, "", nil},
				{time.Minute, nil, 200, "a", Stale, "120", nil},
			}, 3,
		},
		{
			"too stale", stale, []step{ok(200, "a", "Cache-Control", fresh), ok(503, "down"), fail(errReset)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{2 * time.Hour, nil, 503, "down", Miss, "", nil},
				{0, nil, 0, "", Miss, "", errReset},
			}, 3,
		},
		{
			"never stale", CacheConfig{}, []step{ok(200, "a", "Cache-Control", fresh), ok(503, "down")},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 503, "down", Miss, "", nil},
			}, 2,
		},
		{
			"must not be stale", stale, []step{ok(200, "a", "Cache-Control", fresh+", must-revalidate"), fail(errReset)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{time.Minute, nil, 0, "", Miss, "", errReset},
			}, 2,
		},
		{
			"with a body", CacheConfig{}, []step{ok(200, "a", "Cache-Control", fresh)},
			[]call{
				{0, nil, 200, "a", Miss, "", nil},
				{0, []string{"Body", "body"}, 200, "a", Bypass, "", nil},
			}, 2,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.steps...)
				tt.cfg.Store = store.NewMemory(1 << 20)
				tt.cfg.Report = func(_ *http.Request, err error) { t.Errorf("store: %v", err) }
				rt := Cache(tt.cfg)(s)
				for i, c := range tt.calls {
					time.Sleep(c.after)
					req, rec := recorded(get(t, c.header...))
					if body := req.Header.Get("Body"); body != "" {
						req.Body = io.NopCloser(strings.NewReader(body))
					}
					before := req.Header.Clone()
					resp, err := rt.RoundTrip(req)
					if got := rec.Trace().Cache; got != c.cache {
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
	rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20)})(s)
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

// What cannot be used is not kept, pushes out nothing, and is trouble like a 502.
func TestCacheUnusable(t *testing.T) {
	t.Parallel()
	const long = "max-age=31536000"
	good := ok(200, "{}", "Etag", `"1"`, "Cache-Control", "max-age=1")
	type call struct{ body, cache string }
	tests := []struct {
		name  string
		grace time.Duration
		steps []step
		calls []call // a minute apart
	}{
		{"HTML at first", 0, []step{ok(200, "<html>", "Cache-Control", long), good}, []call{{"<html>", Miss}, {"{}", Miss}}},
		{"malformed at first", 0, []step{ok(200, `{"a":,}`, "Cache-Control", long), good}, []call{{`{"a":,}`, Miss}, {"{}", Miss}}},
		{
			"HTML later", 0, []step{good, ok(200, "<html>", "Cache-Control", long), ok(304, "")},
			[]call{{"{}", Miss}, {"<html>", Miss}, {"{}", Revalidated}},
		},
		{
			"a page that is not to be stored", 0, []step{good, ok(200, "<html>", "Cache-Control", "no-store"), ok(304, "")},
			[]call{{"{}", Miss}, {"<html>", Miss}, {"{}", Revalidated}},
		},
		{
			"the stale one instead", time.Hour,
			[]step{good, ok(200, "<html>", "Cache-Control", "no-store"), ok(200, `{"a":`, "Cache-Control", long), cut("{", "Cache-Control", long), ok(304, "")},
			[]call{{"{}", Miss}, {"{}", Stale}, {"{}", Stale}, {"{}", Stale}, {"{}", Revalidated}},
		},
		{
			"another success, and a proxy's refusal", time.Hour, []step{good, ok(201, "<html>"), ok(206, "<html>"), ok(407, ""), ok(304, "")},
			[]call{{"{}", Miss}, {"{}", Stale}, {"{}", Stale}, {"{}", Stale}, {"{}", Revalidated}},
		},
		{
			"a cut-off one that is not to be stored", time.Hour, []step{good, cut("{", "Cache-Control", "no-store")},
			[]call{{"{}", Miss}, {"{}", Stale}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := serve(tt.steps...)
				rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20), Usable: isJSON, StaleIfError: tt.grace})(s)
				for i, c := range tt.calls {
					req, rec := recorded(get(t))
					if _, body := do(t, rt, req); body != c.body || rec.Trace().Cache != c.cache {
						t.Errorf("call %d: %q, cache %q, want %q, %q", i, body, rec.Trace().Cache, c.body, c.cache)
					}
					time.Sleep(time.Minute)
				}
				if s.open.Load() != 0 {
					t.Errorf("%d bodies open", s.open.Load())
				}
			})
		})
	}
}

// What has gone is not given out while the store is still busy forgetting it.
func TestCacheForgetting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hung := &hangs{Store: store.NewMemory(1 << 20), released: make(chan struct{})}
		hung.del.Store(true)
		s := serve(ok(200, "old", "Cache-Control", "max-age=1"), ok(404, "gone"), ok(503, "trouble"), ok(200, "new", "Cache-Control", "max-age=1"), ok(503, "trouble"))
		rt := Cache(CacheConfig{Store: hung, StaleIfError: time.Hour})(s)
		call := func(want string) {
			t.Helper()
			if _, body := do(t, rt, get(t)); body != want {
				t.Errorf("%q, want %q", body, want)
			}
		}
		call("old")
		time.Sleep(time.Minute)
		go call("gone")
		synctest.Wait()
		call("trouble")
		close(hung.released)
		synctest.Wait()
		call("new")
		time.Sleep(time.Minute)
		call("new") // there is no doubt about this one
	})
}

// A body that the retry layer has checked is not checked again.
func TestUsableOnce(t *testing.T) {
	t.Parallel()
	checks := 0
	usable := func(resp *http.Response, body []byte) error { checks++; return isJSON(resp, body) }
	s := serve(ok(200, "{}", "Cache-Control", "max-age=60"))
	rt := Chain(s, Cache(CacheConfig{Store: store.NewMemory(1 << 20), Usable: usable}), Retry(RetryConfig{Usable: usable}))
	for range 2 {
		do(t, rt, get(t))
	}
	if checks != 1 || s.calls.Load() != 1 {
		t.Errorf("%d checks of %d responses", checks, s.calls.Load())
	}
}

// A success that says it is none is returned and not kept, like a 404.
func TestCacheFailure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := serve(
			ok(200, "good", "Cache-Control", "max-age=1"), ok(200, "failure", "Cache-Control", "max-age=60"),
			ok(200, "good again", "Cache-Control", "max-age=60"))
		usable := func(_ *http.Response, body []byte) error {
			if string(body) == "failure" {
				return ErrFailed
			}
			return nil
		}
		rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20), Usable: usable, StaleIfError: time.Hour})(s)
		for _, want := range []string{"good", "failure", "good again", "good again"} {
			if _, body := do(t, rt, get(t)); body != want {
				t.Errorf("%q, want %q", body, want)
			}
			time.Sleep(2 * time.Second)
		}
	})
}

// hangs is a store whose methods hang where it says so, and heed no context.
type hangs struct {
	store.Store
	set, del atomic.Bool
	released chan struct{}
}

func (s *hangs) Set(ctx context.Context, key string, value []byte) error {
	if s.set.Load() {
		<-s.released
	}
	return s.Store.Set(ctx, key, value)
}

func (s *hangs) Delete(ctx context.Context, key string) error {
	if s.del.Load() {
		<-s.released
	}
	return s.Store.Delete(ctx, key)
}

// A response that the store failed to replace or to forget is not given out any more.
func TestCacheDoubts(t *testing.T) {
	t.Parallel()
	long := func(body string) step { return ok(200, body, "Cache-Control", "max-age=3600", "Etag", body) }
	for name, tt := range map[string]struct {
		later  step
		breaks func(*brokenStore)
		hangs  func(*hangs)
	}{
		"set fails":    {later: long("new"), breaks: func(s *brokenStore) { s.set = errReset }},
		"delete fails": {later: ok(200, "new", "Cache-Control", "no-store"), breaks: func(s *brokenStore) { s.del = errReset }},
		"gone":         {later: ok(404, "new"), breaks: func(s *brokenStore) { s.del = errReset }},
		"set hangs":    {later: long("new"), hangs: func(s *hangs) { s.set.Store(true) }},
		"delete hangs": {later: ok(404, "new"), hangs: func(s *hangs) { s.del.Store(true) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				hung := &hangs{Store: store.NewMemory(1 << 20), released: make(chan struct{})}
				broken := &brokenStore{Store: hung}
				s := serve(long("old"), tt.later, long("newest"))
				rt := Cache(CacheConfig{Store: broken, StaleIfError: time.Hour})(s)
				call := func(want string, header ...string) {
					t.Helper()
					time.Sleep(time.Second)
					if _, body := do(t, rt, get(t, header...)); body != want {
						t.Errorf("%q, want %q", body, want)
					}
				}
				call("old")
				call("old")
				if tt.breaks != nil {
					tt.breaks(broken)
				} else {
					tt.hangs(hung)
				}
				call("new", "Cache-Control", "no-cache")
				if tt.breaks != nil {
					broken.set, broken.del = nil, nil
				}
				hung.set.Store(false)
				hung.del.Store(false)
				time.Sleep(time.Minute) // the store has had its rest
				call("newest")
				close(hung.released) // what hung is done after all
				synctest.Wait()
				for range 2 {
					if _, body := do(t, rt, get(t)); body != "newest" {
						t.Errorf("%q at last", body)
					}
				}
			})
		})
	}
}

// What is larger than it may be is not stored either.
func TestCacheTooLarge(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "abcd", "Cache-Control", "max-age=60"), ok(200, "abc", "Cache-Control", "max-age=60"))
	rt := Chain(s, Cache(CacheConfig{Store: store.NewMemory(1 << 20)}), LimitBody(3))
	resp, err := rt.RoundTrip(get(t))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if _, large := errors.AsType[*BodyTooLargeError](err); string(body) != "abc" || !large || s.open.Load() != 0 {
		t.Errorf("%q, %v, %d open", body, err, s.open.Load())
	}
	for _, want := range []string{Miss, Hit} {
		req, rec := recorded(get(t))
		if _, body := do(t, rt, req); body != "abc" || rec.Trace().Cache != want {
			t.Errorf("later: %q, cache %q, want %q", body, rec.Trace().Cache, want)
		}
	}
}

// A cookie is for the caller whose response had it, and for nobody after.
func TestCacheCookie(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "a", "Etag", `"1"`, "Set-Cookie", "n=0"), ok(304, "", "Set-Cookie", "n=1"), ok(304, ""))
	rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20)})(s)
	for i, want := range []string{"n=0", "n=1", ""} {
		resp, err := rt.RoundTrip(get(t))
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if got := resp.Header.Get("Set-Cookie"); got != want {
			t.Errorf("response %d: cookie %q, want %q", i, got, want)
		}
	}
}

func TestCacheKeepsNoSecrets(t *testing.T) {
	t.Parallel()
	kept := openStore{}
	s := serve(ok(200, "a", "Cache-Control", "max-age=60", "Set-Cookie", secret, "Vary", "Authorization"))
	rt := Cache(CacheConfig{Store: kept})(s)
	req := request(t, "GET", target+"&key="+secret, "", "Authorization", "Bearer "+secret, "Cookie", "a="+secret)
	resp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Header.Get("Set-Cookie") != secret {
		t.Error("the caller's cookie is missing")
	}
	if len(kept) != 1 {
		t.Errorf("%d items, want the response", len(kept))
	}
	for key, value := range kept {
		if strings.Contains(key, secret) || bytes.Contains(value, []byte(secret)) {
			t.Errorf("a secret is stored under %s: %q", key, value)
		}
	}
}

func TestCacheContext(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, "a", "Cache-Control", "max-age=60, stale-if-error=60"), hang)
	rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20), StaleIfError: time.Hour})(s)
	do(t, rt, get(t))
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errReset)
	if _, err := rt.RoundTrip(get(t).WithContext(ctx)); !errors.Is(err, errReset) {
		t.Errorf("a hit for a caller who has gone: %v", err)
	}

	// Who gives up while the server is asked gets that, not a stale response.
	synctest.Test(t, func(t *testing.T) {
		s := serve(ok(200, "a", "Cache-Control", "max-age=60"), hang)
		rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20), StaleIfError: time.Hour})(s)
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
	for name, broken := range map[string]store.Store{
		"get":     brokenStore{Store: store.NewMemory(1 << 20), get: errReset},
		"set":     brokenStore{Store: store.NewMemory(1 << 20), set: errReset},
		"damaged": &damagedStore{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var errs []error
			rt := Cache(CacheConfig{
				Store:  broken,
				Report: func(_ *http.Request, err error) { errs = append(errs, err) },
			})(serve(fresh))
			req, rec := recorded(get(t))
			if status, body := do(t, rt, req); status != 200 || body != "a" || rec.Trace().Cache != Miss {
				t.Errorf("%d %q, cache %q", status, body, rec.Trace().Cache)
			}
			if len(errs) != 1 {
				t.Errorf("errors %v", errs)
			}
		})
	}

	t.Run("delete", func(t *testing.T) {
		t.Parallel()
		var errs []error
		rt := Cache(CacheConfig{
			Store:  brokenStore{Store: store.NewMemory(1 << 20), del: errReset},
			Report: func(_ *http.Request, err error) { errs = append(errs, err) },
		})(serve(ok(200, "", "Cache-Control", "max-age=0", "Etag", `"1"`), ok(404, "")))
		do(t, rt, get(t))
		do(t, rt, get(t))
		if len(errs) != 1 {
			t.Errorf("errors %v", errs)
		}
	})
	t.Run("damaged once", func(t *testing.T) {
		t.Parallel()
		memory, errs := store.NewMemory(1<<20), 0
		cached := Cache(CacheConfig{Store: memory, Report: func(*http.Request, error) { errs++ }})
		rt := Chain(serve(ok(200, "", "Cache-Control", "no-store")), Coalesce(nil), cached)
		_ = memory.Set(t.Context(), entryKey(get(t)), []byte("junk"))
		do(t, rt, get(t))
		do(t, rt, get(t))
		if errs != 1 || memory.Bytes() != 0 {
			t.Errorf("told of %d times, %d bytes are left", errs, memory.Bytes())
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		t.Parallel()
		do(t, Cache(CacheConfig{Store: &damagedStore{}})(serve(fresh)), get(t))
	})
}

// brokenStore fails where the names say.
type brokenStore struct {
	store.Store
	get, set, del error
}

func (s brokenStore) Get(ctx context.Context, key string) ([]byte, error) {
	if s.get != nil {
		return nil, s.get
	}
	return s.Store.Get(ctx, key)
}

func (s brokenStore) Set(ctx context.Context, key string, value []byte) error {
	if s.set != nil {
		return s.set
	}
	return s.Store.Set(ctx, key, value)
}

func (s brokenStore) Delete(ctx context.Context, key string) error {
	if s.del != nil {
		return s.del
	}
	return s.Store.Delete(ctx, key)
}

// openStore shows what is in it.
type openStore map[string][]byte

func (s openStore) Get(_ context.Context, key string) ([]byte, error) { return s[key], nil }
func (s openStore) Set(_ context.Context, key string, value []byte) error {
	s[key] = value
	return nil
}

func (s openStore) Delete(_ context.Context, key string) error {
	delete(s, key)
	return nil
}

type damagedStore struct{}

func (*damagedStore) Get(context.Context, string) ([]byte, error) { return []byte("junk"), nil }
func (*damagedStore) Set(context.Context, string, []byte) error   { return nil }
func (*damagedStore) Delete(context.Context, string) error        { return nil }

func TestCacheWithoutStore(t *testing.T) {
	t.Parallel()
	s := serve()
	if rt := Cache(CacheConfig{})(s); rt != s {
		t.Error("it is a layer")
	}
}

func TestCacheConcurrently(t *testing.T) {
	t.Parallel()
	s := serve(func(req *http.Request) (*http.Response, error) {
		return respond(200, req.URL.Path, "Cache-Control", "max-age=1", "Etag", `"1"`), nil
	})
	rt := Cache(CacheConfig{Store: store.NewMemory(3000)})(s)
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

// With real connections: a response that was unpacked is cached unpacked, and confirmed.
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
	client := http.Client{Transport: Chain(network, Cache(CacheConfig{Store: store.NewMemory(1 << 20)})), Timeout: time.Minute}
	for _, want := range []string{Miss, Revalidated, Revalidated} {
		req, rec := recorded(request(t, "GET", srv.URL, ""))
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, resp); got != body || resp.Header.Get("Content-Encoding") != "" {
			t.Errorf("%d bytes, header %v", len(got), resp.Header)
		}
		if got := rec.Trace().Cache; got != want {
			t.Errorf("cache %q, want %q", got, want)
		}
	}
}

func BenchmarkCacheHit(b *testing.B) {
	s := serve(ok(200, strings.Repeat("x", 20<<10), "Cache-Control", "public, max-age=18000", "Etag", `W/"abc"`,
		"Vary", "accept-encoding, Origin", "Content-Type", "application/json", "Server", "x", "Via", "y"))
	rt := Cache(CacheConfig{Store: store.NewMemory(1 << 20)})(s)
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
