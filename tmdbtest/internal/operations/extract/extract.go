// Package extract takes from the spec what package operations keeps. It is not part of the server,
// which so needs no OpenAPI library.
package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/operations"
)

// File returns the content of operations.gen.json: one operation a line.
func File(spec []byte) ([]byte, error) {
	list, err := read(spec)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	for i, op := range list {
		line, err := json.Marshal(op)
		if err != nil {
			return nil, err
		}
		file.WriteString(map[bool]string{true: "[\n", false: ",\n"}[i == 0])
		file.Write(line)
	}
	file.WriteString("\n]\n")
	return file.Bytes(), nil
}

// read returns the operations of a spec, sorted by path and method.
func read(spec []byte) ([]*operations.Operation, error) {
	doc, err := openapi3.NewLoader().LoadFromData(spec)
	if err != nil {
		return nil, err
	}
	var list []*operations.Operation
	for path, item := range doc.Paths.Map() {
		for method, of := range item.Operations() {
			op, err := operation(method, path, of, slices.Concat(item.Parameters, of.Parameters))
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, path, err)
			}
			list = append(list, op)
		}
	}
	slices.SortFunc(list, func(a, b *operations.Operation) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	return list, nil
}

func operation(method, path string, of *openapi3.Operation, params openapi3.Parameters) (*operations.Operation, error) {
	op := &operations.Operation{ID: of.OperationID, Method: method, Path: path, Summary: of.Summary}
	if len(of.Tags) > 0 {
		op.Tag = of.Tags[0]
	}
	for _, ref := range params {
		p := ref.Value
		if p.In != openapi3.ParameterInPath && p.In != openapi3.ParameterInQuery {
			return nil, fmt.Errorf("parameter %s in %s: want path or query", p.Name, p.In)
		}
		op.Parameters = append(op.Parameters, operations.Parameter{
			Name: p.Name, In: p.In, Required: p.Required, Schema: schema(p.Schema),
		})
	}
	if of.RequestBody != nil {
		media := of.RequestBody.Value.Content.Get("application/json")
		if media == nil {
			return nil, fmt.Errorf("the body is not application/json")
		}
		op.Body = schema(media.Schema)
	}
	return op, nil
}

func schema(ref *openapi3.SchemaRef) *operations.Schema {
	from := ref.Value
	s := &operations.Schema{Format: from.Format, Min: from.Min, Max: from.Max, Required: from.Required}
	if from.Type != nil && len(from.Type.Slice()) > 0 {
		s.Type = from.Type.Slice()[0]
	}
	for _, value := range from.Enum {
		s.Enum = append(s.Enum, fmt.Sprint(value))
	}
	if from.Items != nil {
		s.Items = schema(from.Items)
	}
	for name, property := range from.Properties {
		if s.Properties == nil {
			s.Properties = map[string]*operations.Schema{}
		}
		s.Properties[name] = schema(property)
	}
	for _, part := range from.AllOf {
		merge(s, schema(part))
	}
	// A vocabulary of a few known values or any other: what the members have in common is the type.
	if len(from.AnyOf) > 0 {
		s.Type = schema(from.AnyOf[0]).Type
		for _, member := range from.AnyOf[1:] {
			if schema(member).Type != s.Type {
				s.Type = ""
			}
		}
	}
	return s
}

// merge adds what part of an allOf says.
func merge(s, part *operations.Schema) {
	if part.Type != "" {
		s.Type = part.Type
	}
	if part.Format != "" {
		s.Format = part.Format
	}
	if part.Enum != nil {
		s.Enum = part.Enum
	}
	if part.Items != nil {
		s.Items = part.Items
	}
	s.Required = append(s.Required, part.Required...)
	for name, property := range part.Properties {
		if s.Properties == nil {
			s.Properties = map[string]*operations.Schema{}
		}
		s.Properties[name] = property
	}
}
