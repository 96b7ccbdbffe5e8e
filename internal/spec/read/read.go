// Package read reads the bundle of the spec for everything that follows from it: the generators,
// the checks of the spec and those of the client. Programs use the table in package spec instead,
// which needs no OpenAPI library.
package read

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// Document is the spec.
type Document struct {
	*openapi3.T
	// Operations are all operations in the order of the bundle.
	Operations []*Operation
	// Parameters are the parameters that several operations share, by their name in the bundle, in its
	// order.
	Parameters []Shared
	// StatusCodes are TMDB's own status codes.
	StatusCodes []spec.StatusCode
	// Secrets are the names of everything that must not be shown.
	Secrets []string
}

// Operation is an operation as the table has it, and what only the tools need of it.
type Operation struct {
	spec.Operation
	// Source is the operation as the bundle has it, with descriptions and responses.
	Source *openapi3.Operation
	// Statuses are the statuses of its responses, sorted, with default at the end.
	Statuses []string
}

func (op *Operation) String() string { return op.Method + " " + op.Path }

// Shared is a parameter that several operations share.
type Shared struct {
	Name string // in the bundle, such as MovieID
	*spec.Parameter
}

// Load reads a bundle.
func Load(bundle []byte) (*Document, error) {
	loader := openapi3.NewLoader()
	loader.IncludeOrigin = true // for the order of the bundle, which maps lose
	t, err := loader.LoadFromData(bundle)
	if err != nil {
		return nil, err
	}
	if t.Components == nil {
		t.Components = &openapi3.Components{}
	}
	d := &Document{T: t}
	shared := d.readParameters()
	for path, item := range t.Paths.Map() {
		for method, source := range item.Operations() {
			op, err := d.readOperation(method, path, source, slices.Concat(item.Parameters, source.Parameters), shared)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, path, err)
			}
			d.Operations = append(d.Operations, op)
		}
	}
	slices.SortFunc(d.Operations, func(a, b *Operation) int {
		return cmp.Or(line(a.Source.Origin)-line(b.Source.Origin), strings.Compare(a.String(), b.String()))
	})
	if d.StatusCodes, err = d.readStatusCodes(); err != nil {
		return nil, err
	}
	d.Secrets = d.readSecrets()
	return d, nil
}

// line returns where something stands in the bundle.
func line(o *openapi3.Origin) int {
	if o == nil || o.Key == nil {
		return 0
	}
	return o.Key.Line
}

// Operation returns the operation with an operationId, nil if there is none.
func (d *Document) Operation(id string) *Operation {
	for _, op := range d.Operations {
		if op.ID == id {
			return op
		}
	}
	return nil
}

// Schemas returns the names of the schemas in the order of the bundle.
func (d *Document) Schemas() []string {
	return slices.SortedFunc(maps.Keys(d.Components.Schemas), func(a, b string) int {
		return cmp.Or(line(d.Components.Schemas[a].Value.Origin)-line(d.Components.Schemas[b].Value.Origin), strings.Compare(a, b))
	})
}

// readParameters reads the parameters that several operations share.
func (d *Document) readParameters() map[*openapi3.Parameter]*spec.Parameter {
	shared := map[*openapi3.Parameter]*spec.Parameter{}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Parameters)) {
		source := d.Components.Parameters[name].Value
		p := parameter(source)
		shared[source] = p
		d.Parameters = append(d.Parameters, Shared{name, p})
	}
	return shared
}

