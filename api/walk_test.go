package api_test

import (
	"cmp"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation is one method on one path.
type operation struct {
	method, path string
	*openapi3.Operation
}

func (op operation) String() string { return op.method + " " + op.path }

// tag returns the tag of the operation, "" unless it has exactly one.
func (op operation) tag() string {
	if len(op.Tags) != 1 {
		return ""
	}
	return op.Tags[0]
}

// operations yields every operation, sorted by path and method.
func operations(doc *openapi3.T) iter.Seq[operation] {
	return func(yield func(operation) bool) {
		for path, item := range sorted(doc.Paths.Map()) {
			for method, op := range sorted(item.Operations()) {
				if !yield(operation{method, path, op}) {
					return
				}
			}
		}
	}
}

// parameters yields every parameter with its place: those of components, and those that paths and
// operations hold themselves.
func parameters(doc *openapi3.T) iter.Seq2[string, *openapi3.Parameter] {
	return func(yield func(string, *openapi3.Parameter) bool) {
		for name, p := range sorted(doc.Components.Parameters) {
			if !yield("parameter "+name, p.Value) {
				return
			}
		}
		for path, item := range sorted(doc.Paths.Map()) {
			for _, p := range item.Parameters {
				if p.Ref == "" && !yield(path+" parameter "+p.Value.Name, p.Value) {
					return
				}
			}
		}
		for op := range operations(doc) {
			for _, p := range op.Parameters {
				if p.Ref == "" && !yield(op.String()+" parameter "+p.Value.Name, p.Value) {
					return
				}
			}
		}
	}
}

// role is what a schema is there for.
type role int

const (
	component role = iota
	property
	item      // of a list
	entry     // of a map
	part      // member of allOf, anyOf or oneOf
	parameter // or header
	body      // of a request or a response
)

// place is a schema, or a $ref to one, where it stands.
type place struct {
	// name leads to it, as in MovieDetails.genres[].
	name string
	role role
	*openapi3.SchemaRef
	// in is the schema that it is a part of.
	in *openapi3.Schema
}

// at returns a message about the place.
func (p place) at(message string) string { return p.name + ": " + message }

// schemas yields every schema of the document once, where it stands, and every $ref to one.
func schemas(doc *openapi3.T) iter.Seq[place] {
	return func(yield func(place) bool) {
		for name, ref := range sorted(doc.Components.Schemas) {
			if !walk(place{name, component, ref, nil}, yield) {
				return
			}
		}
		for name, p := range parameters(doc) {
			if p.Schema != nil && !walk(place{name, parameter, p.Schema, nil}, yield) {
				return
			}
		}
		for name, h := range sorted(doc.Components.Headers) {
			if h.Value.Schema != nil && !walk(place{"header " + name, parameter, h.Value.Schema, nil}, yield) {
				return
			}
		}
		for name, content := range bodies(doc) {
			for _, media := range content {
				if media.Schema != nil && !walk(place{name, body, media.Schema, nil}, yield) {
					return
				}
			}
		}
	}
}

// bodies yields the content of every request and every response that operations do not refer to.
func bodies(doc *openapi3.T) iter.Seq2[string, openapi3.Content] {
	return func(yield func(string, openapi3.Content) bool) {
		for name, response := range sorted(doc.Components.Responses) {
			if !yield("response "+name, response.Value.Content) {
				return
			}
		}
		for op := range operations(doc) {
			if op.RequestBody != nil && op.RequestBody.Ref == "" && !yield(op.String()+" body", op.RequestBody.Value.Content) {
				return
			}
			for status, response := range sorted(op.Responses.Map()) {
				if response.Ref == "" && !yield(op.String()+" "+status, response.Value.Content) {
					return
				}
			}
		}
	}
}

// walk yields p and what is inside of it, and reports whether to go on.
func walk(p place, yield func(place) bool) bool {
	if !yield(p) {
		return false
	}
	if p.Ref != "" && p.role != component {
		return true // walked where it is defined
	}
	schema := p.Value
	for name, ref := range sorted(schema.Properties) {
		if !walk(place{p.name + "." + name, property, ref, schema}, yield) {
			return false
		}
	}
	if schema.Items != nil && !walk(place{p.name + "[]", item, schema.Items, schema}, yield) {
		return false
	}
	if entries := schema.AdditionalProperties.Schema; entries != nil && !walk(place{p.name + "{}", entry, entries, schema}, yield) {
		return false
	}
	for _, ref := range slices.Concat(schema.AllOf, schema.AnyOf, schema.OneOf) {
		if !walk(place{p.name, part, ref, schema}, yield) {
			return false
		}
	}
	return true
}

// inline reports whether the schema stands at its place itself, without a name.
func (p place) inline() bool { return p.Ref == "" && p.role != component }

// responseSchemas returns the names of the schemas that responses are made of.
func responseSchemas(doc *openapi3.T) map[string]bool {
	reached := map[string]bool{}
	var reach func(p place) bool
	reach = func(p place) bool {
		name := refName(p.Ref)
		if p.Ref == "" || reached[name] {
			return true
		}
		reached[name] = true
		return walk(place{name, component, p.SchemaRef, nil}, reach)
	}
	for name, content := range bodies(doc) {
		if strings.HasSuffix(name, " body") {
			continue
		}
		for _, media := range content {
			if media.Schema != nil {
				walk(place{name, body, media.Schema, nil}, reach)
			}
		}
	}
	return reached
}

// refName returns the name of the component that a $ref leads to.
func refName(ref string) string { return path.Base(ref) }

// sorted yields a map in the order of its keys.
func sorted[M ~map[K]V, K cmp.Ordered, V any](m M) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}
