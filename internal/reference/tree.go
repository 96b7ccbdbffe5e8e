package reference

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// field is a value in a body, with what is below it.
type field struct {
	Name       string
	ID         string // of the element in the page
	Type       string
	Text       template.HTML
	Example    string
	Default    string
	Limits     string
	Values     []string // of a vocabulary
	Open       bool     // other values may come
	Required   bool
	Request    bool   // it is sent, so that it is required rather than always there
	Member     bool   // of a union
	Often      string // how often recorded responses have it
	Nullable   bool
	Deprecated bool
	Fields     []*field
	Members    []*field // of a union, by the value that tells them apart
	See        string   // address of where the fields are, within the site or the page
	SeeText    string
	Cut        bool // the fields are in the Markdown page only
}

// Opens reports whether there is something below the field.
func (f *field) Opens() bool {
	return len(f.Fields)+len(f.Members) > 0
}

// shape is a schema with what its parts say, in one place.
type shape struct {
	name       string // of the component, if it is one
	typ        string
	format     string
	text       string
	example    any
	def        any
	values     []string
	open       bool
	nullable   bool
	deprecated bool
	instead    string // why it is deprecated, and what to use
	limits     []string
	properties map[string]*openapi3.SchemaRef
	required   []string
	items      *openapi3.SchemaRef
	extra      *openapi3.SchemaRef
	union      *openapi3.Schema
}

func shapeOf(ref *openapi3.SchemaRef) shape {
	s := ref.Value
	sh := shape{
		format: s.Format, text: s.Description, example: s.Example, def: s.Default, nullable: s.Nullable,
		deprecated: s.Deprecated, required: s.Required, items: s.Items, extra: s.AdditionalProperties.Schema,
		properties: maps.Clone(s.Properties),
	}
	if ref.Ref != "" {
		sh.name = path.Base(ref.Ref)
	}
	for _, t := range s.Type.Slice() {
		if t == "null" {
			sh.nullable = true
			continue
		}
		sh.typ = cmp.Or(sh.typ, t)
	}
	for _, v := range s.Enum {
		if v != nil {
			sh.values = append(sh.values, text(v))
		}
	}
	if known, ok := s.Extensions["x-extensible-enum"].([]any); ok {
		for _, v := range known {
			sh.values = append(sh.values, text(v))
		}
		sh.open = s.Pattern == ""
	}
	sh.instead, _ = s.Extensions["x-deprecated-reason"].(string)
	sh.limits = limits(s)
	for _, part := range s.AllOf {
		sh.add(shapeOf(part))
	}
	for i, member := range s.AnyOf {
		m := shapeOf(member)
		sh.open = sh.open || len(m.values) == 0
		if i > 0 && m.typ != sh.typ && sh.typ != "" && m.typ != "" {
			m.typ = sh.typ + " or " + m.typ
			sh.typ = ""
		}
		m.text = ""
		sh.add(m)
	}
	if len(s.OneOf) > 0 {
		sh.union = s
	}
	return sh
}

// add adds what a part says, which goes after what is said in place.
func (sh *shape) add(part shape) {
	sh.name = cmp.Or(sh.name, part.name)
	sh.typ, sh.format, sh.text = cmp.Or(sh.typ, part.typ), cmp.Or(sh.format, part.format), cmp.Or(sh.text, part.text)
	if sh.example == nil {
		sh.example = part.example
	}
	if sh.def == nil {
		sh.def = part.def
	}
	if len(sh.values) == 0 {
		sh.values = part.values
	}
	sh.open, sh.nullable, sh.deprecated = sh.open || part.open, sh.nullable || part.nullable, sh.deprecated || part.deprecated
	sh.instead = cmp.Or(sh.instead, part.instead)
	sh.limits = append(sh.limits, part.limits...)
	sh.required = append(slices.Clone(sh.required), part.required...)
	for name, p := range part.properties {
		if sh.properties == nil {
			sh.properties = map[string]*openapi3.SchemaRef{}
		}
		if sh.properties[name] == nil || sh.properties[name].Value.Description == "" {
			sh.properties[name] = p
		}
	}
	sh.items, sh.extra, sh.union = cmp.Or(sh.items, part.items), cmp.Or(sh.extra, part.extra), cmp.Or(sh.union, part.union)
}

