package wrapper

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/redact"
)

// redirectPolicy follows redirects like net/http, at most ten, but lets nothing secret leave the
// origin of base: a request whose body or URL would take a secret there is refused. What is secret
// in a header, the transport removes. next is the policy of the user's client, if any.
func redirectPolicy(base *url.URL, next func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if !baseurl.SameOrigin(req.URL, base) {
			if req.Body != nil && req.Body != http.NoBody {
				return errors.New("a redirect would send the request's body to another host")
			}
			if redact.Holds(req.URL, redact.Secrets(operationFrom(req.Context()), via[0])...) {
				return errors.New("a redirect would send a credential in its URL to another host")
			}
		}
		if next != nil {
			return next(req, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
}
