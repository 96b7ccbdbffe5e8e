package main

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"
)

// validate holds the spec against OpenAPI and every example against its schema.
func validate(src *source, root string, doc *openapi3.T) error {
	err := doc.Validate(context.Background(), openapi3.EnableMultiError(), openapi3.EnableExamplesValidation(),
		openapi3.EnableSchemaPatternValidation(), openapi3.EnableSchemaDefaultsValidation())
	if err == nil {
		return nil
	}
	list, ok := errors.AsType[openapi3.MultiError](err)
	if !ok {
		list = openapi3.MultiError{err}
	}
	var errs []error
	var seen []string
	for _, e := range list {
		// What is wrong inside a component is reported again for every place that uses it.
		located := locate(src, root, e)
		if text := located.Error(); !slices.Contains(seen, text) {
			seen = append(seen, text)
			errs = append(errs, located)
		}
	}
	return errors.Join(errs...)
}

// blame finds the parts of the spec for which the loader failed, of which it does not say the line.
func blame(src *source, err error) error {
	var errs []error
	for _, c := range slices.Concat(src.pathItems, src.components) {
		into := map[string]any{
			"paths": &openapi3.PathItem{}, "schemas": &openapi3.Schema{}, "parameters": &openapi3.Parameter{},
			"responses": &openapi3.Response{}, "headers": &openapi3.Header{}, "requestBodies": &openapi3.RequestBody{},
			"examples": &openapi3.Example{},
		}[c.section]
		if e := decode(c.node, into); e != nil {
			errs = append(errs, c.at.errorf("%s/%s: %w", c.section, c.name, e))
		}
	}
	if len(errs) == 0 {
		return err
	}
	return errors.Join(errs...)
}

// decode goes by way of JSON because that is what kin-openapi's types decode from.
func decode(node *yaml.Node, into any) error {
	var value any
	if err := node.Decode(&value); err != nil {
		return err
	}
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// locate puts file and line before an error of the validator: those of the part that is wrong if
// the validator knows, or else of the component or path it is in.
func locate(src *source, root string, err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if at, ok := origin(root, e); ok {
			return at.errorf("%s", short(e))
		}
	}
	if in, ok := errors.AsType[*openapi3.ComponentValidationError](err); ok {
		if c, ok := find(src.components, componentSections[in.Section], in.Name); ok {
			return c.at.errorf("%s", short(err))
		}
	}
	if in, ok := errors.AsType[*openapi3.PathValidationError](err); ok {
		if item, ok := src.pathItem(in.Path); ok {
			return item.at.errorf("%s", short(err))
		}
	}
	return errors.New(short(err))
}

// componentSections leads from the validator's word for a kind of component to the files'.
var componentSections = map[string]string{
	"schema": "schemas", "parameter": "parameters", "response": "responses", "header": "headers",
	"request body": "requestBodies", "example": "examples",
}

// origin returns the field Origin that many of the validator's error types have.
func origin(root string, err error) (position, bool) {
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return position{}, false
	}
	field := v.FieldByName("Origin")
	if !field.IsValid() {
		return position{}, false
	}
	o, ok := field.Interface().(*openapi3.Origin)
	if !ok || o == nil || o.Key == nil || o.Key.File == "" {
		return position{}, false
	}
	return position{relative(root, o.Key.File), o.Key.Line}, true
}

func relative(root, name string) string {
	rel, err := filepath.Rel(root, filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// short leaves out the dump of the schema, which is at the position, and of a value that is longer
// than a line.
func short(err error) string {
	text, dump, ok := strings.Cut(err.Error(), "\nSchema:\n")
	if !ok {
		return text
	}
	_, value, _ := strings.Cut(dump, "\nValue:\n")
	value = strings.TrimSpace(value)
	if value == "" || strings.Contains(value, "\n") {
		return text
	}
	return text + ", not " + value
}
