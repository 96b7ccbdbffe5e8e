package main

import (
	"fmt"
	"text/template"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var lenientTemplate = template.Must(template.New("lenient").Parse(`
package gen
{{if .}}
import "github.com/tmdb-go/tmdb/types"
{{end}}
{{- range .}}
{{.Doc}}func (t *{{.Name}}) UnmarshalJSON(data []byte) error {
	type plain {{.Name}}
	return types.UnmarshalLenient(data, (*plain)(t))
}
{{end}}`))

type lenient struct{ Name, Doc string }

// renderLenient writes decoders for the schemas that have x-lenient.
func renderLenient(doc *read.Document, idx *goIndex) ([]byte, error) {
	var list []lenient
	for _, schema := range doc.Schemas() {
		if doc.Components.Schemas[schema].Value.Extensions["x-lenient"] != true {
			continue
		}
		name := idx.names[goKey(schema)]
		switch {
		case name == "":
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, schema)
		case idx.types[name].Assign.IsValid():
			return nil, fmt.Errorf("%s: schema %s cannot be x-lenient: its Go type is an alias", bundleFile, schema)
		case idx.unmarshalers[name]:
			return nil, fmt.Errorf("%s: schema %s cannot be x-lenient: its Go type has an UnmarshalJSON already", bundleFile, schema)
		}
		list = append(list, lenient{Name: name, Doc: comment([]string{
			"UnmarshalJSON takes a list in place of an object, and an object in place of a list, for an empty " + name +
				": TMDB's server writes one for the other at times when there is nothing in it.",
		})})
	}
	return execute(lenientTemplate, list)
}
