package redact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxValue is how many runes of a value Target shows.
const maxValue = 60

// Target returns the path and query of a request with the values that everybody may see, such as
// /3/movie/550?language=de, without what the server has before the path; "" if op is nil. In place
// of a secret there is its name in braces. So it is for what the operation does not have, which may
// hold anything, and for a value that repeats one of the secrets.
func Target(op *spec.Operation, u *url.URL, secrets ...string) string {
	if op == nil {
		return ""
	}
	repeats := func(value string) bool {
		return slices.ContainsFunc(secrets, func(secret string) bool {
			return value == secret || len(secret) >= anywhere && strings.Contains(value, secret)
		})
	}
	target := op.Path
	for p := range op.In(spec.InPath) {
		if value := op.Value(u.EscapedPath(), p.Name); value != "" && !p.Secret() && !repeats(value) {
			target = strings.Replace(target, "{"+p.Name+"}", url.PathEscape(cut(value)), 1)
		}
	}
	separator := "?"
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(key)
		if part == "" || err != nil {
			continue
		}
		text, err := url.QueryUnescape(value)
		switch p := op.Query(name); {
		case err != nil || p == nil || p.Secret() || spec.IsSecret(name) || repeats(text):
			key = url.QueryEscape(cut(name))
			value = "{" + key + "}"
		case cut(text) != text:
			value = url.QueryEscape(cut(text))
		}
		target += separator + key + "=" + value
		separator = "&"
	}
	return Line(target)
}

func cut(text string) string {
	if runes := []rune(text); len(runes) > maxValue {
		return string(runes[:maxValue]) + "…"
	}
	return text
}
