package transport

import (
	"net/http"
	"net/url"
)

// Credentials says where credentials go.
type Credentials struct {
	// Allowed reports whether the server of a URL, by scheme, host and port, may see them. Nil
	// stands for none.
	Allowed func(*url.URL) bool

	// Apply, if set, sets the credentials of a request that goes to such a server, in its header or
	// in the query of its URL. It is given a copy of the request, and may change both.
	Apply func(*http.Request)
}

// NewCredentials returns a layer that sets credentials on requests to servers that may see them, and
// removes Authorization and Cookie from all others. As it sees every hop of a redirect, a server that
// redirects elsewhere cannot take them along. It removes Referer in any case: net/http puts the URL
// of the request before there, with the credentials of its query.
func NewCredentials(cfg Credentials) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(req *http.Request) (*http.Response, error) {
			return next.RoundTrip(cfg.prepare(req))
		})
	}
}

func (c Credentials) prepare(req *http.Request) *http.Request {
	allowed := c.Allowed != nil && c.Allowed(req.URL)
	if allowed && c.Apply == nil && req.Header["Referer"] == nil {
		return req
	}
	req = req.Clone(req.Context())
	req.Header.Del("Referer")
	switch {
	case !allowed:
		req.Header.Del("Authorization")
		req.Header.Del("Cookie")
	case c.Apply != nil:
		c.Apply(req)
	}
	return req
}
