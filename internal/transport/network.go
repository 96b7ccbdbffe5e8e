package transport

import "net/http"

// Network returns a transport like [http.DefaultTransport] with connections of its own, of which it
// keeps as many as it may have to a host. TMDB allows about 20 per address.
func Network() http.RoundTripper {
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok { // the program has put another one in its place
		return http.DefaultTransport
	}
	own := base.Clone()
	own.MaxConnsPerHost, own.MaxIdleConnsPerHost = 20, 20
	own.MaxResponseHeaderBytes = 1 << 20
	return own
}
