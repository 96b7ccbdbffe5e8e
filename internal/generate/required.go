package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// renderRequired writes what the test server sends where there is nothing to tell: for each schema
// of an object, one a line, the JSON that stands in each property that TMDB always sends.
func renderRequired(doc *read.Document) ([]byte, error) {
	var file bytes.Buffer
	names := doc.Schemas()
	slices.Sort(names)
	for _, name := range names {
		empty := map[string]json.RawMessage{}
		required(doc.Components.Schemas[name].Value, empty)
		if len(empty) == 0 {
			continue
		}
		line, err := json.Marshal(empty)
		if err != nil {
			return nil, err
		}
		file.WriteString(map[bool]string{true: "{\n", false: ",\n"}[file.Len() == 0])
		fmt.Fprintf(&file, "%q: %s", name, line)
	}
	file.WriteString("\n}\n")
	return file.Bytes(), nil
}

// required adds the properties of s that are required.
func required(s *openapi3.Schema, empty map[string]json.RawMessage) {
	for _, part := range s.AllOf {
		required(part.Value, empty)
	}
	for name, property := range s.Properties {
		if slices.Contains(s.Required, name) || slices.Contains(alwaysSent, name) {
			empty[name] = json.RawMessage(emptyValue(name, property.Value))
		}
	}
}

// alwaysSent are properties that are not required, because old responses lack them, but that TMDB
// now sends wherever a schema has them.
var alwaysSent = []string{"overview", "release_date", "first_air_date", "genre_ids", "vote_average", "vote_count"}

// emptyValue is what TMDB sends for a property without a value. Where it has sent both null and
// empty text, prose is empty and the rest is null, which is what it mostly does.
func emptyValue(name string, s *openapi3.Schema) string {
	kind := read.Schema(&openapi3.SchemaRef{Value: s}).Type
	nullable := s.Nullable || len(s.AllOf) == 1 && s.AllOf[0].Value.Nullable
	switch {
	case kind == "string" && nullable && (s.Format != "" || strings.HasSuffix(name, "_id")):
		return "null"
	case kind == "string":
		return `""`
	// What TMDB computes is 0 at first, what people enter null.
	case nullable && kind == "integer" && (strings.HasSuffix(name, "_id") || name == "runtime"), name == "rating":
		return "null"
	case kind == "integer", kind == "number":
		return "0"
	case nullable:
		return "null"
	case kind == "boolean":
		return "false"
	case kind == "array":
		return "[]"
	case kind == "object":
		return "{}"
	default:
		return "null"
	}
}
