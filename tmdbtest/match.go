package tmdbtest

import (
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// matched is the operation of a request.
type matched struct {
	op *spec.Operation
	// path are the values of the parameters in the path, by name.
	path map[string]string
	// known is whether the API has the path; op is nil if the path does not take the method.
	known bool
	// former is whether the request has a form that TMDB still takes although the spec does not have it.
	former   bool
	problems []string
}

// match is [spec.Match] for a request. HEAD is GET of which the body stays here, but for one that clears a
// list. A lenient server takes the forms that TMDB still does.
func match(r *http.Request, lenient bool) matched {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	m := matched{}
	m.op, m.path, m.known = spec.Match(method, r.URL.EscapedPath())
	if m.op != nil && m.op.ID == "clearListV4" && r.Method == http.MethodHead {
		m.op = nil
	}
	if m.op == nil && m.known && lenient && method == http.MethodGet && formerGET[r.URL.EscapedPath()] {
		m.op, m.path, _ = spec.Match(http.MethodPost, r.URL.EscapedPath())
		m.former, m.problems = true, []string{"the path takes POST, and GET as it did formerly"}
	}
	return m
}

// formerGET are the paths that took a GET with the fields of the body in the query.
var formerGET = map[string]bool{
	"/3/authentication/session/new":               true,
	"/3/authentication/token/validate_with_login": true,
}

// bodyOf returns the body of the request, for one of a former form what stands in its query.
func (m matched) bodyOf(body []byte, query url.Values) []byte {
	if !m.former {
		return body
	}
	var o object.Object
	for _, p := range m.op.Body.Properties {
		if values := query[p.Name]; len(values) > 0 {
			o = o.With(p.Name, values[len(values)-1])
			query.Del(p.Name)
		}
	}
	return object.Value(o)
}
