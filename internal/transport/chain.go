package transport

import (
	"errors"
	"net/http"
)

// Layer puts something around a round tripper. What a layer keeps between requests, such as a retry
// budget, is shared by all the round trippers that it was put around.
type Layer func(next http.RoundTripper) http.RoundTripper

// Func is a function that is an [http.RoundTripper].
type Func func(*http.Request) (*http.Response, error)

// RoundTrip returns what f returns.
func (f Func) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Chain returns base with the layers around it, the first of them outermost. A nil base stands for
// [http.DefaultTransport], and nil layers are left out. The result returns an error for a request
// without URL or header, and passes CloseIdleConnections on to base.
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

// RoundTrip checks once, for all layers, what net/http would check at the end.
func (c *chain) RoundTrip(req *http.Request) (*http.Response, error) {
	switch {
	case req == nil:
		return nil, errors.New("transport: the request is nil")
	case req.URL == nil:
		closeBody(req)
		return nil, errors.New("transport: the request's URL is nil")
	case req.Header == nil:
		closeBody(req)
		return nil, errors.New("transport: the request's Header is nil")
	}
	return c.first.RoundTrip(req)
}

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
