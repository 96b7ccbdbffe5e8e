package proxy

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
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

// network returns what sends requests, with times that leave some for another host.
func network() http.RoundTripper {
	base := transport.Network()
	t, ok := base.(*http.Transport)
	if !ok {
		return base
	}
	t.DialContext = (&net.Dialer{Timeout: connects, KeepAlive: 30 * time.Second}).DialContext
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
	return &upstream{alone: alone, shared: transport.Chain(alone, transport.Coalesce(nil), transport.Cache(c.cache(usable)))}
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

// job is what is known of a request while it is under way.
type job struct {
	call *call // nil of an image
	via  []string

	mu   sync.Mutex
	host string
}

type jobKey struct{}

// jobFrom returns the job of a request's context, nil if there is none.
func jobFrom(ctx context.Context) *job {
	j, _ := ctx.Value(jobKey{}).(*job)
	return j
}

func (j *job) writes() bool { return j != nil && j.call != nil && j.call.op.Writes }

// askedOf notes which host is asked.
func (j *job) askedOf(host string) {
	if j != nil {
		j.mu.Lock()
		j.host = host
		j.mu.Unlock()
	}
}

func (j *job) lastHost() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.host
}

// placeholder is the host of requests until it is known which of several is asked: one for the cache, the
// limit and what is under way.
const placeholder = "upstream"

// newRequest returns a request to one of several hosts, of which the first tells what is cached from that
// of others.
func newRequest(ctx context.Context, method, path, query string, list []*url.URL) *http.Request {
	decoded, _ := url.PathUnescape(path)
	return (&http.Request{
		Method: method, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		URL:  &url.URL{Scheme: "https", Host: placeholder, Path: decoded, RawPath: path, RawQuery: query},
		Host: list[0].String(), Header: http.Header{"User-Agent": {userAgent}},
	}).WithContext(ctx)
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