func (d *Document) readOperation(method, path string, source *openapi3.Operation, params openapi3.Parameters, shared map[*openapi3.Parameter]*spec.Parameter) (*Operation, error) {
	op := &Operation{Source: source, Operation: spec.Operation{
		ID: source.OperationID, Method: method, Path: path, Summary: source.Summary,
		GoMethod: extension(source.Extensions, "x-method-name"),
		Writes:   method != "GET" || source.Extensions["x-writes"] == true,
		Unique:   source.Extensions["x-unique-response"] == true, IgnoresPage: source.Extensions["x-ignores-page"] == true,
	}}
	if len(source.Tags) != 1 {
		return nil, fmt.Errorf("it has the tags %q: want one", source.Tags)
	}
	op.Tag = source.Tags[0]
	if tag := d.Tags.Get(op.Tag); tag != nil {
		op.Service = extension(tag.Extensions, "x-service-name")
	}
	if source.ExternalDocs != nil {
		op.Docs = source.ExternalDocs.URL
	}
	for _, ref := range params {
		p := shared[ref.Value]
		if p == nil {
			p = parameter(ref.Value)
		}
		if p.In != spec.InPath && p.In != spec.InQuery {
			return nil, fmt.Errorf("parameter %s in %s: want path or query", p.Name, p.In)
		}
		op.Parameters = append(op.Parameters, p)
	}
	slices.SortStableFunc(op.Parameters, func(a, b *spec.Parameter) int { return place(path, a) - place(path, b) })
	if source.RequestBody != nil {
		media := source.RequestBody.Value.Content.Get("application/json")
		if media == nil {
			return nil, fmt.Errorf("the body is not application/json")
		}
		body := Schema(media.Schema)
		op.Body = &body
	}
	op.Statuses = slices.Sorted(maps.Keys(source.Responses.Map()))
	op.Rows = op.rows()
	return op, nil
}

// rows returns the field of a page that holds its rows: results, or else the only list that there is.
func (op *Operation) rows() string {
	schema := op.Response(http.StatusOK)
	if schema == nil || !op.Has("page") {
		return ""
	}
	var lists []string
	for _, part := range parts(schema, nil) {
		for name, property := range part.Properties {
			if Schema(property).Type == "array" {
				lists = append(lists, name)
			}
		}
	}
	slices.Sort(lists)
	switch {
	case slices.Contains(lists, "results"):
		return "results"
	case len(lists) == 1:
		return lists[0]
	}
	return ""
}

// place sorts the parameters of a path before the others, in their order.
func place(path string, p *spec.Parameter) int {
	if p.In == spec.InPath {
		return strings.Index(path, "{"+p.Name+"}")
	}
	return len(path)
}

func extension(extensions map[string]any, name string) string {
	text, _ := extensions[name].(string)
	return text
}

func parameter(source *openapi3.Parameter) *spec.Parameter {
	p := &spec.Parameter{Name: source.Name, In: source.In, Required: source.Required, Schema: Schema(source.Schema)}
	if days, ok := source.Extensions["x-max-days"].(float64); ok {
		p.MaxDays = int(days)
	}
	return p
}

// Schema returns what the table has of a schema.
func Schema(ref *openapi3.SchemaRef) spec.Schema {
	source := ref.Value
	s := spec.Schema{Format: source.Format, Min: bound(source.Min), Max: bound(source.Max)}
	if source.Type != nil && len(source.Type.Slice()) > 0 {
		s.Type = source.Type.Slice()[0]
	}
	if source.MultipleOf != nil {
		s.MultipleOf = *source.MultipleOf
	}
	if source.MaxItems != nil {
		s.MaxItems = int(*source.MaxItems)
	}
	values, open := known(source)
	for _, value := range values {
		s.Enum = append(s.Enum, fmt.Sprint(value))
	}
	s.Open = open
	if source.Items != nil {
		items := Schema(source.Items)
		s.Items = &items
	}
	s.Properties = properties(source)
	for _, part := range source.AllOf {
		merge(&s, Schema(part))
	}
	// A vocabulary of known values or any other: what its members have in common is the type.
	for i, member := range source.AnyOf {
		m := Schema(member)
		switch {
		case i == 0:
			s.Type, s.Enum, s.Open = m.Type, m.Enum, true
		case m.Type != s.Type:
			s.Type = ""
		}
	}
	return s
}

// known returns the values of a vocabulary, and whether others are possible.
func known(s *openapi3.Schema) (values []any, open bool) {
	if values := list(s, "x-extensible-enum"); values != nil {
		return values, s.Pattern == ""
	}
	return s.Enum, false
}

func bound(limit *float64) spec.Bound {
	if limit == nil {
		return spec.Bound{}
	}
	return spec.Bound{Set: true, Value: *limit}
}

func properties(source *openapi3.Schema) []spec.Property {
	var list []spec.Property
	for _, name := range slices.Sorted(maps.Keys(source.Properties)) {
		list = append(list, spec.Property{
			Name: name, Required: slices.Contains(source.Required, name), Schema: Schema(source.Properties[name]),
		})
	}
	return list
}

