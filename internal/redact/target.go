package redact

import (
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxValue is how many runes of a value Target shows.
const maxValue = 60

// Target returns the path and query of a request with the values that everybody may see, such as
// /3/movie/550?language=de, without what the server has before the path; "" if op is nil. In place
// of a secret there is its name in braces. So it is for what the operation does not have, which may
// hold anything.
func Target(op *spec.Operation, u *url.URL) string {
	if op == nil {
		return ""
	}
	target := op.Path
	for p := range op.In(spec.InPath) {
		if value := op.Value(u.EscapedPath(), p.Name); value != "" && !p.Secret() {
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
		case err != nil || p == nil || p.Secret() || spec.IsSecret(name):
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
