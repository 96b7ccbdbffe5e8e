package wrapper

import (
	"context"
	"fmt"
	"net/http"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/credential"
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
