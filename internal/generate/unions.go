package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var unionsTemplate = template.Must(template.New("unions").Parse(`
package gen
{{if .}}
import (
	"encoding/json"

	"github.com/tmdb-go/tmdb/types"
)
{{end}}
{{- range .}}
{{.Doc}}func (t {{.Name}}) Value() any {
	if v := t.member(); v != nil {
		return v
	}
	if v := ({{.Name}}{types.WholeNumbers(t.union)}).member(); v != nil {
		return v
	}
	return t.Raw()
}

// member returns nil for what does not decode.
func (t {{.Name}}) member() any {
	kind, err := t.Discriminator()
	if err != nil {
		return nil
	}
	switch kind {
{{- range .Members}}
	case {{.Kinds}}:
		if v, err := t.As{{.Type}}(); err == nil {
			return v
		}
{{- end}}
	}
	return nil
}

// Raw returns the JSON as TMDB sent it, null if there is none.
func (t {{.Name}}) Raw() json.RawMessage {
	if t.union == nil {
		return json.RawMessage("null")
	}
	return t.union
}
{{end}}`))

type union struct {
	Name, Doc string
	Members   []member
}

// member is a Go type of a union with the kinds, quoted, that stand for it.
type member struct {
	Type, Kinds string
}

// renderUnions writes what a switch over the members of a union needs.
func renderUnions(doc *read.Document, idx *goIndex) ([]byte, error) {
	var unions []union
	for _, schema := range doc.Schemas() {
		property, mapping, ok := read.Union(doc.Components.Schemas[schema].Value)
		if !ok {
			continue
		}
		u := union{Name: idx.names[goKey(schema)]}
		if u.Name == "" {
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, schema)
		}
		var cases []string
		for _, m := range mapping {
			goType := idx.names[goKey(m.Schema)]
			i := slices.IndexFunc(u.Members, func(m member) bool { return m.Type == goType })
			if i < 0 {
				u.Members = append(u.Members, member{Type: goType, Kinds: fmt.Sprintf("%q", m.Value)})
			} else {
				u.Members[i].Kinds += fmt.Sprintf(", %q", m.Value)
			}
			cases = append(cases, fmt.Sprintf("[%s] for %q", goType, m.Value))
		}
		u.Doc = comment([]string{
			"Value returns what " + property + " says it is: " + strings.Join(cases, ", ") + ".",
			"Any other kind, a missing one and one that does not decode are a json.RawMessage with what TMDB sent, " +
				"so that a switch over the types keeps working when TMDB adds a kind.",
		})
		unions = append(unions, u)
	}
	return execute(unionsTemplate, unions)
}

func execute(tmpl *template.Template, data any) ([]byte, error) {
	buf := bytes.NewBufferString(goHeader)
	if err := tmpl.Execute(buf, data); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
