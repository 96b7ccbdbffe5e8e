package signin

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/redirect"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// ApprovalOption changes the URL of an approval page. An invalid one is the error of [ApprovalURL]
// and [ApprovalURLV4].
type ApprovalOption func(*approval) error

type approval struct {
	site *url.URL
}

// Site leads users to another site than https://www.themoviedb.org to approve a sign-in, such as a
// proxy or a test's. The URL is absolute and https, unless the host is this machine, may have a
// path, and has no user, query or fragment.
func Site(siteURL string) ApprovalOption {
	return func(a *approval) error {
		u, err := baseurl.Site.Parse(siteURL)
		if err != nil {
			return fmt.Errorf("Site: %w", err)
		}
		a.site = u
		return nil
	}
}

func newApproval(opts []ApprovalOption) (approval, error) {
	var a approval
	for _, opt := range append([]ApprovalOption{Site(baseurl.Site.Example)}, opts...) {
		if opt == nil {
			return a, refuse("an option is nil: want one such as signin.Site")
		}
		if err := opt(&a); err != nil {
			return a, refuse(err.Error())
		}
	}
	return a, nil
}

// ApprovalURL returns the URL of the page at which a user approves or denies requestToken, for a
// sign-in by the v3 API in steps, by a server for one:
//
//   - client.Authentication.CreateRequestToken makes the request token, valid for 60 minutes: keep it
//     with what tells the user's browser, such as a cookie
//   - send the user to ApprovalURL
//   - TMDB sends the user on to redirectTo: take the answer with [ParseApproval] and refuse a request
//     token that is not the one kept, or else one user could be signed in as another
//   - client.Authentication.CreateSession returns the session of the user
//
// redirectTo is an absolute URL of http, https or the scheme of an app, such as moviebot://done, best
// one without a query: TMDB adds its own. If it is "", the user stays at TMDB and tells the program
// by hand.
//
// An error is an *[tmdb.Error] that is [tmdb.ErrInvalid].
func ApprovalURL(requestToken, redirectTo string, opts ...ApprovalOption) (string, error) {
	a, err := newApproval(opts)
	if err != nil {
		return "", err
	}
	if !isSegment(requestToken) {
		return "", refuse("requestToken is empty or cannot be one: want the request_token of client.Authentication.CreateRequestToken")
	}
	page := a.site.JoinPath("authenticate", url.PathEscape(requestToken))
	if redirectTo != "" {
		u, err := redirect.Parse(redirectTo)
		switch {
		case err != nil:
			return "", refuse("redirectTo " + err.Error() + ", or none")
		case u.User != nil || strings.Contains(redirectTo, "#"):
			return "", refuse("redirectTo has a user or a fragment: want one like https://www.example.com/done")
		}
		page.RawQuery = url.Values{"redirect_to": {redirectTo}}.Encode()
	}
	return page.String(), nil
}

// isSegment reports whether text, put into a path, leads to no other page, also if it is decoded
// once more.
func isSegment(text string) bool {
	decoded, err := url.PathUnescape(text)
	if err != nil {
		decoded = text
	}
	return !slices.ContainsFunc([]string{text, decoded}, func(t string) bool {
		return strings.TrimSpace(t) == "" || t == "." || strings.Contains(t, "..") || strings.ContainsAny(t, `/\`) ||
			strings.ContainsFunc(t, unicode.IsControl)
	})
}

// ApprovalURLV4 returns the URL of the page at which a user approves or denies requestToken, for a
// sign-in by the v4 API in steps, by a server for one:
//
//   - client.V4Auth.CreateRequestToken makes the request token, valid for 15 minutes, and is told where
//     TMDB sends the user after the answer: keep the token with what tells the user's browser, such as
//     a cookie
//   - send the user to ApprovalURLV4
//   - when the same browser comes back, client.V4Auth.CreateAccessToken returns the access token of the
//     user, or fails if the user has not approved
//
// An error is an *[tmdb.Error] that is [tmdb.ErrInvalid].
func ApprovalURLV4(requestToken string, opts ...ApprovalOption) (string, error) {
	a, err := newApproval(opts)
	if err != nil {
		return "", err
	}
	if requestToken == "" {
		return "", refuse("requestToken is empty: want the request_token of client.V4Auth.CreateRequestToken")
	}
	page := a.site.JoinPath("auth", "access")
	page.RawQuery = url.Values{"request_token": {requestToken}}.Encode()
	return page.String(), nil
}

// ParseApproval returns the request token that a user approved. query is that of the URL to which
// the approval page of the v3 API sent the user. Anyone can make such a URL: the caller compares
// the request token with the one made for this user.
//
// An error is an *[tmdb.Error]: [ErrDenied] if the user said no, and then the request token is
// returned, too, if there is one; [tmdb.ErrInvalid] if the query is no answer of the user's.
func ParseApproval(query url.Values) (requestToken string, err error) {
	if tokens := query["request_token"]; len(tokens) == 1 {
		requestToken = tokens[0]
	}
	switch {
	case query.Get("denied") == "true":
		return requestToken, &tmdb.Error{Kind: ErrDenied, Err: errors.New("the user denied access")}
	case query.Get("approved") != "true":
		return "", refuse("approved is not true: want the query of the URL that the approval page leads to")
	case requestToken == "":
		return "", refuse("request_token is missing or there twice: want the query of the URL that the approval page leads to")
	}
	return requestToken, nil
}
