// Package baseurl checks the URLs of servers that users of the client name.
package baseurl

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
)

// Parse returns the URL in text, which has scheme, host and perhaps a path. It is https unless the
// host is this machine. The error does not repeat the URL, which may hold a password; example is
// one that is right.
func Parse(text, example string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("the URL does not parse: want one like " + example)
	case u.Host == "" || u.Hostname() == "" || u.Opaque != "":
		return nil, errors.New("the URL is not absolute: want one like " + example)
	case u.User != nil:
		return nil, errors.New("the URL holds a user: credentials are given to New")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(text, "#"):
		return nil, errors.New("the URL has a query or a fragment: want scheme, host and path only, as in " + example)
	case u.Scheme == "http" && !isLoopback(u.Hostname()), u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("the URL is not https, which only a server on this machine need not be: want one like " + example)
	}
	return u, nil
}

func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
