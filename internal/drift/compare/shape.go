package compare

import (
	"fmt"
	"maps"
	"slices"
)

// shape is what a schema lets a value be, with everything that is composed of references, allOf,
// oneOf and anyOf in one: a field of a union is one that any of its members has.
type shape struct {
	// types are words of JSON Schema, with null; none if anything may come.
	types    map[string]bool
	enum     []string
	fields   map[string]*shape
	required []string
	items    *shape // of an array
	values   *shape // of an object whose keys are data
}

// free reports whether any JSON will do.
func (s *shape) free() bool { return s == nil || len(s.types) == 0 }

// named returns the types but for null, sorted.
func (s *shape) named() []string {
	if s == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.types)), func(t string) bool { return t == null })
}

const (
	null       = "null"
	objectType = "object"
	arrayType  = "array"
)

// openEnum has the known words of a vocabulary that has others.
const openEnum = "x-extensible-enum"

// mostShapes is several times what TMDB has: references to references would double and double.
const mostShapes = 100_000

// shape returns what a schema lets a value be. within are the references that lead to it: what
// refers to itself is free there.
func (d *document) shape(schema any, within []string) (*shape, error) {
	if ref, ok := object(schema)["$ref"].(string); ok {
		if slices.Contains(within, ref) {
			return &shape{}, nil // free
		}
		within = append(slices.Clip(within), ref)
	}
	if d.shapes++; d.shapes > mostShapes {
		return nil, fmt.Errorf("it has more than %d schemas, with those that references repeat", mostShapes)
	}
	source, err := d.resolve(schema)
	if err != nil {
		return nil, err
	}
	s := &shape{types: map[string]bool{}, fields: map[string]*shape{}}
	switch t := source["type"].(type) {
	case string:
		s.types[t] = true
	case []any:
		for _, t := range t {
			s.types[text(t)] = true
		}
	}
	for _, value := range slices.Concat(list(source["enum"]), list(source[openEnum])) {
		if value != nil {
			s.enum = append(s.enum, text(value))
		}
	}
	for _, name := range list(source["required"]) {
		s.required = append(s.required, text(name))
	}
	for name, property := range object(source["properties"]) {
		if s.fields[name], err = d.shape(property, within); err != nil {
			return nil, err
		}
	}
	if source["items"] != nil {
		if s.items, err = d.shape(source["items"], within); err != nil {
			return nil, err
		}
	}
	if object(source["additionalProperties"]) != nil {
		if s.values, err = d.shape(source["additionalProperties"], within); err != nil {
			return nil, err
		}
	}
	if len(s.types) == 0 && (len(s.fields) > 0 || s.values != nil) {
		s.types[objectType] = true
	}
	for _, part := range list(source["allOf"]) {
		more, err := d.shape(part, within)
		if err != nil {
			return nil, err
		}
		s.join(more)
		s.required = append(s.required, more.required...)
	}
	for _, word := range []string{"oneOf", "anyOf"} {
		var union *shape
		for _, member := range list(source[word]) {
			more, err := d.shape(member, within)
			if err != nil {
				return nil, err
			}
			union = joined(union, more)
		}
		if union != nil {
			s.join(union)
			s.required = append(s.required, union.required...)
		}
	}
	if source["nullable"] == true && len(s.types) > 0 {
		s.types[null] = true
	}
	slices.Sort(s.required)
	s.required = slices.Compact(s.required)
	slices.Sort(s.enum)
	s.enum = slices.Compact(s.enum)
	return s, nil
}

// bare reports whether nothing is said of what an object holds.
func (s *shape) bare() bool { return len(s.fields) == 0 && s.values == nil }

func (s *shape) isNull() bool { return len(s.types) == 1 && s.types[null] }

// join adds what a value may be besides, but for what is required.
func (s *shape) join(more *shape) {
	maps.Copy(s.types, more.types)
	s.enum = append(s.enum, more.enum...)
	for name, field := range more.fields {
		s.fields[name] = joined(s.fields[name], field)
	}
	s.items, s.values = joined(s.items, more.items), joined(s.values, more.values)
}

// joined returns what a value of either may be.
func joined(a, b *shape) *shape {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	s := &shape{types: map[string]bool{}, fields: map[string]*shape{}}
	s.join(a)
	s.join(b)
	switch {
	case a.isNull():
		s.required = b.required
	case b.isNull():
		s.required = a.required
	default:
		s.required = intersection(a.required, b.required)
	}
	slices.Sort(s.enum)
	s.enum = slices.Compact(s.enum)
	return s
}
