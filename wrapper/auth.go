package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const apiKey = "api_key"

// BearerAuth returns a request editor that authenticates with token: an API Read Access Token, or a
// user's v4 access token. For one call it takes the place of the client's credential. It works with
// the generated client alone, too. If the token is missing or not one, the calls it is used for
// return an error that is [ErrInvalid].
func BearerAuth(token string) gen.RequestEditorFn {
	err, authorization := credential.Token(token), "Bearer "+token
	return func(_ context.Context, req *http.Request) error {
		if err != nil {
			return refuse(err.Error())
		}
		dropQuery(req.URL, func(name string) bool { return name == apiKey })
		req.Header.Set("Authorization", authorization)
		return nil
	}
}

// APIKey returns a request editor that authenticates with a v3 API key, for v3 and what is public
// of v4. For one call it takes the place of the client's credential. It works with the generated
// client alone, too. If the key is missing or not one, the calls it is used for return an error
// that is [ErrInvalid].
func APIKey(key string) gen.RequestEditorFn {
	err := credential.Key(key)
	return func(_ context.Context, req *http.Request) error {
		if err != nil {
			return refuse(err.Error())
		}
		req.Header.Del("Authorization")
		setQuery(req.URL, apiKey, key)
		return nil
	}
}

// WithAPIKey authenticates with a v3 API key, 32 hexadecimal digits, in place of a token:
//
//	client, err := tmdb.New("", tmdb.WithAPIKey(key))
//
// It opens v3 and what is public of v4. The key goes into the URL of each request, which proxies
// may log: prefer a token.
func WithAPIKey(key string) Option {
	return option("WithAPIKey", func(c *config) error {
		if err := credential.Key(key); err != nil {
			return err
		}
		return c.setAuth("WithAPIKey", APIKey(key))
	})
}

// WithToken authenticates with another bearer token, for a copy of a client that acts on behalf of
// a user of the v4 API:
//
//	user, err := client.With(tmdb.WithToken(token.AccessToken))
func WithToken(token string) Option {
	return option("WithToken", func(c *config) error { return c.setToken("WithToken", token) })
}

// WithoutCredential sends no credential, for a server that has its own, such as tmdb proxy:
//
//	client, err := tmdb.New("", tmdb.WithBaseURL("https://tmdb.example.org"), tmdb.WithoutCredential())
//
// TMDB's own servers want a credential: the base URL has to be that of another one. A copy of the
// client acts for a user as ever, by [WithToken] or [Session], if the server passes that on.
//
// It is an option of New, not of With.
func WithoutCredential() Option {
	return sharedOption("WithoutCredential", func(c *config) error {
		c.anonymous = true
		return c.setAuth("WithoutCredential", nothing)
	})
}

// nothing is the request editor of a client without a credential.
func nothing(context.Context, *http.Request) error { return nil }

// checkAnonymous returns an error if a client without a credential would ask TMDB.
func (c *config) checkAnonymous() error {
	if c.anonymous && (c.baseURL == nil || baseurl.IsTMDB(c.baseURL)) {
		return errors.New("WithoutCredential: TMDB's own servers want a credential: " +
			"want WithBaseURL with a server that has its own, such as tmdb proxy, or a token")
	}
	return nil
}

// lacksCredential says what a client without a credential wants, which another server may have.
func (c *config) lacksCredential() string {
	text := credential.Token("").Error()
	if c.baseURL != nil && !baseurl.IsTMDB(c.baseURL) {
		text += ", or WithoutCredential for a server that has its own"
	}
	return text
}

// errAnonymous is what a response that says that the credential is wrong means without one.
var errAnonymous = errors.New("the client has no credential: " +
	"want one that the server takes, by TMDB_ACCESS_TOKEN or TMDB_API_KEY for FromEnv, or given to New")

// errOpen is of a call with a secret to a server that is asked without TLS only as there is none.
var errOpen = errors.New("a secret of a user would be sent, and the server is on another machine and not https, where others may hear it: " +
	"want https in TMDB_BASE_URL, or WithInsecureBaseURL where nobody else can listen")

// handsOutSecret reports whether the response of an operation is a secret where the request has none: what a
// user approves by, or is a guest by.
func handsOutSecret(op *spec.Operation) bool {
	return op == spec.CreateGuestSession || op == spec.CreateRequestToken || op == spec.CreateRequestTokenV4
}

func (c *config) setToken(by, token string) error {
	if err := credential.Token(token); err != nil {
		return err
	}
	return c.setAuth(by, BearerAuth(token))
}

func (c *config) setAuth(by string, auth gen.RequestEditorFn) error {
	if c.authBy != "" {
		return fmt.Errorf("there is a credential already, by %s: want one of the two", c.authBy)
	}
	c.auth, c.authBy = auth, by
	return nil
}
