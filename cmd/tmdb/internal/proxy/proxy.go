// Package proxy is a caching reverse proxy to TMDB: the credential stays with it, and what its clients
// ask for is checked by the spec before TMDB gets to see it.
package proxy

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"
)

// maxUnderWay is how many requests the proxy works on at once.
const maxUnderWay = 1000

// Proxy is an http.Handler; see [New]. It is safe for concurrent use.
type Proxy struct {
	config   Config
	rules    rules
	hop      string
	api      *upstream
	underWay chan struct{}
	stopping atomic.Bool
}

// New returns a proxy as config says.
func New(config Config) (*Proxy, error) {
	if err := config.check(); err != nil {
		return nil, err
	}
	p := &Proxy{config: config, hop: newHop(), underWay: make(chan struct{}, maxUnderWay)}
	p.rules = rules{write: config.Write, isOwn: func(token string) bool {
		return same(token, config.Credential.Token) || same(token, config.Token)
	}}
	base := config.network
	if base == nil {
		base = network()
	}
	p.api = newUpstream(&config, newHosts(config.Upstreams, base, func(string, int) {}))
	return p, nil
}

// ServeHTTP responds to a request.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			if v == http.ErrAbortHandler {
				panic(v)
			}
			p.config.Logger.Error("a request failed by a mistake of the proxy", "stack", string(debug.Stack()))
			refuse(11, "the proxy made a mistake, which its log has").send(w)
		}
	}()
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	p.route(w, r)
}

func (p *Proxy) route(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.EscapedPath(); {
	case r.URL.Host != "" || r.URL.Scheme != "" || r.URL.Opaque != "":
		refuse(47, "the request names a server in its first line: want the path alone, as this is no forward proxy").send(w)
	case len(r.RequestURI) > maxURL:
		refuse(47, "the URL is too long: want at most 8192 bytes").as(http.StatusRequestURITooLong).send(w)
	case strings.HasPrefix(path, "/3/"), strings.HasPrefix(path, "/4/"):
		p.enter(w, r, p.serveAPI)
	default:
		refuse(34, "there is no such path: want one of TMDB's API, such as /3/movie/{movie_id}").send(w)
	}
}

// enter serves a request if it may come in and there is room.
func (p *Proxy) enter(w http.ResponseWriter, r *http.Request, serve func(http.ResponseWriter, *http.Request, *job) *refusal) {
	select {
	case p.underWay <- struct{}{}:
		defer func() { <-p.underWay }()
	default:
		refuse(9, "the proxy has too many requests under way: try again later").after(time.Second).send(w)
		return
	}
	hops := hopsOf(r)
	if p.isLoop(hops) {
		refuse(11, "the request has been here before: want an upstream that does not lead back to this proxy").as(http.StatusLoopDetected).send(w)
		return
	}
	j := &job{via: append(hops, p.hop)}
	if refused := serve(w, r, j); refused != nil {
		refused.send(w)
	}
}

// serveAPI responds to a request to the API.
func (p *Proxy) serveAPI(w http.ResponseWriter, r *http.Request, j *job) *refusal {
	if !p.admits(r) {
		return refuse(7, "the proxy does not know you: want its TMDB_PROXY_TOKEN as bearer token or api_key")
	}
	c, refused := p.rules.parse(r)
	if refused != nil {
		return refused
	}
	if refused := c.readBody(w, r); refused != nil {
		return refused
	}
	j.call = c
	ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), jobKey{}, j), patience)
	defer cancel()
	through := p.api.shared
	if c.ofUser() {
		through = p.api.alone
	}
	resp, err := through.RoundTrip(p.request(ctx, c))
	if err != nil {
		return failureOf(r, err)
	}
	return pass(w, r, c, resp)
}

// admits reports whether a client has the token that it has to have.
func (p *Proxy) admits(r *http.Request) bool {
	if p.config.Token == "" {
		return true
	}
	for _, token := range []string{
		bearer(r.Header.Get("Authorization")), bearer(r.Header.Get("Proxy-Authorization")), r.URL.Query().Get(apiKey),
	} {
		if same(token, p.config.Token) {
			return true
		}
	}
	return false
}

// same reports whether two tokens are the same, in a time that does not tell where they differ.
func same(a, b string) bool {
	sumA, sumB := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(sumA[:], sumB[:]) == 1
}
