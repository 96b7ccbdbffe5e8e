package transport

import (
	"context"
	"io"
	"net/http"
	"time"
)

const defaultMaxBody = 4 << 20

// Cache says what is cached and where.
//
// The cache is a private one after RFC 9111. It keeps answers to GET with status 200 that say how
// long they are fresh or can be confirmed by ETag or Last-Modified, one per URL and credential, and
// reads them to the end before it returns them, so that no part of an answer is ever kept. It obeys
// max-age, Age, Expires, no-store, no-cache, must-revalidate and Vary of answers, and no-store,
// no-cache, max-age and only-if-cached of requests. It does not guess a lifetime, and leaves requests
// with Range, a body or conditions of their own alone. The fields it adds are Age, and Date if the
// server left it out.
type Cache struct {
	// Store keeps the answers. Nil caches nothing.
	Store Store

	// KeyFunc returns what tells the credentials of requests apart, beside their URL, Authorization
	// and Cookie. Nil stands for nothing else. It may be secret: only a hash of it is used.
	KeyFunc func(*http.Request) string

	// Bypass reports whether a request is neither answered from the cache nor kept there. Nil stands
	// for none.
	Bypass func(*http.Request) bool

	// Tags returns what the answer to a GET depends on, in an order that is always the same. Nil
	// stands for nothing.
	Tags func(*http.Request) []string

	// Touches returns the tags that a request changes. It is asked for requests whose method is not
	// one that only reads and for those that Bypass names; when such a request has come back, answers with one of
	// the tags are not used any more, nor those whose fetch began before. Only a refusal, an answer
	// of 4xx, changes nothing. Nil stands for nothing; the answer to a GET of the same URL is
	// forgotten in any case.
	Touches func(*http.Request) []string

	// StaleIfError is for how long an answer that is out of date may still be given when the server
	// answers 5xx or not at all, unless it or the request forbids that. 0 stands for not at all.
	StaleIfError time.Duration

	// MaxBody is how many bytes a body may have to be kept. 0 stands for 4 MiB.
	MaxBody int64

	// OnError, if set, is called with errors of the store, which fail no request.
	OnError func(context.Context, error)
}

// NewCache returns a layer that caches as cfg says.
func NewCache(cfg Cache) Layer {
	if cfg.MaxBody <= 0 {
		cfg.MaxBody = defaultMaxBody
	}
	shared := &tags{store: cfg.Store}
	return func(next http.RoundTripper) http.RoundTripper {
		if cfg.Store == nil {
			return next
		}
		return &cache{Cache: cfg, tags: shared, next: next}
	}
}

type cache struct {
	Cache
	tags *tags
	next http.RoundTripper
}

// query is a request that the cache has to do with.
type query struct {
	req   *http.Request
	want  cacheControl
	key   string
	epoch string
	known *entry // nil if there is none
}

// RoundTrip answers a request from the cache, or from the server.
func (c *cache) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	want := requestControl(req.Header)
	if !isSafe(req.Method) || is(c.Bypass, req) {
		return c.pass(req)
	}
	if !isGet(req) || isSpecial(req) || want.noStore {
		setStatus(ctx, Bypass)
		return c.next.RoundTrip(req)
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}

	epoch, err := c.tags.epoch(ctx, c.tagsOf(req))
	if err != nil { // what is stored may be wrong
		c.failed(ctx, err)
		setStatus(ctx, Bypass)
		return c.next.RoundTrip(req)
	}
	q := &query{req: req, want: want, key: entryKey(req, c.KeyFunc), epoch: epoch}
	q.known = c.load(q)
	if now := time.Now(); q.known != nil && q.known.isFresh(want, now) {
		record(ctx, func(o *Outcome) { o.Cache, o.Tries = Hit, 0 })
		return q.known.response(req, now), nil
	}
	if want.onlyIfCached {
		setStatus(ctx, Miss)
		return notCached(req), nil
	}
	return c.fetch(q)
}

// requestControl reads a request's Cache-Control, or the Pragma that came before it.
func requestControl(header http.Header) cacheControl {
	control := parseCacheControl(header)
	if len(header["Cache-Control"]) == 0 && header.Get("Pragma") == "no-cache" {
		control.noCache = true
	}
	return control
}

// isSpecial reports whether a GET asks for something else than the whole answer.
func isSpecial(req *http.Request) bool {
	if hasBody(req) {
		return true
	}
	for _, name := range []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"} {
		if len(req.Header[name]) > 0 {
			return true
		}
	}
	return false
}

func (c *cache) tagsOf(req *http.Request) []string {
	if c.Tags == nil {
		return nil
	}
	return c.Tags(req)
}

