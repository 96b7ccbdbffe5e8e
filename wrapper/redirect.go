package wrapper

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// redirectPolicy follows redirects like net/http, at most ten, but lets nothing secret leave the
// origin of base: credentials are dropped from a request to another one, and a request whose body
// would go there is refused. next is the policy of the user's client, if any.
func redirectPolicy(base *url.URL, next func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if !sameOrigin(req.URL, base) {
			if req.Body != nil && req.Body != http.NoBody {
				return errors.New("a redirect would send the request's body to another host")
			}
			dropCredentials(req)
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

// dropCredentials removes what only TMDB may see. The referer is the URL of the request before, with
// its query.
func dropCredentials(req *http.Request) {
	for _, name := range []string{"Authorization", "Cookie", "Referer"} {
		req.Header.Del(name)
	}
}

func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]
}
