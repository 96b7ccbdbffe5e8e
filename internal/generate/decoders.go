package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var decodersTemplate = template.Must(template.New("decoders").Parse(`
package gen
{{if or .Named .Lists}}
import (
{{- if .Named}}
	"cmp"
{{end}}
	"github.com/tmdb-go/tmdb/types"
)
{{end}}
{{- range .Lists}}
// UnmarshalJSON decodes the list as types.Unmarshal does.
func (t *{{.}}) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, (*[]int)(t)) }
{{end}}
{{- range .Named}}
{{.Doc}}func (t *{{.Name}}) UnmarshalJSON(data []byte) error {
	type plain {{.Name}}
	if err := types.Unmarshal(data, (*plain)(t)); err != nil {
		return err
	}
	t.takeOtherNames()
	return nil
}

func (t *{{.Name}}) takeOtherNames() {
{{- range .Fields}}
	t.{{.Field}} = cmp.Or(t.{{.Field}}, t.{{.Other}})
{{- end}}
}
{{end}}`))

type otherNames struct {
	Name, Doc string
	Fields    []otherName
}

// otherName is a field and the one that TMDB sends in its place at times.
type otherName struct{ Field, Other string }

// readOtherNames returns the schemas with properties that have x-other-name, the name of a property
// of the same schema that stands in their place at times.
func readOtherNames(doc *read.Document, idx *goIndex) ([]otherNames, error) {
	var list []otherNames
	for _, schema := range doc.Schemas() {
		properties := doc.Components.Schemas[schema].Value.Properties
		t := otherNames{Name: idx.names[goKey(schema)]}
		var sentences []string
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			other, ok := properties[name].Value.Extensions["x-other-name"].(string)
			if !ok {
				continue
			}
			f := otherName{idx.jsonField(t.Name, name), idx.jsonField(t.Name, other)}
			if f.Field == "" || f.Other == "" {
				return nil, fmt.Errorf("%s: schema %s: %s has x-other-name %s: want a property of the schema, and gen of the same spec", bundleFile, schema, name, other)
			}
			t.Fields = append(t.Fields, f)
			sentences = append(sentences, f.Field+" is what "+f.Other+" is where TMDB sends "+other+" in place of "+name+".")
		}
		if len(t.Fields) > 0 {
			t.Doc = comment([]string{"UnmarshalJSON decodes a " + t.Name + ". " + strings.Join(sentences, " ")})
			list = append(list, t)
		}
	}
	return list, nil
}

// renderDecoders writes decoders for encoding/json, for the schemas with other names and for
// components that are lists of whole numbers, which TMDB writes in several ways.
func renderDecoders(doc *read.Document, idx *goIndex) ([]byte, error) {
	var data struct {
		Lists []string
		Named []otherNames
	}
	for _, schema := range doc.Schemas() {
		if t, ok := idx.types[idx.names[goKey(schema)]]; ok && typeText(t.Type) == "[]int" && !t.Assign.IsValid() {
			data.Lists = append(data.Lists, t.Name.Name)
		}
	}
	var err error
	data.Named, err = readOtherNames(doc, idx)
	if err != nil {
		return nil, err
	}
	return execute(decodersTemplate, data)
}
