package transport

import (
	"context"
	"net/http"
	"slices"
	"time"
)

// CacheConfig says what is cached and where: a private cache after RFC 9111. It keeps responses to
// GET with status 200 that say by max-age how long they are fresh or can be confirmed by ETag, one
// per URL, credential and what a client can negotiate, and reads them to the end before it returns
// them, so that no part of a response is ever kept. It obeys max-age, Age, no-store, no-cache,
// must-revalidate and Vary of responses, and no-store and no-cache of requests, guesses no lifetime,
// and leaves requests with Range, a body or conditions of their own alone.
type CacheConfig struct {
	// Store keeps the responses. Nil caches nothing.
	Store Store

	// Bypass, if set, reports whether a request is neither looked up in the cache nor kept there.
	Bypass func(*http.Request) bool

	// StaleIfError is how long a response may be out of date if the server has but 408, 5xx or nothing.
	StaleIfError time.Duration

	// Report, if set, is told errors of the store, which fail no request.
	Report func(*http.Request, error)
}

// Cache returns a layer that caches as c says.
func Cache(c CacheConfig) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if c.Store == nil {
			return next
		}
		return &cache{CacheConfig: c, next: next}
	}
}

type cache struct {
	CacheConfig
	next http.RoundTripper
}

// query is a request that the cache has to do with.
type query struct {
	req   *http.Request
	want  cacheControl
	key   string
	known *entry // nil if there is none
}

// RoundTrip returns a response from the cache, or from the server.
func (c *cache) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	want := parseCacheControl(req.Header)
	switch {
	case !isGet(req), is(c.Bypass, req), isSpecial(req), want.noStore:
		noteCache(ctx, Bypass)
		return c.next.RoundTrip(req)
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	}
	q := &query{req: req, want: want, key: entryKey(req)}
	q.known = c.load(q)
	if now := time.Now(); q.known != nil && !want.noCache && q.known.isFresh(now) {
		note(ctx, func(t *Trace) { t.Cache, t.Attempts = Hit, 0 })
		return q.known.response(req, now), nil
	}
	return c.fetch(q)
}

// special are the fields of a GET that asks for something else than the whole response.
var special = []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"}

func isSpecial(req *http.Request) bool {
	return hasBody(req) || slices.ContainsFunc(special, func(name string) bool { return len(req.Header[name]) > 0 })
}

// load returns the entry for a request, nil if there is none that is right.
func (c *cache) load(q *query) *entry {
	value, err := c.Store.Get(q.req.Context(), q.key)
	if err != nil || value == nil {
		c.report(q.req, err)
		return nil
	}
	e, err := decodeEntry(value)
	c.report(q.req, err)
	return e
}

// fetch asks the server, whether what is known is still right or for all of it.
func (c *cache) fetch(q *query) (*http.Response, error) {
	send, conditional := q.req, q.known != nil && q.known.etag() != ""
	if conditional {
		send = q.req.Clone(q.req.Context())
		send.Header.Set("If-None-Match", q.known.etag())
	}
	sent := time.Now()
	resp, err := c.next.RoundTrip(send)
	received := time.Now()
	noteCache(q.req.Context(), Miss)

	switch {
	case err != nil:
		return c.instead(q, nil, err)
	case conditional && resp.StatusCode == http.StatusNotModified:
		return c.confirm(q, resp, sent, received), nil
	case resp.StatusCode == http.StatusOK:
		return c.keep(q, resp, sent, received)
	case resp.StatusCode == http.StatusTooManyRequests:
		return resp, nil
	case resp.StatusCode >= 500, IsTrouble(resp.StatusCode):
		return c.instead(q, resp, nil)
	}
	c.forget(q) // it has gone, or moved, or is not ours any more
	return resp, nil
}

// instead returns a stale response instead of a failure if there is one, and the failure otherwise.
func (c *cache) instead(q *query, resp *http.Response, err error) (*http.Response, error) {
	now := time.Now()
	if q.req.Context().Err() != nil || q.known == nil || q.want.noCache || !q.known.mayBeStale(now, c.StaleIfError) {
		return resp, err
	}
	drop(resp)
	noteCache(q.req.Context(), Stale)
	return q.known.response(q.req, now), nil
}

// confirm makes what is known fresh again by a 304.
func (c *cache) confirm(q *query, resp *http.Response, sent, received time.Time) *http.Response {
	drop(resp)
	e := q.known.confirmed(resp.Header, sent, received)
	c.save(q, e)
	noteCache(q.req.Context(), Revalidated)
	confirmed := e.response(q.req, received)
	if cookies := resp.Header["Set-Cookie"]; len(cookies) > 0 { // for this caller alone
		confirmed.Header["Set-Cookie"] = cookies
	}
	return confirmed
}

// keep stores a response if it may be stored and has arrived whole.
func (c *cache) keep(q *query, resp *http.Response, sent, received time.Time) (*http.Response, error) {
	e := newEntry(resp.Header, sent, received)
	if !e.worthKeeping() {
		c.forget(q)
		return resp, nil
	}
	body := buffer(resp)
	if body.err != nil { // the connection broke on the way
		return c.instead(q, resp, nil)
	}
	e.body = body.data
	c.save(q, e)
	return resp, nil
}

// save stores an entry. Neither it nor forget ends with the request.
func (c *cache) save(q *query, e *entry) {
	if !e.worthKeeping() {
		c.forget(q)
		return
	}
	value, err := e.encode()
	if err == nil {
		err = c.Store.Set(context.WithoutCancel(q.req.Context()), q.key, value)
	}
	c.report(q.req, err)
}

func (c *cache) forget(q *query) {
	if q.known != nil {
		c.report(q.req, c.Store.Delete(context.WithoutCancel(q.req.Context()), q.key))
	}
}

func (c *cache) report(req *http.Request, err error) {
	if err != nil && c.Report != nil {
		c.Report(req, err)
	}
}
