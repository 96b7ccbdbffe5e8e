package agent

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// schema is a JSON Schema of a tool, of which clients send every word to their model.
type schema struct {
	Type                 string     `json:"type,omitempty"`
	Description          string     `json:"description,omitempty"`
	Enum                 []string   `json:"enum,omitempty"`
	Minimum              *float64   `json:"minimum,omitempty"`
	Maximum              *float64   `json:"maximum,omitempty"`
	Items                *schema    `json:"items,omitempty"`
	MinItems             *int       `json:"minItems,omitempty"`
	MaxItems             *int       `json:"maxItems,omitempty"`
	Properties           properties `json:"properties,omitempty"`
	Required             []string   `json:"required,omitempty"`
	AdditionalProperties *bool      `json:"additionalProperties,omitempty"`
}

// properties are those of an object, in the order of the struct.
type properties []property

type property struct {
	name     string
	required bool
	*schema
}

// MarshalJSON implements json.Marshaler.
func (p properties) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, one := range p {
		if i > 0 {
			b = append(b, ',')
		}
		data, err := json.Marshal(one.schema)
		if err != nil {
			return nil, err
		}
		b = append(append(strconv.AppendQuote(b, one.name), ':'), data...)
	}
	return append(b, '}'), nil
}

// get returns a property, nil if there is none.
func (s *schema) get(name string) *property {
	i := slices.IndexFunc(s.Properties, func(p property) bool { return p.name == name })
	if i < 0 {
		return nil
	}
	return &s.Properties[i]
}

// names returns the properties for a sentence.
func (s *schema) names() string {
	names := make([]string, len(s.Properties))
	for i, p := range s.Properties {
		names[i] = p.name
	}
	return strings.Join(names, ", ")
}

// inputSchema returns the schema of the arguments of a tool, by the tags that [result] tells of.
func inputSchema(t reflect.Type) *schema {
	s := outputSchema(t)
	s.AdditionalProperties = new(false)
	s.describe(t)
	return s
}

func (s *schema) describe(t reflect.Type) {
	for field := range fields(t) {
		p := s.get(fieldName(field))
		p.Description = field.Tag.Get("jsonschema")
		p.required = !strings.Contains(field.Tag.Get("json"), ",omit")
		if p.required {
			s.Required = append(s.Required, p.name)
		}
		var enum []string
		if text := field.Tag.Get("enum"); text != "" {
			enum = strings.Split(text, ",")
		}
		if p.Type == "array" {
			p.Items = &schema{Type: typeOf(field.Type.Elem()), Enum: enum}
			if low, ok := bound(field, "min"); ok {
				p.MinItems = new(int(low))
			}
			if high, ok := bound(field, "max"); ok {
				p.MaxItems = new(int(high))
			}
			continue
		}
		p.Enum = enum
		if low, ok := bound(field, "min"); ok {
			p.Minimum = &low
		}
		if high, ok := bound(field, "max"); ok {
			p.Maximum = &high
		}
	}
}

// bound reads a tag that is a number.
func bound(field reflect.StructField, tag string) (float64, bool) {
	n, err := strconv.ParseFloat(field.Tag.Get(tag), 64)
	return n, err == nil
}

// outputSchema returns the schema of a result: its fields alone, without what all results have, as each word
// of it is paid for.
func outputSchema(t reflect.Type) *schema {
	s := &schema{Type: "object"}
	for field := range fields(t) {
		if _, common := reflect.TypeFor[said]().FieldByName(field.Name); common && len(field.Index) > 1 {
			continue
		}
		s.Properties = append(s.Properties, property{name: fieldName(field), schema: &schema{Type: typeOf(field.Type)}})
	}
	return s
}

// fields yields the fields of a struct that JSON has, those of embedded ones in their place.
func fields(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, field := range reflect.VisibleFields(t) {
			if !field.Anonymous && field.IsExported() && field.Tag.Get("json") != "-" && !yield(field) {
				return
			}
		}
	}
}

func fieldName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

// typeOf returns the type of JSON that a Go type is written as, "" if it may be any.
func typeOf(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.String:
		return "string"
	case reflect.Slice:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	}
	return ""
}

// want says in words what a value is.
func (s *schema) want() string {
	switch {
	case len(s.Enum) > 0:
		return "one of " + strings.Join(s.Enum, ", ")
	case s.Type == "array":
		text := "a list of texts"
		if s.Items != nil && len(s.Items.Enum) > 0 {
			text = "a list of some of " + strings.Join(s.Items.Enum, ", ")
		}
		if s.MaxItems != nil {
			text += fmt.Sprintf(", at most %d", *s.MaxItems)
		}
		return text
	}
	text := map[string]string{
		"boolean": "true or false", "integer": "a whole number", "number": "a number", "string": "a text", "object": "an object",
	}[s.Type]
	switch {
	case s.Minimum != nil && s.Maximum != nil:
		return fmt.Sprintf("%s from %g to %g", text, *s.Minimum, *s.Maximum)
	case s.Minimum != nil:
		return fmt.Sprintf("%s of %g or more", text, *s.Minimum)
	}
	return text
}
