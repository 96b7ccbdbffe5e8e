package tmdbtest

import (
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// tells reports whether a response of this status is about what was asked for. Others are about who asks,
// and how often, or about TMDB's trouble.
func tells(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return false
	}
	return status < 300 || status >= 400 && status < 500
}

// tellsPath reports whether a file has all that stood in the path, but for secrets.
func tellsPath(a *recording.Recording, op *spec.Operation) bool {
	for p := range op.In(spec.InPath) {
		if _, ok := a.PathParams[p.Name]; !ok && !spec.IsSecret(p.Name) {
			return false
		}
	}
	return true
}

// ofRecorder is the source of what [Record] writes.
const ofRecorder = "recording"

// defaults are query parameters that say what TMDB does anyway.
var defaults = map[string]string{"language": "en-US", "page": "1", "include_adult": "false"}

// plainQuery returns what a query asks for, without secrets and defaults.
func plainQuery(query url.Values) map[string]string {
	plain := map[string]string{}
	for name, values := range query {
		if last := values[len(values)-1]; last != "" && !spec.IsSecret(name) && defaults[name] != last {
			plain[name] = last
		}
	}
	return plain
}
