package wrapper

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/redact"
)

// redirectPolicy follows redirects like net/http, at most ten, but lets nothing secret leave the
// origin of base: a request whose body or URL would take a secret there is refused. What is secret
// in a header, the transport removes. next is the policy of the user's client, if any.
func redirectPolicy(base *url.URL, next func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if !sameOrigin(req.URL, base) {
			if req.Body != nil && req.Body != http.NoBody {
				return errors.New("a redirect would send the request's body to another host")
			}
			if holdsAny(req.URL, redact.Secrets(operationFrom(req.Context()), via[0])) {
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

// holdsAny reports whether a URL holds one of the secrets, however it is escaped.
func holdsAny(u *url.URL, secrets []string) bool {
	texts := []string{u.String(), u.Path}
	if decoded, err := url.QueryUnescape(u.RawQuery); err == nil {
		texts = append(texts, decoded)
	}
	return slices.ContainsFunc(secrets, func(secret string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, secret) })
	})
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
