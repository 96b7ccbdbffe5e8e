// Package baseurl checks the URLs of servers that users of the client name.
package baseurl

import (
	"errors"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Kind is a kind of server.
type Kind struct {
	// Example is the URL of TMDB's own, without a slash at its end.
	Example string
	// Insecure names the option that takes http to any host, if there is one.
	Insecure string

	path func(path string) string // what a path without a slash at its end is put right to
}

// The servers of TMDB.
var (
	// API is the server of the API. A last /3 or /4 is cut, which stands in the path of each request.
	API = Kind{Example: "https://api.themoviedb.org", Insecure: "WithInsecureBaseURL", path: func(path string) string {
		if version := path[max(0, len(path)-2):]; version == "/3" || version == "/4" {
			return path[:len(path)-2]
		}
		return path
	}}
	// Images is the server of images, whose path is /t/p if there is none. A size behind that is cut.
	Images = Kind{Example: "https://image.tmdb.org/t/p", Insecure: "InsecureBaseURL", path: func(path string) string {
		if path == "" {
			return "/t/p"
		}
		return imageSize.ReplaceAllString(path, "/t/p")
	}}
	// Exports is the server of the daily files. Their folder, which stands in the path of each
	// request, is cut.
	Exports = Kind{Example: "https://files.tmdb.org", Insecure: "InsecureBaseURL", path: func(path string) string {
		return strings.TrimSuffix(path, "/p/exports")
	}}
	// Site is TMDB for people.
	Site = Kind{Example: "https://www.themoviedb.org"}
)

var imageSize = regexp.MustCompile(`/t/p/(original|[wh][0-9]+\w*)$`)

// Parse returns the URL in text, which has scheme, host and perhaps a path, without a slash at its
// end. It is https unless the host is this machine. The error does not repeat the URL, which may
// hold a password.
func (k Kind) Parse(text string) (*url.URL, error) { return k.parse(text, false) }

// ParseInsecure is Parse, but the URL may be http whatever its host.
func (k Kind) ParseInsecure(text string) (*url.URL, error) { return k.parse(text, true) }

func (k Kind) parse(text string, insecure bool) (*url.URL, error) {
	want := "want one like " + k.Example
	if strings.ContainsFunc(text, unicode.IsSpace) {
		return nil, errors.New("the URL holds white space: " + want + ", without a line end after it")
	}
	scheme, _, _ := strings.Cut(text, "://")
	if scheme = strings.ToLower(scheme); len(scheme) == len(text) || scheme != "http" && scheme != "https" {
		return nil, errors.New("the URL does not begin with https:// or http://: " + want)
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("the URL does not parse: " + want)
	case u.Hostname() == "":
		return nil, errors.New("the URL has no host: " + want)
	case !isPort(u):
		return nil, errors.New("the URL has a port that is none: want 1 to 65535")
	case u.User != nil:
		return nil, errors.New("the URL holds a user, which is no place for a credential: " + want)
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(text, "#"):
		return nil, errors.New("the URL has a query or a fragment: want scheme, host and path only, as in " + k.Example)
	case !insecure && IsOpen(u):
		hint := ""
		if k.Insecure != "" {
			hint = ", or " + k.Insecure + " where nobody else can listen"
		}
		return nil, errors.New("the URL is not https, which only a server on this machine need not be: " + want + hint)
	}
	k.mend(u)
	return u, nil
}

// isPort reports whether a URL has no port or one that there can be.
func isPort(u *url.URL) bool {
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	return u.Port() == "" || err == nil && n > 0
}

// mend takes off a path what is not of it, and adds what it lacks.
func (k Kind) mend(u *url.URL) {
	for _, path := range []*string{&u.Path, &u.RawPath} {
		if *path = strings.TrimRight(*path, "/"); k.path != nil && (*path != "" || path == &u.Path) {
			*path = strings.TrimRight(k.path(*path), "/")
		}
	}
}

// IsLoopback reports whether a host is this machine: one of its own addresses, or the name that
// stands for them. Another name may be that of anybody, for DNS tells, also one such as
// x.localhost.
func IsLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && addr.Unmap().IsLoopback()
}

// IsOpen reports whether what is sent to a server goes to another machine without TLS, where others may
// hear it.
func IsOpen(u *url.URL) bool { return u.Scheme == "http" && !IsLoopback(u.Hostname()) }

// IsTMDB reports whether a URL is of one of TMDB's own servers of the API.
func IsTMDB(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	return host == "api.themoviedb.org" || host == "api.tmdb.org"
}

// SameOrigin reports whether two URLs have the same scheme, host and port.
func SameOrigin(a, b *url.URL) bool {
	if a.Scheme == b.Scheme && a.Host == b.Host { // as nearly always
		return true
	}
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]
}
