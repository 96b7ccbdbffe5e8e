package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// FlagError is of a flag that asks for what there is not.
type FlagError struct{ text string }

// Error implements error.
func (e FlagError) Error() string { return e.text }

func flagErrorf(format string, args ...any) error { return FlagError{fmt.Sprintf(format, args...)} }

// fieldNames returns the names that a type has in JSON, none if values of the type have each their own.
func fieldNames(t reflect.Type) []string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]()) {
		return nil
	}
	var names []string
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case !field.IsExported(), name == "-", field.Anonymous && name == "":
		case name == "":
			names = append(names, field.Name)
		default:
			names = append(names, name)
		}
	}
	return names
}

// know has fields that the type does not have be an error, before anything is asked for.
func (w *way) know(t reflect.Type) error {
	if t == nil {
		return nil
	}
	w.known = fieldNames(t)
	return w.check(w.known)
}

// check returns an error that names the field that is not among the known, if these are any.
func (w *way) check(known []string) error {
	if len(known) == 0 {
		return nil
	}
	for _, field := range w.fields {
		if !slices.Contains(known, field) {
			return flagErrorf("--json has the field %.40q: want some of %s", field, strings.Join(slices.Sorted(slices.Values(known)), ", "))
		}
	}
	return nil
}

// pick returns the fields of an object, or of each object of a list, null for one that it does not have.
func (w *way) pick(v any) (any, error) {
	switch v := v.(type) {
	case []any:
		if w.known == nil {
			if err := w.check(present(v)); err != nil {
				return nil, err
			}
		}
		picked := make([]any, len(v))
		for i, row := range v {
			picked[i] = row
			if object, ok := row.(map[string]any); ok {
				picked[i] = w.some(object)
			}
		}
		return picked, nil
	case map[string]any:
		if w.known == nil && w.format == JSON { // a line of JSON lines may have less than another
			if err := w.check(present([]any{v})); err != nil {
				return nil, err
			}
		}
		return w.some(v), nil
	}
	return v, nil
}

// present returns the names that some of the rows have.
func present(rows []any) []string {
	var names []string
	for _, row := range rows {
		if object, ok := row.(map[string]any); ok {
			for name := range object {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// some returns the fields of an object: a map for programs within this one, and otherwise in the order
// in which they were asked for.
func (w *way) some(object map[string]any) any {
	if w.jq != nil || w.template != nil {
		picked := map[string]any{}
		for _, field := range w.fields {
			picked[field] = object[field]
		}
		return picked
	}
	return ordered{w.fields, object}
}

// ordered is an object of some fields in this order.
type ordered struct {
	fields []string
	object map[string]any
}

// MarshalJSON implements [json.Marshaler].
func (o ordered) MarshalJSON() ([]byte, error) {
	b := bytes.NewBufferString("{")
	for i, field := range o.fields {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := marshal(field)
		if err != nil {
			return nil, err
		}
		value, err := marshal(o.object[field])
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
