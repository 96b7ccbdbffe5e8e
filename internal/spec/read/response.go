package read

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// CheckResponse returns what is wrong with a response to the operation: a status that the spec has no JSON for,
// a field that it does not have, one that it requires and is missing, and a value of another type.
func (op *Operation) CheckResponse(status int, body []byte) []string {
	schema := op.Response(status)
	if schema == nil {
		return []string{"the spec has no JSON for the status"}
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return []string{"no JSON: " + err.Error()}
	}
	var wrong []string
	if err := schema.VisitJSON(v, openapi3.MultiErrors(), openapi3.VisitAsResponse(), openapi3.DisableSchemaErrorDetails()); err != nil {
		wrong = append(wrong, err.Error())
	}
	undeclared(schema, v, &wrong)
	slices.Sort(wrong)
	return slices.Compact(wrong)
}

// undeclared adds the fields of v that the schema does not have.
func undeclared(s *openapi3.Schema, v any, wrong *[]string) {
	Visit(s, v, func(at Place, schemas []*openapi3.Schema, _ any) {
		if len(schemas) == 0 {
			*wrong = append(*wrong, at.Pointer+": undeclared")
		}
	})
}

// Place is where a value stands in a response.
type Place struct {
	// Pointer is the JSON pointer to the value, Pattern the same with [] for any element and {} for
	// any key of an object whose keys are data.
	Pointer, Pattern string
}

func (p Place) field(name string) Place {
	name = "/" + Escape(name)
	return Place{p.Pointer + name, p.Pattern + name}
}

var escaper = strings.NewReplacer("~", "~0", "/", "~1")

// Escape makes a name a part of a JSON pointer.
func Escape(name string) string { return escaper.Replace(name) }

// Visit calls f with each value in v and the schemas that together say what it may be, none for a
// field that the spec does not have. It does not look into what may be any JSON.
func Visit(s *openapi3.Schema, v any, f func(at Place, schemas []*openapi3.Schema, v any)) {
	visit(Place{}, s, v, f)
}

func visit(at Place, s *openapi3.Schema, v any, f func(Place, []*openapi3.Schema, any)) {
	object, _ := v.(map[string]any)
	schemas := parts(s, object)
	f(at, schemas, v)
	switch v := v.(type) {
	case []any:
		items := itemsOf(s)
		for i, item := range v {
			if items != nil {
				visit(Place{fmt.Sprintf("%s/%d", at.Pointer, i), at.Pattern + "[]"}, items, item, f)
			}
		}
	case map[string]any:
		for _, part := range schemas {
			if part.AdditionalProperties.Has != nil && *part.AdditionalProperties.Has {
				return
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			property, named, ok := propertyOf(schemas, key)
			place := at.field(key)
			if property != nil && !named {
				place.Pattern = at.Pattern + "{}"
			}
			switch {
			case !ok:
				f(place, nil, v[key])
			case property != nil:
				visit(place, property, v[key], f)
			}
		}
	}
}

// parts returns the schemas that together say what an object may have.
func parts(s *openapi3.Schema, v map[string]any) []*openapi3.Schema {
	list := []*openapi3.Schema{s}
	for _, ref := range s.AllOf {
		list = append(list, parts(ref.Value, v)...)
	}
	members := slices.Concat(s.OneOf, s.AnyOf)
	if s.Discriminator != nil {
		kind, _ := v[s.Discriminator.PropertyName].(string)
		chosen := s.Discriminator.Mapping[kind].Ref
		members = slices.DeleteFunc(members, func(ref *openapi3.SchemaRef) bool {
			return chosen != "" && ref.Ref != chosen
		})
	}
	for _, ref := range members {
		list = append(list, parts(ref.Value, v)...)
	}
	return list
}

// propertyOf returns the schema of a property and whether it has that name, nil if anything goes,
// and false for ok if there is none.
func propertyOf(schemas []*openapi3.Schema, key string) (property *openapi3.Schema, named, ok bool) {
	for _, part := range schemas {
		if ref := part.Properties[key]; ref != nil {
			return ref.Value, true, true
		}
		if ref := part.AdditionalProperties.Schema; ref != nil {
			return ref.Value, false, true
		}
		// A schema without a type takes any JSON.
		ok = ok || part.Type == nil && len(part.Properties) == 0 &&
			len(part.AllOf)+len(part.OneOf)+len(part.AnyOf) == 0
	}
	return nil, false, ok
}

func itemsOf(s *openapi3.Schema) *openapi3.Schema {
	for _, part := range parts(s, nil) {
		if part.Items != nil {
			return part.Items.Value
		}
	}
	return nil
}
