package proxy

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// pair is a proxy, with a server of its own, and the stand-in that it asks.
type pair struct {
	*Proxy
	srv *tmdbtest.Server
	url string
	log *logs
}

// logs is what a proxy has logged.
type logs struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newPair starts a proxy of a stand-in, with its config changed.
func newPair(t testing.TB, srv *tmdbtest.Server, changes ...func(*Config)) *pair {
	t.Helper()
	log := &logs{}
	config := Config{
		Upstreams: []*url.URL{parsed(t, srv.URL)}, Images: []*url.URL{parsed(t, srv.URL+"/t/p")},
		Credential: Credential{Token: srv.Token}, Rate: 100000, Store: store.NewMemory(64 << 20), Stale: time.Hour,
		Logger: slog.New(slog.NewTextHandler(log, nil)),
	}
	for _, change := range changes {
		change(&config)
	}
	p, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(p)
	t.Cleanup(front.Close)
	return &pair{p, srv, front.URL, log}
}

func parsed(t testing.TB, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// response is one that was read.
type response struct {
	status int
	header http.Header
	body   string
}

// ask sends a request: a method, a target, and then names and values of a header.
func (p *pair) ask(t testing.TB, method, target, body string, header ...string) response {
	t.Helper()
	return askAt(t, method, p.url+target, body, header...)
}

func askAt(t testing.TB, method, target, body string, header ...string) response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := testkit.HTTP.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{resp.StatusCode, resp.Header, string(data)}
}

// arrived returns how many requests to an operation the stand-in has had.
func (p *pair) arrived(op string) (n int) {
	for _, r := range p.srv.Requests() {
		if r.Operation == op || op == "" {
			n++
		}
	}
	return n
}

// standIn returns a stand-in for TMDB without a server, for tests with a clock of their own.
func standIn(t testing.TB) *tmdbtest.Server {
	t.Helper()
	srv, err := tmdbtest.NewUnstarted(tmdbtest.Quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	return srv
}

// unserved returns a proxy without a server, of such a stand-in at the host tmdb.
func unserved(t testing.TB, srv *tmdbtest.Server, change func(*Config)) *Proxy {
	t.Helper()
	config := Config{
		Upstreams: []*url.URL{parsed(t, "https://tmdb")}, Images: []*url.URL{parsed(t, "https://tmdb/t/p")},
		Credential: Credential{Token: srv.Token}, Rate: 100, Store: store.NewMemory(64 << 20), Stale: time.Hour,
		Logger: slog.New(slog.DiscardHandler),
	}
	change(&config)
	p, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inProcess is the network of a stand-in without a server.
func inProcess(srv *tmdbtest.Server) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		req.Body = http.NoBody
		srv.Handler().ServeHTTP(w, req)
		return w.Result(), nil
	})
}
