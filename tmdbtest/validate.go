package tmdbtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// validate checks the request against the spec. What TMDB itself refuses with a code of its own gets
// that code and is fine for a test to send; anything else is also a problem. No text repeats a value,
// which may be a secret.
func (c *call) validate() error {
	v := &validation{call: c}
	err := v.validate()
	if len(v.problems) > 0 {
		c.srv.problem(c.req, c.op, strings.Join(v.problems, "; "))
	}
	return err
}

// validation is a call that is being checked, with what is wrong with it so far.
type validation struct {
	*call
	problems []string
}

func (c *validation) validate() error {
	if err := c.validatePath(); err != nil {
		return err
	}
	if err := c.validateQuery(); err != nil {
		return err
	}
	if c.op.Body == nil {
		return c.validateNoBody()
	}
	return c.validateBody()
}

// reject notes a problem and returns the failure with it.
func (c *validation) reject(code gen.StatusCode, text string) error {
	c.problems = append(c.problems, text)
	return fail(code, text)
}

// tolerate is reject for what TMDB takes: a lenient server only notes it.
func (c *validation) tolerate(text string) error {
	err := c.reject(gen.StatusCodeInvalidParameters, text)
	if c.srv.config.lenient {
		return nil
	}
	return err
}

func (c *validation) validatePath() error {
	for p := range c.op.In(spec.InPath) {
		if leadsElsewhere(c.path[p.Name]) {
			return c.reject(gen.StatusCodeResourceNotFound, fmt.Sprintf("path parameter %s: has a slash, .. or NUL, with which TMDB takes another path", p.Name))
		}
		if problem := checkText(&p.Schema, c.path[p.Name]); problem != "" {
			return c.reject(gen.StatusCodeResourceNotFound, fmt.Sprintf("path parameter %s: %s", p.Name, problem))
		}
	}
	return nil
}

// leadsElsewhere reports whether TMDB's edge, which decodes a path and then resolves it, would take a
// value for more than one segment.
func leadsElsewhere(value string) bool {
	return strings.ContainsAny(value, "/\x00") || value == ".." || value == "."
}

func (c *validation) validateQuery() error {
	for p := range c.op.In(spec.InQuery) {
		if err := c.validateParameter(p); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.query)) {
		if c.op.Has(name) {
			continue
		}
		if err := c.tolerate(fmt.Sprintf("unknown query parameter %.40q: want %s", name, queryNames(c.op))); err != nil {
			return err
		}
	}
	return nil
}

// queryNames says which parameters an operation takes.
func queryNames(op *operation) string {
	var names []string
	for p := range op.In(spec.InQuery) {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return "none"
	}
	return "only " + strings.Join(names, ", ")
}

func (c *validation) validateParameter(p *spec.Parameter) error {
	values, given := c.query[p.Name]
	if len(values) > 1 {
		if err := c.tolerate(fmt.Sprintf("query parameter %s comes %d times, of which TMDB takes the last: want it once", p.Name, len(values))); err != nil {
			return err
		}
		values = values[len(values)-1:]
		c.query[p.Name] = values
	}
	switch {
	case !given && p.Required && p.Name == "confirm":
		return fail(gen.StatusCodeConfirmationMissing)
	case !given && p.Required && p.Name == "session_id":
		return fail(gen.StatusCodeInsufficientPermissions)
	case !given && p.Required:
		return c.reject(gen.StatusCodeInvalidParameters, fmt.Sprintf("query parameter %s is missing", p.Name))
	case !given:
		return nil
	}
	// TMDB takes a parameter without a value as one that is not there.
	if values[0] == "" {
		if p.Required {
			return c.reject(gen.StatusCodeInvalidParameters, fmt.Sprintf("query parameter %s is empty", p.Name))
		}
		return nil
	}
	return c.validateValue(p, values[0])
}

func (c *validation) validateValue(p *spec.Parameter, value string) error {
	problem := checkText(&p.Schema, value)
	switch {
	case p.Name == "page" && problem != "":
		return fail(gen.StatusCodeInvalidPage)
	case p.Format == "date" && problem != "":
		return fail(gen.StatusCodeInvalidDate)
	case p.Name == "timezone" && !c.isTimezone(value):
		return fail(gen.StatusCodeInvalidTimezone)
	case p.Name == "append_to_response":
		problem = c.checkAppended(value)
	}
	if problem == "" {
		return nil
	}
	c.query.Del(p.Name)
	return c.tolerate(fmt.Sprintf("query parameter %s: %s", p.Name, problem))
}

