package read

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

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
	undeclared("", schema, v, &wrong)
	slices.Sort(wrong)
	return slices.Compact(wrong)
}

// undeclared adds the fields of v that the schema does not have.
func undeclared(at string, s *openapi3.Schema, v any, wrong *[]string) {
	switch v := v.(type) {
	case []any:
		items := itemsOf(s)
		for i, item := range v {
			if items != nil {
				undeclared(fmt.Sprintf("%s/%d", at, i), items, item, wrong)
			}
		}
	case map[string]any:
		for _, part := range parts(s, v) {
			if part.AdditionalProperties.Has != nil && *part.AdditionalProperties.Has {
				return
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			property, ok := propertyOf(s, v, key)
			switch {
			case !ok:
				*wrong = append(*wrong, fmt.Sprintf("%s/%s: undeclared", at, key))
			case property != nil:
				undeclared(at+"/"+key, property, v[key], wrong)
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

// propertyOf returns the schema of a property, nil if anything goes, and false if there is none.
func propertyOf(s *openapi3.Schema, v map[string]any, key string) (*openapi3.Schema, bool) {
	free := false
	for _, part := range parts(s, v) {
		if ref := part.Properties[key]; ref != nil {
			return ref.Value, true
		}
		if ref := part.AdditionalProperties.Schema; ref != nil {
			return ref.Value, true
		}
		// A schema without a type takes any JSON.
		free = free || part.Type == nil && len(part.Properties) == 0 &&
			len(part.AllOf)+len(part.OneOf)+len(part.AnyOf) == 0
	}
	return nil, free
}

func itemsOf(s *openapi3.Schema) *openapi3.Schema {
	for _, part := range parts(s, nil) {
		if part.Items != nil {
			return part.Items.Value
		}
	}
	return nil
}