// load returns the entry for a request, nil if there is none that is right.
func (c *cache) load(q *query) *entry {
	ctx := q.req.Context()
	value, err := c.Store.Get(ctx, q.key)
	if err != nil || value == nil {
		c.failed(ctx, err)
		return nil
	}
	e, err := decodeEntry(value)
	if err != nil {
		c.failed(ctx, err)
		return nil
	}
	if e.epoch != q.epoch || e.variant != variant(q.req, e.header) {
		return nil
	}
	return e
}

// fetch asks the server, whether what is known is still right or for all of it.
func (c *cache) fetch(q *query) (*http.Response, error) {
	send, conditional := q.req, q.known.hasValidator()
	if conditional {
		send = q.req.Clone(q.req.Context())
		q.known.addConditions(send)
	}
	sent := time.Now()
	resp, err := c.next.RoundTrip(send)
	received := time.Now()
	setStatus(q.req.Context(), Miss)

	switch {
	case err != nil:
		return c.instead(q, nil, err)
	case conditional && resp.StatusCode == http.StatusNotModified:
		return c.confirm(q, resp, sent, received), nil
	case resp.StatusCode == http.StatusOK:
		return c.keep(q, resp, sent, received)
	case resp.StatusCode >= 500:
		return c.instead(q, resp, nil)
	case resp.StatusCode != http.StatusTooManyRequests:
		c.forget(q) // it has gone, or moved, or is not ours any more
	}
	return resp, nil
}

// instead returns a stale answer instead of a failure if there is one, and the failure otherwise.
func (c *cache) instead(q *query, resp *http.Response, err error) (*http.Response, error) {
	now := time.Now()
	if q.req.Context().Err() != nil || !q.known.mayBeStale(q.want, now, c.StaleIfError) {
		return resp, err
	}
	drop(resp)
	setStatus(q.req.Context(), Stale)
	return q.known.response(q.req, now), nil
}

// confirm makes what is known fresh again by a 304.
func (c *cache) confirm(q *query, resp *http.Response, sent, received time.Time) *http.Response {
	drop(resp)
	e := q.known.confirmed(q.req, resp.Header, sent, received)
	c.save(q, e)
	setStatus(q.req.Context(), Revalidated)
	answer := e.response(q.req, received)
	if cookies := resp.Header["Set-Cookie"]; len(cookies) > 0 { // for this caller alone
		answer.Header["Set-Cookie"] = cookies
	}
	return answer
}

// keep stores an answer if it may be stored and has arrived whole.
func (c *cache) keep(q *query, resp *http.Response, sent, received time.Time) (*http.Response, error) {
	e := newEntry(q.req, resp.Header, q.epoch, sent, received)
	if !e.worthKeeping() {
		c.forget(q)
		return resp, nil
	}
	read := buffer(resp, c.MaxBody)
	resp.Body = read.body()
	switch {
	case read.err != nil: // the network was lost on the way
		return c.instead(q, resp, nil)
	case !read.whole():
		c.forget(q)
	default:
		e.body = read.data
		resp.ContentLength = int64(len(read.data))
		c.save(q, e)
	}
	return resp, nil
}

// save and forget do not end with the request: its answer is here.
func (c *cache) save(q *query, e *entry) {
	if !e.worthKeeping() {
		c.forget(q)
		return
	}
	ctx := context.WithoutCancel(q.req.Context())
	c.failed(ctx, c.Store.Set(ctx, q.key, e.encode()))
}

func (c *cache) forget(q *query) {
	if q.known == nil {
		return
	}
	ctx := context.WithoutCancel(q.req.Context())
	c.failed(ctx, c.Store.Delete(ctx, q.key))
}

// pass sends a request that is none of the cache's business, and forgets what it changes.
func (c *cache) pass(req *http.Request) (*http.Response, error) {
	ctx := context.WithoutCancel(req.Context()) // the server may have done it although the caller has gone
	var touched []string
	if c.Touches != nil {
		touched = c.Touches(req)
	}
	key := entryKey(req, c.KeyFunc)
	resp, err := c.next.RoundTrip(req)
	setStatus(ctx, Bypass)
	if err == nil && resp.StatusCode >= 400 && resp.StatusCode < 500 {
		return resp, nil
	}
	for _, tag := range touched {
		c.failed(ctx, c.tags.change(ctx, tag))
	}
	if !isSafe(req.Method) {
		c.failed(ctx, c.Store.Delete(ctx, key))
	}
	return resp, err
}

func (c *cache) failed(ctx context.Context, err error) {
	if err != nil && c.OnError != nil {
		c.OnError(ctx, err)
	}
}

func setStatus(ctx context.Context, s Status) {
	record(ctx, func(o *Outcome) { o.Cache = s })
}

// notCached is what RFC 9111 has for only-if-cached when nothing is.
func notCached(req *http.Request) *http.Response {
	return &http.Response{
		Status:     "504 Gateway Timeout",
		StatusCode: http.StatusGatewayTimeout,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:  http.Header{},
		Body:    io.NopCloser(http.NoBody),
		Request: req,
	}
}
