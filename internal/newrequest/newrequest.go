// Package newrequest does for the requests of the generated client what net/url and net/http do for
// any: where a URL is as plain as TMDB's are, it need not be written and parsed again and again.
package newrequest

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
)

// parsed is a URL and the text of it.
type parsed struct {
	text string
	url  *url.URL
}

// server is the server that was asked last: most programs have one.
var server atomic.Pointer[parsed]

// Parse is url.Parse for the URL of a server, of which nobody may change anything.
func Parse(text string) (*url.URL, error) {
	if s := server.Load(); s != nil && s.text == text {
		return s.url, nil
	}
	u, err := url.Parse(text)
	if err == nil {
		server.Store(&parsed{text, u})
	}
	return u, err
}

// Resolve is base.Parse(path).
func Resolve(base *url.URL, path string) (*url.URL, error) {
	rest, relative := strings.CutPrefix(path, "./")
	if !relative || base.Host == "" || base.Opaque != "" || base.RawPath != "" ||
		!strings.HasPrefix(base.Path, "/") || !strings.HasSuffix(base.Path, "/") || strings.HasPrefix(rest, "/") ||
		!isPlain(base.Path) || !isPlain(rest) {
		return base.Parse(path)
	}
	return &url.URL{Scheme: base.Scheme, User: base.User, Host: base.Host, Path: base.Path + rest}, nil
}

// New is http.NewRequest for a URL that is parsed, and the request's from then on.
func New(method string, u *url.URL, body io.Reader) (*http.Request, error) {
	odd := func(c rune) bool { return c <= ' ' || c == 0x7f || c == '#' }
	if u.Scheme == "" || u.Host == "" || strings.HasSuffix(u.Host, ":") || u.User != nil || u.Opaque != "" || u.RawPath != "" ||
		u.ForceQuery || u.Fragment != "" || !strings.HasPrefix(u.Path, "/") || !isPlain(u.Path) || strings.ContainsFunc(u.RawQuery, odd) {
		return http.NewRequest(method, u.String(), body)
	}
	req, err := http.NewRequest(method, "", body)
	if err != nil {
		return nil, err
	}
	req.URL, req.Host = u, u.Host
	return req, nil
}

// isPlain reports whether a path stands for itself: there is nothing in it to escape, and nothing
// that leads elsewhere.
func isPlain(path string) bool {
	for i := range len(path) {
		switch c := path[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		case c == '/' && (i == 0 || path[i-1] != '/'):
		default:
			return false
		}
	}
	return true
}
