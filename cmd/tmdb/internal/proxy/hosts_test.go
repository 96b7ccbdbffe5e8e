package proxy

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// deadHost returns the URL of a server that nobody can reach.
func deadHost(t testing.TB) *url.URL {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return parsed(t, "http://"+l.Addr().String())
}

// TestFailover: what the first host does not respond to, the next one does, also to what writes.
func TestFailover(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	p := newPair(t, srv, func(c *Config) {
		c.Write = true
		c.Upstreams = append([]*url.URL{deadHost(t)}, c.Upstreams...)
		c.Images = append([]*url.URL{deadHost(t)}, c.Images...)
	})
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ method, target, body string }{
		{"GET", "/3/movie/550", ""}, {"GET", "/3/movie/551", ""},
		{"POST", "/3/movie/550/rating?session_id=" + session, `{"value":8}`},
	} {
		resp := p.ask(t, tt.method, tt.target, tt.body)
		if resp.status/100 != 2 && resp.status != http.StatusNotFound {
			t.Errorf("%s: the response is %d %s", tt.target, resp.status, resp.body)
		}
	}
	if resp := p.ask(t, "GET", "/t/p/w92/none.jpg", ""); resp.status != http.StatusNotFound {
		t.Errorf("an image: %d %s", resp.status, resp.body)
	}
}

// TestNoHost: when none responds, it is said so in TMDB's form.
func TestNoHost(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
		c.Upstreams, c.Images = []*url.URL{deadHost(t)}, []*url.URL{deadHost(t)}
		c.network = failing{&net.DNSError{IsNotFound: true}} // which comes again, so that nobody waits
	})
	for _, target := range []string{"/3/movie/550", "/t/p/w92/none.jpg"} {
		resp := p.ask(t, "GET", target, "")
		if f := failedIn(t, resp); resp.status != http.StatusBadGateway || f.Code != 43 {
			t.Errorf("%s: the response is %d %s", target, resp.status, resp.body)
		}
	}
}

type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

// byHost responds as its functions say.
type byHost map[string]func(*http.Request) (*http.Response, error)

func (b byHost) RoundTrip(req *http.Request) (*http.Response, error) { return b[req.URL.Host](req) }

func status(code int) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: code, Header: http.Header{}, Body: http.NoBody}, nil
	}
}

// TestHosts: one that fails rests for a while, and then is the first again.
func TestHosts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first, second := parsed(t, "https://a"), parsed(t, "https://b/base")
		var asked string
		hops := byHost{
			"a": func(*http.Request) (*http.Response, error) {
				asked += "a"
				return nil, syscall.ECONNREFUSED
			},
			"b": func(req *http.Request) (*http.Response, error) {
				asked += "b"
				if req.URL.Path != "/base/3/x" {
					t.Errorf("the path is %s", req.URL.Path)
				}
				return status(200)(req)
			},
		}
		h := newHosts([]*url.URL{first, second}, hops, func(string, int) {})
		send := func() (*http.Response, error) {
			return h.RoundTrip(newRequest(t.Context(), "GET", "/3/x", "", h.list))
		}
		for _, step := range []struct {
			wait time.Duration
			a    func(*http.Request) (*http.Response, error)
			want string
		}{
			{0, nil, "ab"}, {0, nil, "b"}, {rest - 1, nil, "b"}, {1, nil, "ab"},
			{rest, status(503), "a"}, {0, nil, "b"}, {rest, status(500), "a"}, {0, status(429), "a"}, {0, status(200), "a"}, {0, status(404), "a"},
		} {
			time.Sleep(step.wait)
			if asked = ""; step.a != nil {
				hops["a"] = func(req *http.Request) (*http.Response, error) {
					asked += "a"
					return step.a(req)
				}
			}
			if _, err := send(); err != nil || asked != step.want {
				t.Errorf("asked were %q, want %q: %v", asked, step.want, err)
			}
		}
		hops["b"] = func(*http.Request) (*http.Response, error) { return nil, syscall.ECONNRESET }
		hops["a"] = func(*http.Request) (*http.Response, error) { return nil, syscall.ECONNREFUSED }
		if _, err := send(); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("the error is %v", err)
		}
	})
}

// TestClosedHost: a host that wants to be left alone for an hour is, and the other is asked at once. If both
// do, the client is told.
func TestClosedHost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := standIn(t)
		closed := func(*http.Request) (*http.Response, error) {
			resp := &http.Response{StatusCode: 503, Header: http.Header{"Retry-After": {"3600"}}, Body: http.NoBody}
			return resp, nil
		}
		hops := byHost{"a": closed, "b": inProcess(srv).RoundTrip}
		p := unserved(t, srv, func(c *Config) {
			c.Upstreams, c.network = []*url.URL{parsed(t, "https://a"), parsed(t, "https://b")}, hops
		})
		ask := func(target string) *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", target, nil))
			return w
		}
		started := time.Now()
		if w := ask("/3/movie/550"); w.Code != http.StatusOK || time.Since(started) > time.Second {
			t.Errorf("the response is %d after %v", w.Code, time.Since(started))
		}
		hops["b"] = closed
		if w := ask("/3/movie/603"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "3600" {
			t.Errorf("of none: %d %v", w.Code, w.Header())
		}
	})
}

