package wrapper

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/gen"
)

// BearerAuth returns a request editor that authenticates with token: an API Read Access Token, or a
// user's v4 access token. It works with the generated client alone, too. If the token is missing or
// not one, the calls it is used for return an error.
func BearerAuth(token string) gen.RequestEditorFn {
	err := checkToken(token)
	return func(_ context.Context, req *http.Request) error {
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		return nil
	}
}

var v3Key = regexp.MustCompile(`^[0-9A-Fa-f]{32}$`)

// checkToken says what is wrong with a token without repeating it.
func checkToken(token string) error {
	switch {
	case token == "":
		return errors.New("the token is empty: want the API Read Access Token from https://www.themoviedb.org/settings/api")
	case v3Key.MatchString(token):
		return errors.New("the token is a v3 API key, which is no bearer token: want the longer API Read Access Token, " +
			"which https://www.themoviedb.org/settings/api shows beside it")
	case strings.ContainsFunc(token, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r > unicode.MaxASCII }):
		return errors.New("the token holds white space or other characters that no token has: " +
			"want the API Read Access Token alone, without Bearer before it or a line end after it")
	}
	return nil
}
