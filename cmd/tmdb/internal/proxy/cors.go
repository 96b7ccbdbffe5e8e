package proxy

import (
	"net/http"
	"slices"
	"strings"
)

// allowBrowsers lets scripts of the pages that may ask read the response, as TMDB does for all.
func (p *Proxy) allowBrowsers(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	allowed := "*"
	if len(p.config.Origins) > 0 {
		h.Add("Vary", "Origin")
		if allowed = r.Header.Get("Origin"); !slices.Contains(p.config.Origins, allowed) {
			return
		}
	}
	h.Set("Access-Control-Allow-Origin", allowed)
	h.Set("Access-Control-Expose-Headers", "Age, Cache-Status, Content-Length, Content-Range, ETag, Retry-After, "+ignoredField)
}

// preflight responds to a browser that asks whether a script may send a request, and returns false for
// anything else.
func (p *Proxy) preflight(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodOptions {
		return false
	}
	h := w.Header()
	methods := "GET, HEAD, OPTIONS"
	if p.config.Write {
		methods = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
	}
	h.Set("Allow", methods)
	if r.Header.Get("Access-Control-Request-Method") != "" {
		h.Set("Access-Control-Allow-Methods", methods)
		h.Add("Vary", "Access-Control-Request-Headers")
		asked := strings.Join(r.Header.Values("Access-Control-Request-Headers"), ", ")
		if isOf(asked, letters+digits+"-, ", 1, 1000) { // * would leave out Authorization
			h.Set("Access-Control-Allow-Headers", asked)
		}
		h.Set("Access-Control-Max-Age", "86400")
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}
