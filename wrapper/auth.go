package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/gen"
)

const apiKey = "api_key"

// BearerAuth returns a request editor that authenticates with token: an API Read Access Token, or a
// user's v4 access token. For one call it takes the place of the client's credential. It works with
// the generated client alone, too. If the token is missing or not one, the calls it is used for
// return an error that is [ErrInvalid].
func BearerAuth(token string) gen.RequestEditorFn {
	err := checkToken(token)
	return func(_ context.Context, req *http.Request) error {
		if err != nil {
			return refuse(err.Error())
		}
		dropQuery(req.URL, func(name string) bool { return name == apiKey })
		req.Header.Set("Authorization", "Bearer "+token)
		return nil
	}
}

// APIKey returns a request editor that authenticates with a v3 API key, for v3 and what is public
// of v4. For one call it takes the place of the client's credential. It works with the generated
// client alone, too. If the key is missing or not one, the calls it is used for return an error
// that is [ErrInvalid].
func APIKey(key string) gen.RequestEditorFn {
	err := checkKey(key)
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
		if err := checkKey(key); err != nil {
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
	if err := checkToken(token); err != nil {
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

var v3Key = regexp.MustCompile(`^[0-9A-Fa-f]{32}$`)

// checkToken says what is wrong with a token without repeating it.
func checkToken(token string) error {
	switch {
	case token == "":
		return errors.New("the token is empty: want the API Read Access Token from https://www.themoviedb.org/settings/api")
	case v3Key.MatchString(token):
		return errors.New("the token is a v3 API key, which is no bearer token: want New(\"\", WithAPIKey(key)) for a key, " +
			"or the longer API Read Access Token, which https://www.themoviedb.org/settings/api shows beside it")
	case hasOddText(token):
		return errors.New("the token holds white space or other characters that no token has: " +
			"want the API Read Access Token alone, without Bearer before it or a line end after it")
	}
	return nil
}

// checkKey says what is wrong with a v3 API key without repeating it.
func checkKey(key string) error {
	switch {
	case key == "":
		return errors.New("the key is empty: want the v3 API key from https://www.themoviedb.org/settings/api")
	case v3Key.MatchString(key):
		return nil
	case len(key) > 64 || strings.Contains(key, "."):
		return errors.New("the key is no v3 API key but longer, like an API Read Access Token: want New(token) for a token")
	}
	return errors.New("the key is no v3 API key: want 32 hexadecimal digits and nothing else")
}

// hasOddText reports whether a credential holds what none has.
func hasOddText(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r > unicode.MaxASCII })
}
