package signin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// worldPassword is the password of jo, the user of a userWorld.
const worldPassword = "hunter2 & more"

// userWorld is what a sign-in takes part in, in memory: TMDB's API and site, the user's browser and
// the loopback network. It is a http.RoundTripper for the client and the browser.
type userWorld struct {
	server *tmdbtest.Server
	tmdb   http.Handler
	port   *memoryPort

	mu       sync.Mutex
	requests []string                    // "GET /3/…" of the API
	fail     map[string]http.HandlerFunc // by these, in place of the response
	sent     map[string]string           // the secrets that TMDB sent, by their names
}

func newUserWorld(t *testing.T) *userWorld {
	t.Helper()
	server, err := tmdbtest.NewUnstarted(tmdbtest.WithUser(tmdbtest.User{Username: "jo", Password: worldPassword}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Close()
		for _, problem := range server.Problems() {
			t.Error(problem)
		}
	})
	return &userWorld{
		server: server, tmdb: server.Handler(), port: newMemoryPort(),
		fail: map[string]http.HandlerFunc{}, sent: map[string]string{},
	}
}

// serveAPI answers a request to the API, and remembers which secrets are in the response.
func (w *userWorld) serveAPI(rw *httptest.ResponseRecorder, req *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	pattern := req.Method + " " + req.URL.Path
	w.requests = append(w.requests, pattern)
	if fail := w.fail[pattern]; fail != nil {
		fail(rw, req)
		return
	}
	w.tmdb.ServeHTTP(rw, req)
	var body map[string]any
	_ = json.Unmarshal(rw.Body.Bytes(), &body)
	for _, name := range []string{"request_token", "session_id", "guest_session_id", "access_token", "account_id"} {
		if secret, ok := body[name].(string); ok {
			w.sent[name] = secret
		}
	}
}

// secrets are what nothing may show.
func (w *userWorld) secrets() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append(slices.Collect(maps.Values(w.sent)), w.server.Token, worldPassword, url.QueryEscape(worldPassword))
}

func (w *userWorld) requestToken() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent["request_token"]
}

func (w *userWorld) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if req.URL.Host == w.port.Addr().String() {
		transport := &http.Transport{DisableKeepAlives: true, DialContext: w.port.dial}
		return transport.RoundTrip(req)
	}
	inner := req.Clone(req.Context())
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	recorder := httptest.NewRecorder()
	if req.URL.Host == "site.example.com" {
		w.tmdb.ServeHTTP(recorder, inner)
	} else {
		w.serveAPI(recorder, inner)
	}
	resp := recorder.Result()
	resp.Request = req
	return resp, nil
}

// client returns a client in this world.
func (w *userWorld) client(t *testing.T) *tmdb.Client {
	t.Helper()
	client, err := tmdb.New(w.server.Token, tmdb.WithBaseURL("https://api.example.com"), tmdb.WithHTTPClient(&http.Client{Transport: w}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// options are those of a sign-in in this world, which a user answers by open.
func (w *userWorld) options(open func(approvalURL string) error) Options {
	return Options{Open: open, Listen: w.listen, Site: "https://site.example.com"}
}

func (w *userWorld) listen() (net.Listener, error) { return w.port, nil }

// browse does what the user's browser does with a URL, and returns the status of where it ends.
func (w *userWorld) browse(pageURL string) (int, error) {
	return pageOf((&http.Client{Transport: w}).Get(pageURL))
}

// press does what the browser does when the user presses a button of the approval page, allow or deny.
// It does not go where that leads to, but returns it.
func (w *userWorld) press(approvalURL, button string) (leadsTo string, err error) {
	if err := wantPage(w.browse(approvalURL)); err != nil {
		return "", err
	}
	if button == "allow" {
		leadsTo, err = w.server.Approve(approvalURL, "jo")
	} else {
		leadsTo, err = w.server.Deny(approvalURL)
	}
	if err == nil && leadsTo == "" {
		err = errors.New("the form leads nowhere")
	}
	return leadsTo, err
}

// approve and deny are users who answer the approval page.
func (w *userWorld) approve(approvalURL string) error { return w.respond(approvalURL, "allow") }
func (w *userWorld) deny(approvalURL string) error    { return w.respond(approvalURL, "deny") }

func (w *userWorld) respond(approvalURL, button string) error {
	leadsTo, err := w.press(approvalURL, button)
	if err != nil {
		return err
	}
	return wantPage(w.browse(leadsTo))
}

func pageOf(resp *http.Response, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	page, err := io.ReadAll(resp.Body)
	if err == nil && len(page) == 0 {
		err = errors.New("the page is empty")
	}
	return resp.StatusCode, err
}

func wantPage(status int, err error) error {
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("the page has the status %d", status)
	}
	return err
}

// landingURL returns where the approval page is to lead to.
func (w *userWorld) landingURL(approvalURL string) *url.URL {
	approval, _ := url.Parse(approvalURL)
	redirectTo := approval.Query().Get("redirect_to")
	for _, request := range w.server.Requests() {
		if request.Operation == "createRequestTokenV4" {
			var body gen.RequestTokenV4Body
			_ = json.Unmarshal(request.Body, &body)
			redirectTo = *body.RedirectTo
		}
	}
	u, _ := url.Parse(redirectTo)
	return u
}

// memoryPort is a loopback port without a network.
type memoryPort struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newMemoryPort() *memoryPort {
	return &memoryPort{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *memoryPort) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *memoryPort) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *memoryPort) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9}
}

func (p *memoryPort) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.closed:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *memoryPort) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}
