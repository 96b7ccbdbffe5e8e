package tmdbtest

import (
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// removed stands in files in the place of a secret.
const removed = "removed"

// secretsOf returns the secrets of a request: of header, path, query and body.
func secretsOf(path map[string]string, r *http.Request, body []byte) []string {
	var secrets []string
	add := func(value string) {
		if value != "" {
			secrets = append(secrets, value)
		}
	}
	add(bearer(r))
	for name, value := range path {
		// The id of an account of v3 is any number, which may be anything else in the answer.
		if spec.IsSecret(name) && name != "account_id" {
			add(value)
		}
	}
	for name, values := range r.URL.Query() {
		if spec.IsSecret(name) {
			for _, value := range values {
				add(value)
			}
		}
	}
	for name, value := range topLevel(body) {
		if text, ok := value.(string); ok && spec.IsSecret(name) {
			add(text)
		}
	}
	return secrets
}

// hide returns a JSON value without secrets: texts under the name of one, and the given ones wherever
// they are.
func hide(v any, secrets []string) any {
	switch v := v.(type) {
	case string:
		for _, secret := range secrets {
			v = strings.ReplaceAll(v, secret, removed)
		}
		return v
	case []any:
		for i := range v {
			v[i] = hide(v[i], secrets)
		}
		return v
	case map[string]any:
		clean := make(map[string]any, len(v))
		for name, value := range v {
			if _, text := value.(string); text && spec.IsSecret(name) {
				value = removed
			}
			clean[hide(name, secrets).(string)] = hide(value, secrets)
		}
		return clean
	default:
		return v
	}
}
