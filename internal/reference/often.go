package reference

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

// often is how often fields are in the recorded responses to one operation: numbers, none of TMDB's
// texts. internal/drift writes it where the responses are.
type often struct {
	Responses int              `json:"responses"`
	Fields    map[string]times `json:"fields"` // by the id of the field in its page
}

// times is how many objects have a field, of how many, and in how many it is null.
type times struct {
	Seen int `json:"in"`
	Of   int `json:"of"`
	Null int `json:"null,omitzero"`
}

//go:embed often.gen.json
var committedOften []byte

// says returns in words what is known beyond the spec of a field.
func (n times) says(f *field) string {
	switch {
	case n.Of == 0 || f.Required && !f.Nullable:
		return ""
	case f.Required:
		return fmt.Sprintf("null in %d of %d", n.Null, n.Of)
	case f.Nullable && n.Seen > 0:
		return fmt.Sprintf("in %d of %d, null in %d", n.Seen, n.Of, n.Null)
	}
	return fmt.Sprintf("in %d of %d", n.Seen, n.Of)
}

// CountFields returns how often the fields of all pages are in recorded responses, as JSON with a line
// for each field.
func (s *Site) CountFields(responses []recorded.Response) ([]byte, error) {
	counters := map[string]*counter{}
	for _, r := range responses {
		op := s.byPath(r.Method, r.Path)
		if !r.Recent() || r.Example() || r.Status >= 300 || op == nil || op.responseMedia() == nil {
			continue
		}
		var v any
		if err := json.Unmarshal(r.Body, &v); err != nil {
			return nil, fmt.Errorf("%s: %w", r.File, err)
		}
		c := counters[op.ID]
		if c == nil {
			c = &counter{site: s, fields: map[string]times{}, shapes: map[*openapi3.SchemaRef]shape{}}
			counters[op.ID] = c
		}
		c.responses++
		c.count("response", op.responseMedia().Schema, v)
	}
	var b bytes.Buffer
	b.WriteString("{")
	for i, id := range sortedKeys(counters) {
		c := counters[id]
		fmt.Fprintf(&b, "%s\n%q: {\"responses\": %d, \"fields\": {", comma(i), id, c.responses)
		n := 0
		for _, f := range s.counted(s.byID[id]) {
			if at := c.fields[f.ID]; at.says(f) != "" {
				data, err := json.Marshal(at)
				if err != nil {
					return nil, err
				}
				fmt.Fprintf(&b, "%s\n%q: %s", comma(n), f.ID, data)
				n++
			}
		}
		b.WriteString("}}")
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

var parameterName = regexp.MustCompile(`\{\w+\}`)

// byPath returns an operation of a path whose parameters may have other names.
func (s *Site) byPath(method, path string) *operation {
	for _, op := range s.byID {
		if op.Method == method && parameterName.ReplaceAllString(op.Path, "{}") == parameterName.ReplaceAllString(path, "{}") {
			return op
		}
	}
	return nil
}

// counted returns the fields of a response that are worth to be counted, in the order of the page. Which
// pieces are there is what a request asks for.
func (s *Site) counted(op *operation) []*field {
	var pieces []string
	for _, p := range op.Parameters {
		if p.Name == "append_to_response" {
			pieces = append(s.parameter(op, p).Values, "any other")
		}
	}
	var list []*field
	var walk func(f *field)
	walk = func(f *field) {
		for _, below := range slices.Concat(f.Fields, f.Members) {
			if f.ID == "response" && slices.Contains(pieces, below.Name) {
				continue
			}
			list = append(list, below)
			walk(below)
		}
	}
	walk(s.fields(op, "response", op.responseMedia().Schema, deepest))
	return list
}

// counter counts the fields of the responses to one operation.
type counter struct {
	site      *Site
	responses int
	fields    map[string]times
	shapes    map[*openapi3.SchemaRef]shape
}

// count counts what is below a value. The ids are those of tree.
func (c *counter) count(id string, ref *openapi3.SchemaRef, v any) {
	sh, ok := c.shapes[ref]
	if !ok {
		sh = shapeOf(ref)
		c.shapes[ref] = sh
	}
	switch v := v.(type) {
	case []any:
		if sh.items != nil {
			for _, item := range v {
				c.count(id, sh.items, item)
			}
		}
	case map[string]any:
		if sh.union != nil {
			for _, m := range c.site.members(sh.union) {
				if v[m.property] == m.value {
					c.count(id+"."+m.value, m.ref, v)
				}
			}
			return
		}
		for name, p := range sh.properties {
			key := id + "." + name
			at := c.fields[key]
			at.Of++
			value, ok := v[name]
			if ok {
				at.Seen++
			}
			if ok && value == nil {
				at.Null++
			}
			c.fields[key] = at
			c.count(key, p, value)
		}
		if sh.extra != nil {
			for name, value := range v {
				switch {
				case len(sh.properties) == 0:
					c.count(id, sh.extra, value)
				case sh.properties[name] == nil:
					c.count(id+".*", sh.extra, value)
				}
			}
		}
	}
}