// TestInTheWay: what does not let requests through to a host is passed by, and if it is before all hosts, the
// client is told. A host that says of itself that it has nothing is no such case.
func TestInTheWay(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	page := func(status int, media string) string {
		return raw(fmt.Sprint(status, " Odd"), "Content-Type: "+media+"\r\nLocation: https://filter.example/\r\n", `<html>no`, 8)
	}
	for name, tt := range map[string]struct {
		from        string
		both, alone int
	}{
		"a page":               {page(200, "text/html"), 200, 502},
		"forbidden":            {page(403, "Text/HTML; charset=utf-8"), 200, 403},
		"a redirect":           {page(302, "text/plain"), 200, 502},
		"what is not there":    {page(404, "text/html"), 404, 404},
		"forbidden by a host":  {page(403, "text/plain"), 403, 403},
		"a gateway that fails": {page(502, "text/html"), 200, 502},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := rawHost(t, tt.from)
			both := newPair(t, srv, func(c *Config) { c.Upstreams = []*url.URL{host, c.Upstreams[0]} })
			alone := newPair(t, srv, func(c *Config) { c.Upstreams = []*url.URL{host} })
			if first, second := both.ask(t, "GET", "/3/movie/550", ""), alone.ask(t, "GET", "/3/movie/550", ""); first.status != tt.both || second.status != tt.alone {
				t.Errorf("with another host it is %d %s, want %d, and alone %d, want %d", first.status, first.body, tt.both, second.status, tt.alone)
			}
		})
	}
	host := rawHost(t, page(403, "text/html"))
	p := newPair(t, srv, func(c *Config) { c.Upstreams, c.Write = []*url.URL{host, c.Upstreams[0]}, true })
	if resp := p.ask(t, "POST", "/3/movie/550/rating?guest_session_id=g", `{"value":8}`); resp.status != http.StatusForbidden {
		t.Errorf("a write is %d: it may have been done", resp.status)
	}
}

// TestHangingHost: while a host hangs, one request at a time is sent to it to see whether it still does, and
// it is known that it does when a client has gone who did not wait for long.
func TestHangingHost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32 // of the host that hangs
		hops := byHost{
			"a": func(req *http.Request) (*http.Response, error) {
				asked.Add(1)
				<-req.Context().Done()
				return nil, req.Context().Err()
			},
			"b": status(200),
		}
		h := newHosts([]*url.URL{parsed(t, "https://a"), parsed(t, "https://b")}, hops, func(string, int) {})
		send := func(patience time.Duration) error {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			_, err := h.RoundTrip(newRequest(ctx, "GET", "/3/x", "", h.list))
			return err
		}
		for i, step := range []struct {
			wait, patience time.Duration
			asks, fails    bool
		}{
			{0, patienceOfClients - 1, true, true}, // a client that is gone at once says nothing of the host
			{0, patienceOfClients, true, true},
			{0, patienceOfClients, false, false},
			{rest - 1, patienceOfClients, false, false},
			{1, time.Minute, true, true},
		} {
			time.Sleep(step.wait)
			before := asked.Load()
			if err := send(step.patience); (err != nil) != step.fails || (asked.Load() > before) != step.asks {
				t.Errorf("request %d asks it %d times: %v", i, asked.Load()-before, err)
			}
		}
		time.Sleep(rest)
		before := asked.Load()
		go func() { _ = send(time.Minute) }()
		synctest.Wait()
		for range 10 {
			if err := send(time.Second); err != nil {
				t.Error("one waits for the host that hangs: ", err)
			}
			time.Sleep(time.Second)
		}
		if n := asked.Load() - before; n != 1 {
			t.Errorf("%d requests are sent to the host that hangs, want 1", n)
		}
		time.Sleep(time.Minute)
	})
}

// TestWritesOnce: what may have been done is not sent to another host.
func TestWritesOnce(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	cutting := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		seen.Add(1)
		panic(http.ErrAbortHandler)
	}))
	defer cutting.Close()
	srv := tmdbtest.NewServer(t)
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	p := newPair(t, srv, func(c *Config) {
		c.Write = true
		c.Upstreams = append([]*url.URL{parsed(t, cutting.URL)}, c.Upstreams...)
	})
	resp := p.ask(t, "POST", "/3/movie/550/rating?session_id="+session, `{"value":8}`)
	if resp.status != http.StatusBadGateway || seen.Load() != 1 || p.arrived("") != 0 {
		t.Errorf("the response is %d, after %d and %d requests", resp.status, seen.Load(), p.arrived(""))
	}
	if resp := p.ask(t, "GET", "/3/movie/550", ""); resp.status != http.StatusOK {
		t.Errorf("what reads: %d", resp.status)
	}
}

// TestStale: while TMDB does not respond there is what it said before.
func TestStale(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := standIn(t)
		broken := false
		p := unserved(t, srv, func(c *Config) {
			c.network = byHost{"tmdb": func(req *http.Request) (*http.Response, error) {
				if broken {
					return status(503)(req)
				}
				return inProcess(srv).RoundTrip(req)
			}}
		})
		ask := func() *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/3/movie/550", nil))
			return w
		}
		fresh := ask()
		time.Sleep(6*time.Hour + time.Minute)
		if broken = true; fresh.Code != http.StatusOK {
			t.Fatalf("the status is %d", fresh.Code)
		}
		stale := ask()
		if stale.Code != http.StatusOK || stale.Body.String() != fresh.Body.String() || stale.Header().Get("Cache-Status") != "tmdb-proxy; hit; detail=stale" {
			t.Errorf("stale: %d %v", stale.Code, stale.Header())
		}
		time.Sleep(2 * time.Hour)
		if gone := ask(); gone.Code != http.StatusServiceUnavailable {
			t.Errorf("too old: %d", gone.Code)
		}
		if broken = false; ask().Code != http.StatusOK {
			t.Error("it does not come back")
		}
	})
}
