package transport

import (
	"net/http"
	"net/url"
)

// Credentials returns a layer that removes Authorization and Cookie from requests to servers that
// may not see them: allowed reports whether the server of a URL, by scheme, host and port, may. As
// the layer sees every hop of a redirect, a server that redirects elsewhere cannot take them along.
// It removes Referer in any case: net/http puts the URL of the request before there, with the
// credentials of its query. A nil allowed stands for no server.
func Credentials(allowed func(*url.URL) bool) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(req *http.Request) (*http.Response, error) {
			ours := allowed != nil && allowed(req.URL)
			if ours && req.Header["Referer"] == nil {
				return next.RoundTrip(req)
			}
			req = req.Clone(req.Context())
			req.Header.Del("Referer")
			if !ours {
				req.Header.Del("Authorization")
				req.Header.Del("Cookie")
			}
			return next.RoundTrip(req)
		})
	}
}
