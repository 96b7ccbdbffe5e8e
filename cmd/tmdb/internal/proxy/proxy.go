// Package proxy is a caching reverse proxy to TMDB: the credential stays with it, and what its clients
// ask for is checked by the spec before TMDB gets to see it.
package proxy

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/bearer"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxUnderWay is how many requests the proxy works on at once.
const maxUnderWay = 1000

// Proxy is an http.Handler; see [New]. It is safe for concurrent use.
type Proxy struct {
	config   Config
	rules    rules
	hop      string
	api      *upstream
	images   http.RoundTripper
	metrics  *metrics
	underWay chan struct{}
	sending  atomic.Int64 // bytes of images
	stopping atomic.Bool
}

// New returns a proxy as config says.
func New(config Config) (*Proxy, error) {
	if err := config.check(); err != nil {
		return nil, err
	}
	config.warnings = newWarnings()
	p := &Proxy{config: config, hop: newHop(), underWay: make(chan struct{}, maxUnderWay)}
	p.rules = rules{write: config.Write, isOwn: func(token string) bool {
		return bearer.Same(token, config.Credential.Token) || bearer.Same(token, config.Token)
	}}
	base := config.network
	if base == nil {
		base = network((&net.Dialer{KeepAlive: 30 * time.Second}).DialContext)
	}
	p.metrics = newMetrics(p)
	p.api = newUpstream(&p.config, newHosts(config.Upstreams, base, p.metrics.attempt))
	p.images = newImages(&p.config, newHosts(config.Images, base, p.metrics.attempt))
	return p, nil
}

// ServeHTTP responds to a request.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	p.allowBrowsers(w, r)
	if p.serveOwn(w, r) || p.preflight(w, r) {
		return
	}
	started := time.Now()
	c, j := &counter{ResponseWriter: w}, &job{}
	defer func() {
		v := recover()
		if err, _ := v.(error); v != nil && !errors.Is(err, http.ErrAbortHandler) {
			p.config.Logger.Error("a request failed by a mistake of the proxy", "stack", string(debug.Stack()))
			if v = nil; c.status == 0 {
				refuse(11, "the proxy made a mistake, which its log has").send(c)
			}
		}
		took := time.Since(started)
		p.metrics.done(j, c.status, took)
		p.log(r, j, c, took)
		if v != nil {
			panic(v)
		}
	}()
	if refused := p.enter(c, r, j); refused != nil {
		refused.text = redact.Text(refused.text, j.secretsOf(r)...)
		refused.send(c)
	}
}

// serveOwn responds to requests about the proxy itself, and returns false for any other.
func (p *Proxy) serveOwn(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.Host != "" {
		return false
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	switch r.URL.EscapedPath() {
	case "/":
		p.say(w, http.StatusOK, "This is tmdb proxy, which asks TMDB for programs that have TMDB_BASE_URL lead here.")
	case "/healthz":
		if p.stopping.Load() {
			p.say(w, http.StatusServiceUnavailable, "stopping")
		} else {
			p.say(w, http.StatusOK, "ok")
		}
	case "/metrics":
		p.metrics.handler().ServeHTTP(w, r)
	default:
		h.Del("Cache-Control")
		return false
	}
	return true
}

func (p *Proxy) say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

// Stop has /healthz say that the proxy takes no more requests.
func (p *Proxy) Stop() { p.stopping.Store(true) }

// enter serves a request if it may come in and there is room.
func (p *Proxy) enter(w http.ResponseWriter, r *http.Request, j *job) *refusal {
	select {
	case p.underWay <- struct{}{}:
		defer func() { <-p.underWay }()
	default:
		return tooMuch("requests")
	}
	hops := hopsOf(r)
	j.via = append(hops, p.hop)
	switch path := r.URL.EscapedPath(); {
	case r.URL.Host != "" || r.URL.Scheme != "" || r.URL.Opaque != "":
		return refuse(47, "the request names a server in its first line: want the path alone, as this is no forward proxy")
	case len(r.RequestURI) > maxURL:
		return refuse(47, "the URL is too long: want at most 8192 bytes").as(http.StatusRequestURITooLong)
	case p.isLoop(hops):
		return refuse(11, "the request has been here before: want an upstream that does not lead back to this proxy").as(http.StatusLoopDetected)
	case strings.HasPrefix(path, imagesPath):
		return p.serveImage(w, r, j)
	case strings.HasPrefix(path, "/3/"), strings.HasPrefix(path, "/4/"):
		return p.serveAPI(w, r, j)
	case p.leadToExport(w, r):
		return nil
	}
	return refuse(34, "there is no such path: want one of TMDB's API, such as /3/movie/{movie_id}, or of its images")
}

// serveAPI responds to a request to the API.
func (p *Proxy) serveAPI(w http.ResponseWriter, r *http.Request, j *job) *refusal {
	j.op = operationOf(r)
	if !p.admits(r) {
		return refuse(7, "the proxy does not know you: want its TMDB_PROXY_TOKEN as bearer token, or as api_key where that is a user's")
	}
	c, refused := p.rules.parse(r)
	if refused != nil {
		return refused
	}
	if refused := c.readBody(w, r); refused != nil {
		return refused
	}
	j.call, j.url = c, urlOf(c.path, c.query.Encode())
	ctx, cancel := j.context(r)
	defer cancel()
	resp, err := p.askTMDB(ctx, c)
	if err != nil {
		j.err = err
		return failureOf(r, err)
	}
	if p.config.Credential.isIn(inmemory.Read(resp).Data) {
		return refuse(43, "TMDB responded with "+strconv.Itoa(resp.StatusCode)+" and a secret of the proxy's")
	}
	if c.token == "" && isOfCredential(resp) {
		p.config.warnings.credential.Do(func() { p.config.Logger.Warn("TMDB does not take the credential of the proxy") })
		return refuse(43, "TMDB does not take the credential of the proxy: whoever runs it has to set another one")
	}
	if c.op == spec.ConfigurationDetails && resp.StatusCode == http.StatusOK {
		base, refused := p.base(r)
		if refused != nil {
			return refused
		}
		ownImages(resp, base)
	}
	return pass(w, r, j, resp)
}

// askTMDB returns TMDB's response to a call, or what is kept of it.
func (p *Proxy) askTMDB(ctx context.Context, c *call) (*http.Response, error) {
	switch {
	case p.readsAsOwner(c):
		return p.askForList(ctx, c)
	case c.ofUser():
		return p.api.alone.RoundTrip(p.request(ctx, c))
	}
	return p.api.shared.RoundTrip(p.request(ctx, c))
}

// admits reports whether a client has the token that it has to have.
func (p *Proxy) admits(r *http.Request) bool {
	if p.config.Token == "" {
		return true
	}
	for _, token := range []string{
		bearer.Token(r.Header.Get("Authorization")), bearer.Token(r.Header.Get("Proxy-Authorization")), r.URL.Query().Get(apiKey),
	} {
		if bearer.Same(token, p.config.Token) {
			return true
		}
	}
	return false
}
