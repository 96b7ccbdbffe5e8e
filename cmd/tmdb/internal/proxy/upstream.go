package proxy

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/failure"
	"github.com/tmdb-go/tmdb/internal/transport"
)

const (
	patience  = 30 * time.Second // of a client's for a response
	connects  = 5 * time.Second  // how long a host may take to be reached, so that there is time for another
	responds  = 20 * time.Second
	largest   = 8 << 20
	userAgent = "tmdb-proxy (+https://github.com/tmdb-go/tmdb)"
)

// upstream is TMDB as the proxy asks it.
type upstream struct {
	shared http.RoundTripper // with cache, and one request for all who ask the same at once
	alone  http.RoundTripper // for what is its caller's alone
}

// dialer connects to an address.
type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// network returns what sends requests over connections of a dialer, with times that leave some for another
// host.
func network(dial dialer) http.RoundTripper {
	base := transport.Network()
	t, ok := base.(*http.Transport)
	if !ok {
		return base
	}
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, connects)
		defer cancel()
		return dial(ctx, network, address)
	}
	t.TLSHandshakeTimeout, t.ResponseHeaderTimeout = connects, responds
	return t
}

// newUpstream returns the chain of transports for the API.
func newUpstream(c *Config, to *hosts) *upstream {
	wait := transport.Waiter(rate.NewLimiter(rate.Limit(c.Rate), c.Rate))
	alone := transport.Chain(to,
		transport.Limit(wait),
		transport.Retry(transport.RetryConfig{
			Reads:  func(req *http.Request) bool { return !jobFrom(req.Context()).writes() },
			Never:  func(req *http.Request) bool { return jobFrom(req.Context()).writes() && req.Method == http.MethodGet },
			Wait:   wait,
			Usable: usable,
		}),
		transport.LimitBody(largest),
		transport.Unpack,
	)
	return &upstream{alone: alone, shared: transport.Chain(alone, transport.Coalesce(nil), transport.Cache(c.cache(usable)), unshared)}
}

// unshared is a layer below the cache, which takes all who ask for one: it has the cache not keep what a
// server says is for one alone.
func unshared(next http.RoundTripper) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err == nil && isPrivate(resp.Header) {
			resp.Header.Add("Vary", "*")
		}
		return resp, err
	})
}

func isPrivate(h http.Header) bool {
	for directive := range strings.SplitSeq(strings.Join(h["Cache-Control"], ","), ",") {
		if name, _, _ := strings.Cut(directive, "="); strings.EqualFold(strings.TrimSpace(name), "private") {
			return true
		}
	}
	return false
}

// usable returns why a success cannot be used: TMDB's edge sends pages at times, and TMDB failures.
func usable(_ *http.Response, body []byte) error {
	switch valid, failed := failure.Look(body); {
	case failed:
		return transport.ErrFailed
	case !valid || !failure.LooksLikeJSON(body):
		return errors.New("the response is no JSON")
	}
	return nil
}

// placeholder is the host of requests until it is known which of several is asked: one for the cache, the
// limit and what is under way.
const placeholder = "upstream"

// newRequest returns a request to one of several hosts, of which the first tells what is cached from that
// of others.
func newRequest(ctx context.Context, method, path, query string, list []*url.URL) *http.Request {
	u := urlOf(path, query)
	u.Scheme, u.Host = "https", placeholder
	return (&http.Request{
		Method: method, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		URL: u, Host: list[0].String(), Header: http.Header{"User-Agent": {userAgent}},
	}).WithContext(ctx)
}

// urlOf returns a path, which is escaped, and a query as a URL.
func urlOf(path, query string) *url.URL {
	decoded, _ := url.PathUnescape(path)
	return &url.URL{Path: decoded, RawPath: path, RawQuery: query}
}

// request returns what asks TMDB for a call.
func (p *Proxy) request(ctx context.Context, c *call) *http.Request {
	req := newRequest(ctx, c.op.Method, c.path, c.query.Encode(), p.config.Upstreams)
	req.Header.Set("Accept", "application/json")
	if body := c.body; body != nil {
		req.Header.Set("Content-Type", "application/json;charset=utf-8")
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
		req.ContentLength = int64(len(body))
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	} else {
		p.config.Credential.set(req)
	}
	return req
}
