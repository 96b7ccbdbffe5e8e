package main

import (
	"fmt"
	"go/ast"
	"path"
	"text/template"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var partsTemplate = template.Must(template.New("parts").Parse(`
package gen
{{range .}}
{{.Doc}}func (t {{.Name}}) {{.Part}}() {{.Part}} {
	return {{.Part}}{
{{- range .Fields}}
		{{.}}: t.{{.}},
{{- end}}
	}
}
{{end}}`))

// extended is a Go type that has all of another one, its part, and more.
type extended struct {
	Name, Part, Doc string
	Fields          []string
}

// renderParts writes for each schema that is composed of another one what turns it into that one, as
// a rated movie into a movie: oapi-codegen copies the fields, so in Go the two are strangers.
func renderParts(doc *read.Document, idx *goIndex) ([]byte, error) {
	var list []extended
	for _, schema := range doc.Schemas() {
		if _, ok := read.Member(doc.Components.Schemas[schema].Value); ok {
			continue // in Go it is what it adds a kind to
		}
		for _, part := range partsOf(doc.Components.Schemas[schema].Value) {
			e, err := newExtended(idx, idx.names[goKey(schema)], idx.names[goKey(part)])
			if err != nil {
				return nil, fmt.Errorf("%s: schema %s, composed of %s: %w", bundleFile, schema, part, err)
			}
			list = append(list, e)
		}
	}
	return execute(partsTemplate, list)
}

// partsOf returns the names of the schemas that a schema is composed of with others, and those of
// which these are.
func partsOf(s *openapi3.Schema) []string {
	var names []string
	for _, part := range s.AllOf {
		if len(s.AllOf) > 1 && part.Ref != "" {
			names = append(append(names, path.Base(part.Ref)), partsOf(part.Value)...)
		}
	}
	return names
}

func newExtended(idx *goIndex, name, part string) (extended, error) {
	if name == "" || part == "" {
		return extended{}, fmt.Errorf("gen has no type for both: run oapi-codegen first")
	}
	if _, ok := idx.types[part].Type.(*ast.StructType); !ok {
		return extended{}, fmt.Errorf("the Go type %s is no struct", part)
	}
	if _, taken := idx.field(name, part); taken {
		return extended{}, fmt.Errorf("the Go type %s has a field %s, so there can be no method of that name", name, part)
	}
	e := extended{Name: name, Part: part, Doc: comment([]string{
		fmt.Sprintf("%s returns what is a [%s] of it, without the fields that only [%s] has.", part, part, name),
	})}
	for f := range idx.fields(part) {
		typ, ok := idx.field(name, f.name)
		if !ok || typeText(typ) != typeText(f.typ) {
			return extended{}, fmt.Errorf("the Go type %s has no field %s of type %s", name, f.name, typeText(f.typ))
		}
		e.Fields = append(e.Fields, f.name)
	}
	return e, nil
}
