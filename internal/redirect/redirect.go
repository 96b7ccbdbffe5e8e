// Package redirect checks where the page on which a user approves a program may lead.
package redirect

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// Parse returns the URL in text if a browser may be sent there: it is absolute, and its scheme is
// http, https or that of an app, such as moviebot://done. url.Parse takes no control character and no
// white space before the scheme, which browsers would strip. The error does not repeat the URL.
func Parse(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme == "" || u.Opaque != "":
		return nil, errors.New("is not an absolute URL: want one like https://www.example.com/done")
	case slices.Contains(ofBrowsers, u.Scheme) || strings.HasSuffix(u.Scheme, "script"):
		return nil, errors.New("has a scheme that browsers themselves act on: want http, https or that of an app")
	case u.Hostname() == "" && (u.Scheme == "http" || u.Scheme == "https"):
		return nil, errors.New("has no host: want one like https://www.example.com/done")
	}
	return u, nil
}

// ofBrowsers are the schemes that run code, show what the URL itself holds or reach into the user's
// machine. That of an app is none of them.
var ofBrowsers = []string{
	"about", "blob", "chrome", "chrome-extension", "data", "edge", "feed", "file", "filesystem", "intent",
	"jar", "mocha", "moz-extension", "ms-its", "mhtml", "opera", "resource", "view-source", "wyciwyg",
}
