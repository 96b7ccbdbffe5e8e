// Package validation holds requests against the spec.
package validation

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// Request is a request to an operation. Check changes Query and Body to what a handler may read.
type Request struct {
	Op          *spec.Operation
	Path        map[string]string
	Query       url.Values
	Body        []byte
	ContentType string
	Set         *dataset.Set
	// Lenient takes what TMDB takes although the spec does not allow it.
	Lenient bool

	problems []string
}

// Check checks the request against the spec. The error, of package codes, is what it is refused with. What
// TMDB itself refuses with a code of its own gets that code and is fine for a test to send; problems are
// what else the spec does not allow, whether it is refused or not. No text repeats a value, which may be a
// secret.
func (r *Request) Check() (problems []string, err error) {
	err = r.check()
	return r.problems, err
}

func (r *Request) check() error {
	if err := r.checkPath(); err != nil {
		return err
	}
	if err := r.checkQuery(); err != nil {
		return err
	}
	if r.Op.Body == nil {
		return r.checkNoBody()
	}
	return r.checkBody()
}

// reject notes a problem and returns the failure with it.
func (r *Request) reject(code gen.StatusCode, text string) error {
	r.problems = append(r.problems, text)
	return codes.Fail(code, text)
}

// tolerate is reject for what TMDB takes: a lenient server only notes it.
func (r *Request) tolerate(text string) error {
	err := r.reject(gen.StatusCodeInvalidParameters, text)
	if r.Lenient {
		return nil
	}
	return err
}

func (r *Request) checkPath() error {
	for p := range r.Op.In(spec.InPath) {
		value := r.Path[p.Name]
		if leadsElsewhere(value) {
			return r.reject(gen.StatusCodeResourceNotFound, fmt.Sprintf("path parameter %s: has a slash, .. or NUL, with which TMDB takes another path", p.Name))
		}
		if value == "0" && strings.HasSuffix(p.Name, "_id") && p.Type == "integer" && p.Name != "account_id" { // of which any will do
			return codes.Fail(gen.StatusCodeInvalidID)
		}
		problem := checkText(&p.Schema, value)
		if problem == "" {
			continue
		}
		text := fmt.Sprintf("path parameter %s: %s", p.Name, problem)
		if !former(p.Name, value) {
			return r.reject(gen.StatusCodeResourceNotFound, text)
		}
		if err := r.tolerate(text); err != nil {
			return err
		}
	}
	return nil
}

var (
	imdbID = regexp.MustCompile(`^tt\d+$`)
	hexID  = regexp.MustCompile(`^[0-9a-f]{24}$`)
)

// former reports whether TMDB still takes a value for a parameter that is a number by its documentation.
func former(name, value string) bool {
	switch name {
	case "movie_id":
		return imdbID.MatchString(value)
	case "list_id":
		return hexID.MatchString(value)
	case "account_id": // taken as that of the session
		return true
	}
	return false
}

// leadsElsewhere reports whether TMDB's edge, which decodes a path and then resolves it, would take a
// value for more than one segment.
func leadsElsewhere(value string) bool {
	return strings.ContainsAny(value, "/\x00") || value == ".." || value == "."
}

func (r *Request) checkQuery() error {
	for p := range r.Op.In(spec.InQuery) {
		if err := r.checkParameter(p); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Query)) {
		if r.Op.Has(name) {
			continue
		}
		if err := r.tolerate(fmt.Sprintf("unknown query parameter %.40q: want %s", name, queryNames(r.Op))); err != nil {
			return err
		}
	}
	return nil
}

// queryNames says which parameters an operation takes.
func queryNames(op *spec.Operation) string {
	var names []string
	for p := range op.In(spec.InQuery) {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return "none"
	}
	return "only " + strings.Join(names, ", ")
}

func (r *Request) checkParameter(p *spec.Parameter) error {
	values, given := r.Query[p.Name]
	if len(values) > 1 {
		if err := r.tolerate(fmt.Sprintf("query parameter %s comes %d times, of which TMDB takes the last: want it once", p.Name, len(values))); err != nil {
			return err
		}
		values = values[len(values)-1:]
		r.Query[p.Name] = values
	}
	switch {
	case !given && p.Required && p.Name == "confirm":
		return codes.Fail(gen.StatusCodeConfirmationMissing)
	case !given && p.Required && p.Name == "session_id":
		return codes.Fail(gen.StatusCodeInsufficientPermissions)
	case !given && p.Required:
		return r.reject(gen.StatusCodeInvalidParameters, fmt.Sprintf("query parameter %s is missing", p.Name))
	case !given:
		return nil
	}
	// TMDB takes a parameter without a value as one that is not there.
	if values[0] == "" {
		if p.Required {
			return r.reject(gen.StatusCodeInvalidParameters, fmt.Sprintf("query parameter %s is empty", p.Name))
		}
		return nil
	}
	return r.checkValue(p, values[0])
}

