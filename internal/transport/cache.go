package transport

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/internal/cached"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/store"
)

// CacheConfig says what is cached and where: a private cache after RFC 9111. It keeps responses to
// GET with status 200 that say by max-age how long they are fresh or can be confirmed by ETag, one
// per URL, credential and what a client can negotiate, and reads them to the end before it returns
// them, so that no part of a response is ever kept. It obeys max-age, Age, no-store, no-cache,
// must-revalidate and Vary of responses, and no-store and no-cache of requests, guesses no
// lifetime, and leaves requests with Range, a body or conditions of their own alone.
type CacheConfig struct {
	// Store keeps the responses. Nil caches nothing. It is waited for as [store.Bounded] says.
	Store store.Store

	// Bypass, if set, reports whether a request is neither looked up in the cache nor kept there.
	Bypass func(*http.Request) bool

	// Usable, if set, returns why the body of a success cannot be used, nil if it can. What cannot
	// is not kept, takes the place of nothing, and counts as a 502. One that says that the request
	// failed is [ErrFailed]; it is not kept either, and counts as a 404.
	Usable func(resp *http.Response, body []byte) error

	// StaleIfError is how long a response may be out of date if the server has but 408, 5xx or
	// nothing, or a proxy lets nobody through to it by 407.
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
		return &cache{CacheConfig: c, store: store.Bounded(c.Store), direct: store.IsImmediate(c.Store), next: next}
	}
}

type cache struct {
	CacheConfig
	store  store.Store
	direct bool // whether the store can be asked by who cannot wait
	next   http.RoundTripper
	doubts store.Doubts
}

// query is a request that the cache has to do with.
type query struct {
	req   *http.Request
	want  cached.Control
	key   string
	known *cached.Entry // nil if there is none
	blind bool          // whether the store could not be asked
}

// RoundTrip returns a response from the cache, or from the server.
func (c *cache) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Context().Err() != nil {
		closeBody(req)
		return nil, context.Cause(req.Context())
	}
	q, resp := c.look(req)
	switch {
	case resp != nil:
		return resp, nil
	case q == nil:
		noteCache(req.Context(), Bypass)
		return c.next.RoundTrip(req)
	}
	return c.fetch(q)
}

// hit returns the response to a request at once, nil if it takes more than a look into memory.
func (c *cache) hit(req *http.Request) (resp *http.Response) {
	if c != nil && c.direct {
		_, resp = c.look(req)
	}
	return resp
}

// look returns what the cache knows of a request, nil if it has nothing to do with it, and the
// response if that is fresh.
func (c *cache) look(req *http.Request) (*query, *http.Response) {
	want := cached.ParseControl(req.Header)
	if !isGet(req) || isSpecial(req) || want.NoStore || is(c.Bypass, req) {
		return nil, nil
	}
	q := &query{req: req, want: want, key: entryKey(req)}
	q.known = c.load(q)
	if now := time.Now(); q.known != nil && !want.NoCache && q.known.IsFresh(now) {
		note(req.Context(), func(t *Trace) { *t = Trace{Cache: Hit} })
		return q, c.response(q.known, req, now)
	}
	return q, nil
}

// special are the fields of a GET that asks for something else than the whole response.
var special = []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"}

func isSpecial(req *http.Request) bool {
	return hasBody(req) || slices.ContainsFunc(special, func(name string) bool { return len(req.Header[name]) > 0 })
}

// load returns the entry for a request, nil if there is none that is right.
func (c *cache) load(q *query) *cached.Entry {
	value, err := c.store.Get(q.req.Context(), q.key)
	if err != nil || value == nil {
		q.blind = err != nil
		c.report(q.req, err)
		return nil
	}
	e, err := cached.Decode(value)
	if err != nil { // nobody has to come upon it again
		c.report(q.req, err)
		err = c.store.Delete(q.req.Context(), q.key)
	}
	c.report(q.req, err)
	if e == nil || c.doubts.About(q.key, e.Received) {
		return nil
	}
	return e
}

