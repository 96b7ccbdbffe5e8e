package tmdbtest

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
)

// removed stands in files in the place of a secret.
const removed = "removed"

// minWithin is from how many bytes on a secret is looked for within texts. A shorter one may be a part
// of anything, and is removed where it is all of a text.
const minWithin = 8

// secretsOf returns the secrets of a request: of header, path, query and body, and what its token says
// about whose it is.
func secretsOf(path map[string]string, r *http.Request, body []byte) []string {
	token := handlers.Bearer(r.Header.Get("Authorization"))
	secrets := append(claims(token), token)
	for name, value := range path {
		// The id of an account of v3 is any number, which may be anything else in the response.
		if spec.IsSecret(name) && name != "account_id" {
			secrets = append(secrets, value)
		}
	}
	for name, values := range r.URL.Query() {
		if spec.IsSecret(name) {
			secrets = append(secrets, values...)
		}
	}
	for name, value := range topLevel(body) {
		if text, ok := value.(string); ok && spec.IsSecret(name) {
			secrets = append(secrets, text)
		}
	}
	return slices.DeleteFunc(secrets, func(s string) bool { return s == "" })
}

// claims returns the account and the API key that TMDB's tokens name.
func claims(token string) []string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	var said struct{ Sub, Aud string }
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || json.Unmarshal(payload, &said) != nil {
		return nil
	}
	return []string{said.Sub, said.Aud}
}

// personal are the names of fields that tell who somebody is, whatever holds them, and ofUsers those
// that do in what has a username.
var (
	personal = []string{"avatar_path", "gravatar_hash", "hash", "author"}
	ofUsers  = []string{"id", "name"}
)

// hide returns a JSON value without secrets and without what tells whose account it is: what has such
// a name, and the given texts wherever they are. The types of values stay.
func hide(v any, secrets []string) any {
	switch v := v.(type) {
	case string:
		for _, secret := range secrets {
			if v == secret {
				return removed
			}
			if len(secret) >= minWithin {
				v = strings.ReplaceAll(v, secret, removed)
			}
		}
		return v
	case []any:
		for i := range v {
			v[i] = hide(v[i], secrets)
		}
		return v
	case map[string]any:
		clean := make(map[string]any, len(v))
		_, user := v["username"]
		for name, value := range v {
			_, text := value.(string)
			if spec.IsSecret(name) || slices.Contains(personal, name) || user && slices.Contains(ofUsers, name) ||
				name == "created_by" && text { // of lists of v3; series have people there
				value = blank(value)
			}
			clean[hide(name, secrets).(string)] = hide(value, secrets)
		}
		return clean
	default:
		return v
	}
}

// blank returns a value of the same type that says nothing.
func blank(v any) any {
	switch v := v.(type) {
	case string:
		if v == "" {
			return v
		}
		return removed
	case json.Number:
		return json.Number("0")
	case []any:
		for i := range v {
			v[i] = blank(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = blank(v[name])
		}
	}
	return v
}
