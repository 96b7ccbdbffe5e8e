// Package credential tells what is no token, key or session without repeating it, for it may be a
// secret in the wrong place.
package credential

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	v3Key = regexp.MustCompile(`^[0-9A-Fa-f]{32}$`)
	// What a bearer token may be (RFC 6750), and all that TMDB hands out is.
	plain = regexp.MustCompile(`^[0-9A-Za-z._~+/-]+=*$`)
	odd   = regexp.MustCompile(`[^!-~]|["'` + "`" + `<>{}\\]`) // what no id has
	// A name and its value, which may have stayed empty: padding alone makes no name of a token.
	named = regexp.MustCompile(`^[ "']*[0-9A-Za-z_-]+ *[=:] *[^= ]|^(?i:(\w+_)?(key|token|id)=+)$`)
	jwt   = regexp.MustCompile(`^eyJ[^.]*\.[^.]+\.[^.]+$`)
)

// Token returns what is wrong with a bearer token.
func Token(token string) error {
	switch {
	case token == "":
		return errors.New("the token is empty: want the API Read Access Token from https://www.themoviedb.org/settings/api")
	case v3Key.MatchString(token):
		return errors.New("the token is a v3 API key, which is no bearer token: want New(\"\", WithAPIKey(key)) or TMDB_API_KEY for a key, " +
			"or the longer API Read Access Token, which https://www.themoviedb.org/settings/api shows beside it")
	case named.MatchString(token):
		return errors.New("the token has a name before it, as in api_key=…, or is a URL: want the API Read Access Token alone, " +
			"or New(\"\", WithAPIKey(key)) or TMDB_API_KEY for a key")
	case !plain.MatchString(token):
		return errors.New("the token holds white space, quotes or other characters that no token has: " +
			"want the API Read Access Token alone, without Bearer before it or a line end after it")
	}
	return nil
}

// Key returns what is wrong with a v3 API key.
func Key(key string) error {
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

// Session returns what is wrong with the id of a session in the parameter with this name.
func Session(name, id string) error {
	switch {
	case id == "":
		return fmt.Errorf("%s is empty: want the id of a session", name)
	case jwt.MatchString(id):
		return fmt.Errorf("%s is an access token, which is no session: want WithToken or BearerAuth for a token", name)
	case named.MatchString(id):
		return fmt.Errorf("%s has a name before it, as in %[1]s=…, or is a URL: want the id alone", name)
	case odd.MatchString(id):
		return fmt.Errorf("%s holds white space, quotes or other characters that no session has: want the id alone", name)
	}
	return nil
}