// fetch asks the server, whether what is known is still right or for all of it.
func (c *cache) fetch(q *query) (*http.Response, error) {
	send, conditional := q.req, q.known != nil && q.known.ETag() != ""
	if conditional {
		send = q.req.Clone(q.req.Context())
		send.Header.Set("If-None-Match", q.known.ETag())
	}
	sent := time.Now()
	resp, err := c.next.RoundTrip(send)
	received := time.Now()
	noteCache(q.req.Context(), Miss)

	switch {
	case isType[*TooManyRequestsError](err):
		return nil, err
	case err != nil:
		return c.instead(q, nil, err)
	case conditional && resp.StatusCode == http.StatusNotModified:
		return c.confirm(q, resp, sent, received), nil
	case resp.StatusCode == http.StatusOK:
		return c.keep(q, resp, sent, received)
	case resp.StatusCode == http.StatusTooManyRequests:
		return resp, nil
	case resp.StatusCode >= 500, resp.StatusCode == http.StatusProxyAuthRequired, IsTrouble(resp.StatusCode),
		resp.StatusCode/100 == 2 && unusable(c.Usable, resp) != nil:
		return c.instead(q, resp, nil)
	}
	c.forget(q, received) // it has gone, or moved, or is not ours any more
	return resp, nil
}

// instead returns a stale response instead of a failure if there is one, and the failure otherwise.
func (c *cache) instead(q *query, resp *http.Response, err error) (*http.Response, error) {
	now := time.Now()
	if q.req.Context().Err() != nil || q.known == nil || q.want.NoCache || !q.known.MayBeStale(now, c.StaleIfError) {
		return resp, err
	}
	drop(resp)
	noteCache(q.req.Context(), Stale)
	return c.response(q.known, q.req, now), nil
}

// confirm makes what is known fresh again by a 304.
func (c *cache) confirm(q *query, resp *http.Response, sent, received time.Time) *http.Response {
	drop(resp)
	e := q.known.Confirmed(resp.Header, sent, received)
	_ = c.save(q, e) // else what is there is as good
	noteCache(q.req.Context(), Revalidated)
	confirmed := c.response(e, q.req, received)
	if cookies := resp.Header["Set-Cookie"]; len(cookies) > 0 { // for this caller alone
		confirmed.Header["Set-Cookie"] = cookies
	}
	return confirmed
}

// response returns an entry as the response to a request. What is kept has been checked.
func (c *cache) response(e *cached.Entry, req *http.Request, now time.Time) *http.Response {
	resp := e.Response(req, now)
	resp.Body = &inmemory.Body{Data: e.Body, Checked: c.Usable != nil}
	return resp
}

// keep stores a response if it may be stored, has arrived whole and can be used.
func (c *cache) keep(q *query, resp *http.Response, sent, received time.Time) (*http.Response, error) {
	switch err := fault(c.Usable, resp); {
	case errors.Is(err, ErrFailed):
		c.forget(q, received)
		return resp, nil
	case err != nil:
		return c.instead(q, resp, nil)
	}
	e := cached.New(resp.Header, sent, received)
	e.Body = inmemory.Read(resp).Data
	if c.save(q, e) != nil {
		c.doubts.Add(q.key, received)
	}
	return resp, nil
}

// save stores an entry, or forgets what it would take the place of.
func (c *cache) save(q *query, e *cached.Entry) error {
	if !e.WorthKeeping(keyed) {
		c.forget(q, e.Received)
		return nil
	}
	err := c.store.Set(q.req.Context(), q.key, e.Encode())
	c.report(q.req, err)
	return err
}

// forget removes what is known, which is no longer right since a time.
func (c *cache) forget(q *query, since time.Time) {
	if q.known == nil && !q.blind {
		return
	}
	c.doubts.Add(q.key, since) // at once, as the store may take its time
	err := c.store.Delete(q.req.Context(), q.key)
	if err == nil {
		c.doubts.Settle(q.key, since)
	}
	c.report(q.req, err)
}

func (c *cache) report(req *http.Request, err error) {
	if err != nil && c.Report != nil && req.Context().Err() == nil {
		c.Report(req, err)
	}
}
