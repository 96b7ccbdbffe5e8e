package proxy

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// pipes is a listener in memory, so that a test with a clock of its own has a network.
type pipes struct {
	conns chan net.Conn
	ended chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.ended)
	return nil
}

func (*pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial(ctx context.Context) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-p.ended:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestHangs: a host that does not get on, at whatever point, leaves time for the next.
func TestHangs(t *testing.T) {
	t.Parallel()
	never := func(ctx context.Context) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	mute := func(context.Context) (net.Conn, error) {
		near, far := net.Pipe()
		go func() { _, _ = io.Copy(io.Discard, far) }() // until near is closed
		return near, nil
	}
	cutShort := func(then func(net.Conn)) func(context.Context) (net.Conn, error) {
		return func(context.Context) (net.Conn, error) {
			near, far := net.Pipe()
			go func() {
				if _, err := http.ReadRequest(bufio.NewReader(far)); err == nil {
					_, _ = io.WriteString(far, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
				}
				then(far)
			}()
			return near, nil
		}
	}
	for name, tt := range map[string]struct {
		host string
		dial func(context.Context) (net.Conn, error)
		most time.Duration
	}{
		"connecting": {"http://a", never, connects},
		"TLS":        {"https://a", mute, connects},
		"responding": {"http://a", mute, responds},
		"a body":     {"http://a", cutShort(func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }), stalls + time.Second},
		"cut off":    {"http://a", cutShort(func(conn net.Conn) { conn.Close() }), time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				srv := standIn(t)
				good := newPipes()
				server := &http.Server{Handler: srv.Handler()}
				go func() { _ = server.Serve(good) }()
				defer server.Close()
				base, ok := network(func(ctx context.Context, _, address string) (net.Conn, error) {
					if strings.HasPrefix(address, "a:") {
						return tt.dial(ctx)
					}
					return good.dial(ctx)
				}).(*http.Transport)
				if !ok {
					t.Fatal("there is no transport of net/http")
				}
				defer base.CloseIdleConnections()
				p := unserved(t, srv, func(c *Config) {
					c.Upstreams, c.network = []*url.URL{parsed(t, tt.host), parsed(t, "http://b")}, base
				})
				for i, most := range []time.Duration{tt.most, 0} {
					started, w := time.Now(), httptest.NewRecorder()
					p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", []string{"/3/movie/550", "/3/movie/603"}[i], nil))
					if took := time.Since(started); w.Code != http.StatusOK || took > most || most >= patience {
						t.Errorf("the response is %d after %v: %s", w.Code, took, w.Body)
					}
				}
			})
		})
	}
}

// TestWrongCertificate: a host that is not who it should be is passed over, and nothing of the request gets
// to it. If all are so, the client gets a sentence, and the log says which host has what.
func TestWrongCertificate(t *testing.T) {
	t.Parallel()
	impostor := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a request has come")
	}))
	impostor.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	impostor.StartTLS()
	defer impostor.Close()
	srv := tmdbtest.NewServer(t)
	p := newPair(t, srv, func(c *Config) {
		c.Upstreams = append([]*url.URL{parsed(t, impostor.URL)}, c.Upstreams...)
	})
	if resp := p.ask(t, "GET", "/3/movie/550", ""); resp.status != http.StatusOK {
		t.Errorf("the second is not asked: %d %s", resp.status, resp.body)
	}
	alone := newPair(t, srv, func(c *Config) {
		c.Upstreams = []*url.URL{parsed(t, impostor.URL), parsed(t, strings.Replace(impostor.URL, "127.0.0.1", "localhost", 1))}
	})
	resp := alone.ask(t, "GET", "/3/movie/550", "")
	if f := failedIn(t, resp); resp.status != http.StatusBadGateway || f.Code != 43 || f.Message != "TMDB cannot be reached" {
		t.Errorf("the response is %d %s", resp.status, resp.body)
	}
	for _, u := range alone.config.Upstreams {
		if want := u.Host + ": tls: failed to verify certificate"; !strings.Contains(alone.log.String(), want) {
			t.Errorf("the log does not have %q: %s", want, alone.log)
		}
	}
}

// TestErrorHidesKey: what a network says is in the log, and the key is not.
func TestErrorHidesKey(t *testing.T) {
	t.Parallel()
	const key = "0123456789abcdef0123456789abcdef"
	p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
		c.Credential = Credential{Key: key}
		c.network = failing{&net.AddrError{Err: "odd", Addr: "api_key=" + key}} // which comes again, so that nobody waits
	})
	p.ask(t, "GET", "/3/movie/550", "")
	if log := p.log.String(); strings.Contains(log, key) || !strings.Contains(log, "odd") {
		t.Errorf("the log is %s", log)
	}
}

// TestTooManyRequests: that TMDB takes none for a while is said to who asked and to all who ask then,
// without asking TMDB again.
func TestTooManyRequests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := standIn(t)
		asked, wait := 0, "50"
		p := unserved(t, srv, func(c *Config) {
			c.network = byHost{"tmdb": func(req *http.Request) (*http.Response, error) {
				if asked++; wait == "" {
					return inProcess(srv).RoundTrip(req)
				}
				w := httptest.NewRecorder()
				w.Header().Set("Retry-After", wait)
				w.WriteHeader(http.StatusTooManyRequests)
				_, _ = io.WriteString(w, `{"success":false,"status_code":25,"status_message":"too many"}`)
				return w.Result(), nil
			}}
		})
		for _, step := range []struct {
			sleep, takes time.Duration
			status       int
			after, next  string // Retry-After of the response, and of TMDB from then on
			asked        int
		}{
			{0, 0, 429, "50", "", 1},
			{10 * time.Second, 0, 429, "40", "", 0},
			{15 * time.Second, 25 * time.Second, 200, "", "", 1}, // not too long to wait
			{0, 0, 200, "", "", 1},
		} {
			time.Sleep(step.sleep)
			started, w := time.Now(), httptest.NewRecorder()
			asked = 0
			p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/3/movie/"+[]string{"550", "603"}[len(step.after)/2], nil))
			if wait = step.next; w.Code != step.status || w.Header().Get("Retry-After") != step.after || asked > step.asked || time.Since(started).Truncate(time.Second) != step.takes {
				t.Errorf("the response is %d after %v, %v, asked %d times", w.Code, time.Since(started), w.Header(), asked)
			}
			if f := w.Body.String(); w.Code != http.StatusOK && !strings.Contains(f, `"status_code":25`) {
				t.Errorf("the response is %s", f)
			}
		}
	})
}
