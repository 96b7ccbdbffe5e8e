package proxy

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const (
	maxURL     = 8 << 10
	maxIgnored = 10 // names of parameters that are told to have been ignored
)

// call is a request as TMDB gets to see it: nothing of it is the client's own text but the values of
// parameters that the operation has, and those fit the spec or are what lenient.go has.
type call struct {
	op      *spec.Operation
	path    string // escaped
	query   url.Values
	ignored []string // names of what is not sent
	token   string   // the user's, "" for the proxy's own credential
	body    []byte   // nil if there is none
}

const (
	apiKey         = "api_key"
	sessionID      = "session_id"
	guestSessionID = "guest_session_id"
	appends        = "append_to_response"
)

// rules are what the proxy takes.
type rules struct {
	write bool
	// isOwn reports whether a token is one that the proxy goes by, which is no user's.
	isOwn func(token string) bool
}

// parse returns the call of a request, all but its body, or why there is none.
func (u rules) parse(r *http.Request) (*call, *refusal) {
	path := withoutSlash(r.URL.EscapedPath())
	op, values, known := spec.Match(methodOf(r), path)
	switch {
	case !known:
		return nil, refuse(34, "there is no such path: want one of TMDB's API, such as /3/movie/{movie_id}")
	case op == nil:
		return nil, u.refuseMethod(path, "the path does not take this method")
	case op.Writes && !u.write:
		return nil, u.refuseMethod(path, "this changes something, which the proxy does not take: tmdb proxy --write does")
	case r.Method == http.MethodHead && (op.Writes || op.Unique):
		return nil, u.refuseMethod(path, "HEAD is for what reads only")
	}
	path, err := pathOf(op, values)
	if err != nil {
		return nil, refuse(6, err.Error())
	}
	c := &call{op: op, path: path}
	if refused := c.setQuery(r.URL.RawQuery); refused != nil {
		return nil, refused
	}
	return c, u.setUser(c, r)
}

// operationOf returns what a request is about, nil if there is nothing of the kind.
func operationOf(r *http.Request) *spec.Operation {
	op, _, _ := spec.Match(methodOf(r), withoutSlash(r.URL.EscapedPath()))
	return op
}

// methodOf returns the method that TMDB gets.
func methodOf(r *http.Request) string {
	if r.Method == http.MethodHead {
		return http.MethodGet
	}
	return r.Method
}

// refuseMethod is a refusal that says which methods the path takes.
func (u rules) refuseMethod(path, text string) *refusal {
	refused := refuse(42, text)
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		op, _, _ := spec.Match(method, path)
		if op == nil || op.Writes && !u.write {
			continue
		}
		refused.allow = append(refused.allow, method)
		if method == http.MethodGet && !op.Writes && !op.Unique {
			refused.allow = append(refused.allow, http.MethodHead)
		}
	}
	refused.allow = append(refused.allow, http.MethodOptions)
	return refused
}

// pathOf puts values into the path of an operation.
func pathOf(op *spec.Operation, values map[string]string) (string, error) {
	path := op.Path
	for p := range op.In(spec.InPath) {
		value := values[p.Name]
		if err := check.Path(p.Name, value); err != nil {
			return "", err
		}
		if !utf8.ValidString(value) {
			return "", &refusal{text: p.Name + " is not in UTF-8: want an id"}
		}
		if err := p.Check(value); err != nil && !isMovieOfIMDb(p, value) {
			return "", err
		}
		path = strings.Replace(path, "{"+p.Name+"}", url.PathEscape(spelled(p, value)), 1)
	}
	return path, nil
}

// setQuery takes of a query what the operation has, in a form in which all that is the same looks the
// same.
func (c *call) setQuery(raw string) *refusal {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return refuse(47, "the query does not parse: want name=value, joined by & and percent-encoded in UTF-8")
	}
	c.query = url.Values{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		p := c.op.Query(name)
		if p == nil {
			if name != apiKey {
				c.ignored = append(c.ignored, name)
			}
			continue
		}
		value, refused := oneValue(p, given[name])
		if refused != nil {
			return refused
		}
		if value != "" {
			c.query.Set(name, value)
		}
	}
	if err := c.op.Check(c.query); err != nil {
		return refuse(codeOf(err, c.op, c.query), err.Error())
	}
	c.setAppends()
	return nil
}

// oneValue returns what several values of a parameter come to: a list is joined, and of others there is
// but one.
func oneValue(p *spec.Parameter, values []string) (string, *refusal) {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	for i, value := range values {
		values[i] = spelled(p, value)
		if !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl) {
			return "", refuse(47, p.Name+" holds a control character or is not in UTF-8: want text")
		}
	}
	if isList(p) {
		return strings.Join(values, ","), nil
	}
	if values = slices.Compact(values); len(values) > 1 {
		return "", refuse(47, p.Name+" is given several times: want it once")
	}
	return strings.Join(values, ""), nil
}

func isList(p *spec.Parameter) bool { return p.Type == "array" || p.Format == "and-or-list" }

// codeOf returns TMDB's status code for a query that does not fit.
func codeOf(err error, op *spec.Operation, query url.Values) int {
	name, _, _ := strings.Cut(err.Error(), " ")
	switch p := op.Query(name); {
	case p == nil:
	case name == "page":
		return 22
	case name == appends && query.Has(name):
		return 27
	case p.Format == "date":
		return 23
	}
	return 47
}
