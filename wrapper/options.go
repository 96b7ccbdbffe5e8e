package wrapper

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Option configures a [Client]. Options with invalid values make [New] return an error.
type Option func(*config) error

// config is what options set.
type config struct {
	baseURL    *url.URL
	httpClient *http.Client
	editors    []gen.RequestEditorFn
	siteURL    *url.URL

	imageBaseURL *url.URL
}

// WithBaseURL sends requests to another server than https://api.themoviedb.org, such as
// https://api.tmdb.org, a proxy or a test's. The URL is absolute, may have a path that goes before
// /3/…, and has no user, query or fragment. It is https, unless the host is this machine.
func WithBaseURL(baseURL string) Option {
	return func(c *config) error {
		u, err := parseBaseURL(baseURL)
		if err != nil {
			return fmt.Errorf("WithBaseURL: %w", err)
		}
		c.baseURL = u
		return nil
	}
}

// parseBaseURL says what is wrong without repeating the URL, which may hold a password.
func parseBaseURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("the base URL does not parse: want one like https://api.themoviedb.org")
	case u.Host == "" || u.Hostname() == "" || u.Opaque != "":
		return nil, errors.New("the base URL is not absolute: want one like https://api.themoviedb.org")
	case u.User != nil:
		return nil, errors.New("the base URL holds a user: credentials are given to New")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(text, "#"):
		return nil, errors.New("the base URL has a query or a fragment: want scheme, host and path only")
	case u.Scheme == "http" && !isLoopback(u.Hostname()), u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("the base URL is not https, which only a server on this machine need not be")
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

// WithHTTPClient uses a copy of client, with its transport, timeout, cookies and redirect policy, in
// place of one that gives up after 30 seconds.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		c.httpClient = client
		return nil
	}
}

// WithRequestEditor has edit change every request before it is sent, after the credential is set.
// An error that it returns ends the call. It may be given more than once; editors run in that order.
func WithRequestEditor(edit gen.RequestEditorFn) Option {
	return func(c *config) error {
		if edit == nil {
			return errors.New("WithRequestEditor: the editor is nil")
		}
		c.editors = append(c.editors, edit)
		return nil
	}
}