// limits returns in words what bounds a value.
func limits(s *openapi3.Schema) []string {
	var list []string
	switch {
	case s.Min != nil && s.Max != nil:
		list = append(list, number(*s.Min)+" to "+number(*s.Max))
	case s.Min != nil:
		list = append(list, "at least "+number(*s.Min))
	case s.Max != nil:
		list = append(list, "at most "+number(*s.Max))
	}
	if s.MultipleOf != nil {
		list = append(list, "in steps of "+number(*s.MultipleOf))
	}
	if s.MaxItems != nil {
		list = append(list, fmt.Sprintf("%d at most", *s.MaxItems))
	}
	return list
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// text returns a value as it stands in JSON, without the quotes of a string.
func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// formats are the words for formats that say more than the type.
var formats = map[string]string{
	"password": "secret", "date": "date", "tmdb-date": "date", "date-time": "time", "tmdb-timestamp": "time",
	"image-path": "image path", "and-or-list": "list with , or |", "int64": "up to 64 bits", "uri": "URL", "url": "URL",
}

// describe returns the type in words.
func (sh *shape) describe() string {
	switch {
	case sh.union != nil:
		return "one of several"
	case sh.typ == "array" && sh.items != nil:
		items := shapeOf(sh.items)
		return "array of " + items.describe()
	case len(sh.properties) > 0:
		return cmp.Or(sh.name, "object")
	case sh.extra != nil:
		items := shapeOf(sh.extra)
		return "object of " + items.describe() + " by key"
	}
	if f := formats[sh.format]; f != "" {
		return cmp.Or(sh.typ, "any") + ", " + f
	}
	return cmp.Or(sh.typ, "any value")
}

// tree makes the fields of a body. A schema is shown once in a page, where it is the least deep; the
// other places refer to that.
type tree struct {
	site    *Site
	op      *operation
	request bool
	depth   int               // how deep fields are shown
	shown   map[string]string // the ids of the schemas that the page has already
	next    []func()          // what is one deeper
}

// fields returns the tree of a body, "body" or "response"; the ids of its elements begin with that.
func (s *Site) fields(op *operation, name string, ref *openapi3.SchemaRef, depth int) *field {
	t := &tree{site: s, op: op, request: name == "body", depth: depth, shown: map[string]string{}}
	top := t.field("", name, ref, true, 0)
	for len(t.next) > 0 {
		level := t.next
		t.next = nil
		for _, fill := range level {
			fill()
		}
	}
	return top
}

// field returns a field without what is below it, which comes with the next level.
func (t *tree) field(name, id string, ref *openapi3.SchemaRef, required bool, depth int) *field {
	sh := shapeOf(ref)
	f := &field{
		Name: name, ID: id, Type: sh.describe(), Text: t.site.text(sh.text, sh.instead), Limits: strings.Join(sh.limits, ", "),
		Values: sh.values, Open: sh.open, Required: required, Request: t.request, Nullable: sh.nullable, Deprecated: sh.deprecated,
	}
	if sh.example != nil && sh.typ != "array" && len(sh.properties) == 0 {
		f.Example = text(sh.example)
	}
	if t.op != nil {
		f.Often = t.site.often[t.op.ID].Fields[id].says(f)
	}
	if sh.typ == "integer" && len(sh.values) > 20 {
		f.Values = nil // status codes, which stand below the errors
	}
	if sh.def != nil {
		f.Default = text(sh.def)
	}
	// A list is shown as what is in it.
	body := sh
	for body.typ == "array" && body.items != nil || len(body.properties) == 0 && body.union == nil && body.extra != nil {
		body = shapeOf(cmp.Or(body.items, body.extra))
		if len(f.Values) == 0 {
			f.Values, f.Open = body.values, body.open
		}
	}
	if body.union == nil && len(body.properties) == 0 {
		if f.Example == "" {
			f.Example = listExample(&sh)
		}
		return f
	}
	if piece := t.piece(name, &sh); piece != nil {
		f.See, f.SeeText = rootOf(t.op.Address())+piece.Address(), piece.Summary
		return f
	}
	t.next = append(t.next, func() { t.fill(f, &body, depth) })
	return f
}

// listExample returns the example of a list of single values, or of one of them; empty if there is none.
func listExample(sh *shape) string {
	v := sh.example
	if v == nil && sh.typ == "array" && sh.items != nil {
		if item := shapeOf(sh.items); item.example != nil {
			v = []any{item.example}
		} else if len(item.values) > 0 {
			v = item.values[:1]
		}
	}
	if v == nil {
		return ""
	}
	return text(v)
}

// fill adds what is below a field.
func (t *tree) fill(f *field, body *shape, depth int) {
	key := cmp.Or(body.name, f.ID)
	switch {
	case t.shown[key] != "":
		f.See, f.SeeText = "#"+t.shown[key], body.name
		return
	case depth >= t.depth:
		f.Cut = true
		return
	}
	t.shown[key] = f.ID
	if body.union != nil {
		for _, m := range t.site.members(body.union) {
			mf := t.field(m.value, f.ID+"."+m.value, m.ref, true, depth+1)
			mf.Name, mf.Member = m.property+": "+m.value, true
			f.Members = append(f.Members, mf)
		}
		return
	}
	for _, p := range slices.Sorted(maps.Keys(body.properties)) {
		f.Fields = append(f.Fields, t.field(p, f.ID+"."+p, body.properties[p], slices.Contains(body.required, p), depth+1))
	}
	if body.extra != nil {
		f.Fields = append(f.Fields, t.field("any other", f.ID+".*", body.extra, false, depth+1))
	}
}

// member is a member of a union with the value of the property that tells it.
type member struct {
	property, value string
	ref             *openapi3.SchemaRef
}

func (s *Site) members(union *openapi3.Schema) []member {
	var list []member
	property, mapping, ok := read.Union(union)
	for _, m := range mapping {
		if schema := s.doc.Components.Schemas[m.Schema]; schema != nil {
			list = append(list, member{property, m.Value, &openapi3.SchemaRef{Ref: "#/components/schemas/" + m.Schema, Value: schema.Value}})
		}
	}
	if !ok { // told apart by their fields
		for _, ref := range union.OneOf {
			list = append(list, member{"kind", path.Base(ref.Ref), ref})
		}
	}
	return list
}

// piece returns the operation whose response a field is when appended, which has a page of its own.
func (t *tree) piece(name string, sh *shape) *operation {
	if t.op == nil || sh.name == "" || name == "" {
		return nil
	}
	for _, in := range t.site.services {
		for _, op := range in.Operations {
			if op.Method == "GET" && op.Path == t.op.Path+"/"+name {
				return op
			}
		}
	}
	return nil
}