func (r *Request) checkValue(p *spec.Parameter, value string) error {
	problem := checkText(&p.Schema, value)
	switch {
	case p.Name == "page" && problem != "":
		return codes.Fail(gen.StatusCodeInvalidPage)
	case p.Format == "date" && problem != "":
		return codes.Fail(gen.StatusCodeInvalidDate)
	case p.Name == "timezone" && !r.Set.Timezone(value):
		return codes.Fail(gen.StatusCodeInvalidTimezone)
	case p.Name == "append_to_response":
		if problem = r.checkAppended(value); problem != "" { // TMDB leaves out what it does not know
			return r.tolerate(fmt.Sprintf("query parameter %s: %s", p.Name, problem))
		}
	}
	if problem == "" {
		return nil
	}
	r.Query.Del(p.Name)
	return r.tolerate(fmt.Sprintf("query parameter %s: %s", p.Name, problem))
}

// checkAppended returns what is wrong with the names in append_to_response.
func (r *Request) checkAppended(value string) string {
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.TrimSpace(name); !handlers.Appends(r.Op, name) {
			return fmt.Sprintf("%.40q is nothing that can be appended: want %s", name, strings.Join(handlers.Pieces(r.Op), ", "))
		}
	}
	return ""
}

// checkText returns what is wrong with a value of the path or query, empty if nothing.
func checkText(s *spec.Schema, value string) string {
	if !s.Fits(value) || !s.Knows(value) {
		return "want " + s.Want()
	}
	return ""
}

func (r *Request) checkNoBody() error {
	if len(r.Body) == 0 {
		return nil
	}
	return r.tolerate("there is a body: want none")
}

func (r *Request) checkBody() error {
	if len(r.Body) == 0 {
		return r.reject(gen.StatusCodeInvalidParameters, "the body is missing: want "+r.Op.Body.Want())
	}
	if kind, _, _ := strings.Cut(r.ContentType, ";"); !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
		if err := r.tolerate("the body has another content type: want application/json"); err != nil {
			return err
		}
	}
	body, err := object.Decode(r.Body)
	if err != nil {
		return r.reject(gen.StatusCodeInvalidParameters, "the body is no JSON: want "+r.Op.Body.Want())
	}
	if problem := r.checkJSON("body", r.Op.Body, body); problem != "" {
		return r.reject(gen.StatusCodeInvalidParameters, problem)
	}
	if r.Lenient {
		r.Body, err = json.Marshal(body)
	}
	return err
}

// checkJSON returns what is wrong with a value at a place in the body, empty if nothing.
func (r *Request) checkJSON(at string, s *spec.Schema, v any) string {
	if s == nil { // the spec says nothing
		return ""
	}
	wrong := at + ": want " + s.Want()
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" && s.Type != "" {
			return wrong
		}
		return r.checkObject(at, s, v)
	case []any:
		if s.Type != "array" && s.Type != "" {
			return wrong
		}
		for i, item := range v {
			if problem := r.checkJSON(fmt.Sprintf("%s[%d]", at, i), s.Items, item); problem != "" {
				return problem
			}
		}
		return ""
	case json.Number:
		unbounded := *s
		unbounded.Min, unbounded.Max, unbounded.MultipleOf = spec.Bound{}, spec.Bound{}, 0 // handlers refuse what is out of range, with codes of their own
		if s.Type != "integer" && s.Type != "number" && s.Type != "" || checkText(&unbounded, v.String()) != "" {
			return wrong
		}
	case bool:
		if s.Type != "boolean" && s.Type != "" {
			return wrong
		}
	case string:
		if s.Type != "string" && s.Type != "" || checkText(s, v) != "" {
			return wrong
		}
	default:
		return wrong
	}
	return ""
}

func (r *Request) checkObject(at string, s *spec.Schema, v map[string]any) string {
	for _, p := range s.Properties {
		if _, ok := v[p.Name]; p.Required && !ok {
			return fmt.Sprintf("%s.%s is missing: want %s", at, p.Name, p.Want())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		property := s.Property(name)
		if property == nil {
			problem := fmt.Sprintf("%s: unknown field %.40q: want %s", at, name, s.Want())
			if !r.Lenient {
				return problem
			}
			r.problems = append(r.problems, problem)
			continue
		}
		problem := r.checkJSON(at+"."+name, &property.Schema, v[name])
		if problem != "" && r.Lenient && !property.Required {
			r.problems = append(r.problems, problem)
			delete(v, name) // as TMDB does with "public": true of a new list, which wants 1
			continue
		}
		if problem != "" {
			return problem
		}
	}
	return ""
}
