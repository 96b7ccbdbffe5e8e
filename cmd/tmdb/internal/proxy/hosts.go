package proxy

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tmdb-go/tmdb/internal/transport"
)

const (
	// rest is for how long a host that failed is not asked while another one does not fail.
	rest = 30 * time.Second
	// patienceOfClients is how long a host has to have said nothing when its client goes to count as one
	// that failed: many have gone before the proxy would give it up.
	patienceOfClients = 3 * time.Second
)

// hosts are servers that have the same. What fails at one is asked of the next: within the same attempt
// if the host cannot be reached, also for something in the way, and by the next attempt if its response is
// that of a gateway.
type hosts struct {
	list []*url.URL // in the order in which they are asked
	next http.RoundTripper
	tell func(host string, status int) // of each response, status 0 stands for none

	mu     sync.Mutex
	failed map[*url.URL]time.Time
}

func newHosts(list []*url.URL, next http.RoundTripper, tell func(host string, status int)) *hosts {
	return &hosts{list: list, next: next, tell: tell, failed: map[*url.URL]time.Time{}}
}

// inOrder returns the hosts, those that failed a short time ago last. One whose rest is over is first for
// one request alone: while that may hang, others are sent to the next host.
func (h *hosts) inOrder() []*url.URL {
	h.mu.Lock()
	defer h.mu.Unlock()
	order := slices.SortedStableFunc(slices.Values(h.list), func(a, b *url.URL) int { return h.resting(a).Compare(h.resting(b)) })
	if len(order) > 0 && !h.failed[order[0]].IsZero() {
		h.failed[order[0]] = time.Now()
	}
	return order
}

// resting returns when a host failed, the zero time if that is long ago. The mutex is held.
func (h *hosts) resting(u *url.URL) time.Time {
	if at, ok := h.failed[u]; ok && time.Since(at) < rest {
		return at
	}
	return time.Time{}
}

// isReady reports whether a host has not failed a short time ago.
func (h *hosts) isReady(u *url.URL) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.resting(u).IsZero()
}

func (h *hosts) mark(u *url.URL, bad bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if bad {
		h.failed[u] = time.Now()
	} else {
		delete(h.failed, u)
	}
}

// RoundTrip sends a request, of whose URL only path and query count, to the first host that can be
// reached.
func (h *hosts) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	job := jobFrom(req.Context())
	var before string // what failed
	order := h.inOrder()
	for i, host := range order {
		var sent atomic.Bool
		ctx, end := context.WithCancel(req.Context())
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { sent.Store(true) }})
		send := req.Clone(ctx)
		if i > 0 && req.GetBody != nil {
			if send.Body, err = req.GetBody(); err != nil {
				end()
				return nil, err
			}
		}
		send.URL.Scheme, send.URL.Host, send.Host = host.Scheme, host.Host, ""
		send.URL.Path, send.URL.RawPath = join(host, req.URL)
		job.sign(send)
		job.askedOf(host.Host)
		started := time.Now()
		resp, err = h.next.RoundTrip(send)
		if err == nil && i+1 < len(order) && !job.writes() && isInTheWay(resp) {
			_ = resp.Body.Close()
			err = fmt.Errorf("a page or a redirect (%d)", resp.StatusCode)
		}
		if err == nil {
			h.tell(host.Host, resp.StatusCode)
			h.mark(host, isGateway(resp.StatusCode))
			if isGateway(resp.StatusCode) && !job.writes() && slices.ContainsFunc(order[i+1:], h.isReady) {
				resp.Header.Del("Retry-After") // which is for this host, and the next attempt for another
			}
			resp.Body = watch(resp.Body, end, func() { h.mark(host, req.Context().Err() == nil) })
			return resp, nil
		}
		end()
		if req.Context().Err() != nil {
			if time.Since(started) >= patienceOfClients {
				h.mark(host, true)
			}
			return nil, context.Cause(req.Context())
		}
		h.tell(host.Host, 0)
		h.mark(host, true)
		err = fmt.Errorf("%s%s: %w", before, host.Host, err)
		before = err.Error() + "; "
		if sent.Load() && job.writes() {
			return nil, err // it may have been done
		}
	}
	return nil, cmp.Or(err, error(errNoHost))
}

var errNoHost = fmt.Errorf("there is no host: %w", io.ErrUnexpectedEOF)

// join returns the path of a request behind that of a host, decoded and as it is sent.
func join(host, of *url.URL) (path, raw string) {
	return host.Path + of.Path, host.EscapedPath() + of.EscapedPath()
}

// isInTheWay reports whether a response is of what lets nobody through to a server, such as a filter: a page
// or a redirect, where there are JSON and images.
func isInTheWay(resp *http.Response) bool {
	switch status := resp.StatusCode; {
	case status == http.StatusNotModified || status == http.StatusNotFound || status >= 500:
		return false
	case status/100 == 3:
		return true
	}
	return strings.HasPrefix(strings.ToLower(resp.Header.Get("Content-Type")), "text/html")
}

// isGateway reports whether a status is of what stands before a server that does not respond.
func isGateway(status int) bool {
	return status != http.StatusInternalServerError && status != http.StatusTooManyRequests &&
		status != http.StatusRequestTimeout && transport.IsTrouble(status)
}
