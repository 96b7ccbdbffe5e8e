package proxy

import (
	"net/http"
	"regexp"
	"slices"

	"github.com/tmdb-go/tmdb/internal/baseurl"
)

// aDailyExport is the path of one.
var aDailyExport = regexp.MustCompile(`^/p/exports/[a-z_]+_ids_[0-9]{2}_[0-9]{2}_[0-9]{4}\.json\.gz$`)

// leadToExport leads who asks for a daily export to TMDB's own place, and returns false if the path is not of one:
// they are large, need no credential, and are read once a day. What is not TMDB has those of its own data, if any.
func (p *Proxy) leadToExport(w http.ResponseWriter, r *http.Request) bool {
	if !aDailyExport.MatchString(r.URL.EscapedPath()) || r.Method != http.MethodGet && r.Method != http.MethodHead ||
		!slices.ContainsFunc(p.config.Upstreams, baseurl.IsTMDB) {
		return false
	}
	w.Header().Set("Location", baseurl.Exports.Example+r.URL.EscapedPath())
	w.WriteHeader(http.StatusTemporaryRedirect)
	return true
}
