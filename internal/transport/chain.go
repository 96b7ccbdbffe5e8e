// Package transport has the parts of an HTTP client that make requests survive: each is a [Layer]
// around an [http.RoundTripper], knows HTTP and nothing of the API behind it, and can be left out.
//
// From the outside in they belong in this order:
//
//	credentials → coalesce → cache → limit → retry → body limit → unpack → network
//
// Credentials come before what tells requests apart by them. The limit and what follows count only
// requests that leave the machine. Retry is inside the cache, which serves a stale response only
// when the attempts are used up; those after the first pass the limit by [RetryConfig.Wait].
//
// Every layer is safe for concurrent use, leaves the caller's request as it is, closes the bodies
// of the responses that it drops, and returns at once when the request's context ends.
package transport

import "net/http"

// Layer puts something around a round tripper. What a layer keeps between requests, such as a retry
// budget, is shared by all the round trippers that it was put around.
type Layer func(next http.RoundTripper) http.RoundTripper

// Func is a function that is an [http.RoundTripper].
type Func func(*http.Request) (*http.Response, error)

// RoundTrip returns what f returns.
func (f Func) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Chain returns base with the layers around it, the first of them outermost. A nil base stands for
// [http.DefaultTransport], and nil layers are left out. The result passes CloseIdleConnections on
// to base.
func Chain(base http.RoundTripper, layers ...Layer) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	c := &chain{first: base, base: base}
	for i := len(layers) - 1; i >= 0; i-- {
		if layers[i] != nil {
			c.first = layers[i](c.first)
		}
	}
	return c
}

type chain struct {
	first, base http.RoundTripper
}

// RoundTrip hands the request to the first layer.
func (c *chain) RoundTrip(req *http.Request) (*http.Response, error) { return c.first.RoundTrip(req) }

// CloseIdleConnections is what http.Client.CloseIdleConnections looks for.
func (c *chain) CloseIdleConnections() {
	if base, ok := c.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}

// closeBody does what a round tripper has to do with the body of a request that it does not send.
func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

func hasBody(req *http.Request) bool {
	return req.Body != nil && req.Body != http.NoBody
}

// isSafe reports whether a method only reads. The empty one is GET.
func isSafe(method string) bool {
	switch method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
		return true
	}
	return false
}

func isGet(req *http.Request) bool { return req.Method == "" || req.Method == http.MethodGet }

func is(rule func(*http.Request) bool, req *http.Request) bool { return rule != nil && rule(req) }