// merge adds what part of an allOf says.
func merge(s *spec.Schema, part spec.Schema) {
	s.Type, s.Format = cmp.Or(part.Type, s.Type), cmp.Or(part.Format, s.Format)
	if part.Enum != nil {
		s.Enum = part.Enum
	}
	if part.Items != nil {
		s.Items = part.Items
	}
	s.Open = s.Open || part.Open
	s.Properties = append(s.Properties, part.Properties...)
}

// readStatusCodes reads the lists of the schema StatusCode, which belong together by their order.
func (d *Document) readStatusCodes() ([]spec.StatusCode, error) {
	ref := d.Components.Schemas["StatusCode"]
	if ref == nil || ref.Value.Extensions["x-enum-http"] == nil {
		return nil, nil // a spec of a test
	}
	statuses, kinds, messages := list(ref.Value, "x-enum-http"), list(ref.Value, "x-enum-kinds"), list(ref.Value, "x-enum-messages")
	var codes []spec.StatusCode
	values, _ := known(ref.Value)
	for i, value := range values {
		if i >= len(statuses) || i >= len(kinds) || i >= len(messages) {
			return nil, fmt.Errorf("the schema StatusCode has %d codes, but x-enum-http, x-enum-kinds and x-enum-messages have %d, %d and %d",
				len(values), len(statuses), len(kinds), len(messages))
		}
		code, _ := value.(float64)
		status, _ := statuses[i].(float64)
		kind, _ := kinds[i].(string)
		message, _ := messages[i].(string)
		codes = append(codes, spec.StatusCode{Code: int(code), HTTP: int(status), Kind: spec.Kind(kind), Message: message})
	}
	return codes, nil
}

func list(s *openapi3.Schema, name string) []any {
	values, _ := s.Extensions[name].([]any)
	return values
}

// readSecrets collects the names of parameters and properties with the format password, and of the
// API key.
func (d *Document) readSecrets() []string {
	names := map[string]bool{}
	for _, op := range d.Operations {
		for _, p := range op.Parameters {
			names[p.Name] = names[p.Name] || p.Secret()
		}
	}
	for _, ref := range d.Components.Schemas {
		for name, property := range ref.Value.Properties {
			names[name] = names[name] || property.Value.Format == "password"
		}
	}
	for _, scheme := range d.Components.SecuritySchemes {
		if scheme.Value.Type == "apiKey" {
			names[scheme.Value.Name] = true
		}
	}
	maps.DeleteFunc(names, func(_ string, secret bool) bool { return !secret })
	return slices.Sorted(maps.Keys(names))
}

// Response returns what the spec says of the JSON of a response with a status, nil if it says
// nothing. The default stands for failures only.
func (op *Operation) Response(status int) *openapi3.Schema {
	response := op.Source.Responses.Status(status)
	if response == nil && status >= 400 {
		response = op.Source.Responses.Default()
	}
	if response == nil || response.Value == nil {
		return nil
	}
	media := response.Value.Content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}

// Mapped is a value of a discriminator and the name of the schema that it stands for.
type Mapped struct{ Value, Schema string }

// Union returns the property that tells the members of a oneOf apart and its values, in the order
// of the members; ok is false for a schema that is none. Of a member that is another schema and the
// property it is told by, the name is that of the other schema.
func Union(s *openapi3.Schema) (property string, mapping []Mapped, ok bool) {
	if s.Discriminator == nil {
		return "", nil, false
	}
	for _, member := range s.OneOf {
		for _, value := range slices.Sorted(maps.Keys(s.Discriminator.Mapping)) {
			if target := s.Discriminator.Mapping[value].Ref; target == member.Ref {
				name, ok := Member(member.Value)
				if !ok {
					name = path.Base(target)
				}
				mapping = append(mapping, Mapped{value, name})
			}
		}
	}
	return s.Discriminator.PropertyName, mapping, true
}

// Member returns the name of the schema that a schema is, apart from the kinds that tell it from
// other members of a union: those are all that the second of its parts says.
func Member(s *openapi3.Schema) (base string, ok bool) {
	if len(s.AllOf) != 2 || s.AllOf[0].Ref == "" || len(s.AllOf[1].Value.Properties) != 1 {
		return "", false
	}
	for _, kind := range s.AllOf[1].Value.Properties {
		ok = kind.Ref == "" && len(kind.Value.Enum) > 0
	}
	return path.Base(s.AllOf[0].Ref), ok
}
