package main

import (
	"fmt"
	"text/template"
)

var lenientTemplate = template.Must(template.New("lenient").Parse(`
package gen
{{if .}}
import "github.com/tmdb-go/tmdb/types"
{{end}}
{{- range .}}
// UnmarshalJSON takes what TMDB sends for {{.}}, and leaves it empty for a list in place of an
// object or an object in place of a list, which TMDB writes at times when there is nothing in it.
func (t *{{.}}) UnmarshalJSON(data []byte) error {
	type plain {{.}}
	return types.UnmarshalLenient(data, (*plain)(t))
}
{{end}}`))

// renderLenient writes decoders for the schemas that have x-lenient.
func renderLenient(s *spec, idx *goIndex) ([]byte, error) {
	var names []string
	for _, sc := range s.schemas {
		if !sc.lenient {
			continue
		}
		name := idx.names[goKey(sc.name)]
		switch {
		case name == "":
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, sc.name)
		case idx.types[name].Assign.IsValid():
			return nil, fmt.Errorf("%s: schema %s cannot be x-lenient: its Go type is an alias", bundleFile, sc.name)
		case idx.unmarshalers[name]:
			return nil, fmt.Errorf("%s: schema %s cannot be x-lenient: its Go type has an UnmarshalJSON already", bundleFile, sc.name)
		}
		names = append(names, name)
	}
	return execute(lenientTemplate, names)
}