// checkAppended returns what is wrong with the names of appended answers: each is a path below the
// operation's own.
func (c *call) checkAppended(value string) string {
	for name := range strings.SplitSeq(value, ",") {
		path := c.req.URL.EscapedPath() + "/" + strings.TrimSpace(name)
		if op, _, _ := spec.Match(http.MethodGet, path); op == nil && appendable[c.op.ID][name] == "" {
			return fmt.Sprintf("%.40q is nothing that can be appended", name)
		}
	}
	return ""
}

// isTimezone reports whether the data knows the timezone; if it has none, every one will do.
func (c *call) isTimezone(name string) bool {
	none := true
	for _, country := range c.set.Countries {
		if slices.Contains(country.Timezones, name) {
			return true
		}
		none = none && len(country.Timezones) == 0
	}
	return none
}

// checkText returns what is wrong with a value of the path or query, empty if nothing.
func checkText(s *spec.Schema, value string) string {
	if !s.Fits(value) || !s.Knows(value) {
		return "want " + s.Want()
	}
	return ""
}

func (c *validation) validateNoBody() error {
	if len(c.body) == 0 {
		return nil
	}
	return c.tolerate("there is a body: want none")
}

func (c *validation) validateBody() error {
	if len(c.body) == 0 {
		return c.reject(gen.StatusCodeInvalidParameters, "the body is missing: want "+c.op.Body.Want())
	}
	if kind, _, _ := strings.Cut(c.req.Header.Get("Content-Type"), ";"); !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
		if err := c.tolerate("the body has another content type: want application/json"); err != nil {
			return err
		}
	}
	body, err := parseJSON(c.body)
	if err != nil {
		return c.reject(gen.StatusCodeInvalidParameters, "the body is no JSON: want "+c.op.Body.Want())
	}
	if problem := c.checkJSON("body", c.op.Body, body); problem != "" {
		return c.reject(gen.StatusCodeInvalidParameters, problem)
	}
	if c.srv.config.lenient {
		c.body, err = json.Marshal(body)
	}
	return err
}

// parseJSON reads one value, with numbers as they are written.
func parseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("more than one value")
	}
	return v, nil
}

// checkJSON returns what is wrong with a value at a place in the body, empty if nothing.
func (c *validation) checkJSON(at string, s *spec.Schema, v any) string {
	if s == nil { // the spec says nothing
		return ""
	}
	wrong := at + ": want " + s.Want()
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" && s.Type != "" {
			return wrong
		}
		return c.checkObject(at, s, v)
	case []any:
		if s.Type != "array" && s.Type != "" {
			return wrong
		}
		for i, item := range v {
			if problem := c.checkJSON(fmt.Sprintf("%s[%d]", at, i), s.Items, item); problem != "" {
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

func (c *validation) checkObject(at string, s *spec.Schema, v map[string]any) string {
	for _, p := range s.Properties {
		if _, ok := v[p.Name]; p.Required && !ok {
			return fmt.Sprintf("%s.%s is missing: want %s", at, p.Name, p.Want())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		property := s.Property(name)
		if property == nil {
			problem := fmt.Sprintf("%s: unknown field %.40q: want %s", at, name, s.Want())
			if !c.srv.config.lenient {
				return problem
			}
			c.problems = append(c.problems, problem)
			continue
		}
		problem := c.checkJSON(at+"."+name, &property.Schema, v[name])
		if problem != "" && c.srv.config.lenient && !property.Required {
			c.problems = append(c.problems, problem)
			delete(v, name) // as TMDB does with "public": true of a new list, which wants 1
			continue
		}
		if problem != "" {
			return problem
		}
	}
	return ""
}

// drop takes names out of append_to_response, as if what they ask for had failed.
func (c *call) drop(names []string) {
	if len(names) == 0 || !c.has("append_to_response") {
		return
	}
	kept := slices.DeleteFunc(strings.Split(c.text("append_to_response"), ","), func(name string) bool {
		return slices.Contains(names, strings.TrimSpace(name))
	})
	c.query.Set("append_to_response", strings.Join(kept, ","))
}
