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
// parameters that the operation has, and those are checked.
type call struct {
	op      *spec.Operation
	path    string // escaped
	query   url.Values
	ignored []string // names of what is not sent
	token   string   // the user's, "" for the proxy's own credential
	body    []byte   // nil if there is none
}

// ofUser reports whether the response is for its caller alone.
func (c *call) ofUser() bool {
	return c.token != "" || c.op.OfUsers() || c.op.Writes || c.op.Unique ||
		c.query.Has(sessionID) || c.query.Has(guestSessionID)
}

const (
	apiKey         = "api_key"
	sessionID      = "session_id"
	guestSessionID = "guest_session_id"
	appends        = "append_to_response"
	ofAccount      = "account_states" // the piece that is about a user
)

// rules are what the proxy takes.
type rules struct {
	write bool
	// isOwn reports whether a token is one that the proxy goes by, which is no user's.
	isOwn func(token string) bool
}

// parse returns the call of a request, all but its body, or why there is none.
func (u rules) parse(r *http.Request) (*call, *refusal) {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	op, values, known := spec.Match(method, r.URL.EscapedPath())
	switch {
	case !known:
		return nil, refuse(34, "there is no such path: want one of TMDB's API, such as /3/movie/{movie_id}")
	case op == nil:
		return nil, u.refuseMethod(r, "the path does not take this method")
	case op.Writes && !u.write:
		return nil, u.refuseMethod(r, "this changes something, which the proxy does not take: tmdb proxy --write does")
	case r.Method == http.MethodHead && (op.Writes || op.Unique):
		return nil, u.refuseMethod(r, "HEAD is for what reads only")
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

// refuseMethod is a refusal that says which methods the path takes.
func (u rules) refuseMethod(r *http.Request, text string) *refusal {
	refused := refuse(42, text)
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		op, _, _ := spec.Match(method, r.URL.EscapedPath())
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
		if err := p.Check(value); err != nil {
			return "", err
		}
		path = strings.Replace(path, "{"+p.Name+"}", url.PathEscape(value), 1)
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
	c.dropUsersPiece()
	if err := c.op.Check(c.query); err != nil {
		return refuse(codeOf(err, c.op, c.query), err.Error())
	}
	return nil
}

// oneValue returns what several values of a parameter come to: a list is joined, and of others there is
// but one.
func oneValue(p *spec.Parameter, values []string) (string, *refusal) {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	for _, value := range values {
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

// dropUsersPiece leaves the states of an account out of what is appended where no user is told, as TMDB
// does for a key: the token of the proxy is somebody's, whose ratings are nobody's business.
func (c *call) dropUsersPiece() {
	pieces := c.query.Get(appends)
	if !strings.Contains(pieces, ofAccount) || c.query.Has(sessionID) || c.query.Has(guestSessionID) {
		return
	}
	kept := slices.DeleteFunc(strings.Split(pieces, ","), func(piece string) bool {
		return strings.Contains(piece, ofAccount)
	})
	c.query.Del(appends)
	if len(kept) > 0 {
		c.query.Set(appends, strings.Join(kept, ","))
	}
	c.ignored = append(c.ignored, appends)
}

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

// setUser sees to it that what is about a user has one: the proxy's own token may stand for an account.
func (u rules) setUser(c *call, r *http.Request) *refusal {
	v4 := strings.HasPrefix(c.op.Path, "/4/")
	if v4 && (c.op.NeedsUser() || c.op.Tag == "V4 LISTS") {
		if token := bearer(r.Header.Get("Authorization")); isAccessToken(token) && !u.isOwn(token) {
			c.token = token
		}
	}
	if !c.op.NeedsUser() {
		return nil
	}
	switch guest := c.op.Has(guestSessionID); {
	case v4 && c.token == "":
		return refuse(3, c.op.ID+" needs a user: want the access token of one as bearer token")
	case v4, c.query.Has(sessionID), guest && c.query.Has(guestSessionID):
		return nil
	case guest:
		return refuse(3, c.op.ID+" needs a user: want session_id or guest_session_id")
	}
	return refuse(3, c.op.ID+" needs a user: want session_id")
}

// bearer returns the token of a header field, "" if there is none.
func bearer(field string) string {
	scheme, token, _ := strings.Cut(field, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
