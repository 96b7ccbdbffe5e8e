package main

import (
	"fmt"
	"go/ast"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var secretsTemplate = template.Must(template.New("secrets").Parse(`
package gen
{{if .}}
import (
	"fmt"
	"log/slog"
)

// redacted stands for a secret that is printed or logged.
const redacted = "[redacted]"
{{end}}
{{- range .}}
{{.FormatDoc}}func (t {{.Name}}) Format(f fmt.State, verb rune) {
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), t.withoutSecrets())
}

// LogValue returns the value as Format prints it, for log/slog.
func (t {{.Name}}) LogValue() slog.Value { return slog.AnyValue(t.withoutSecrets()) }

func (t {{.Name}}) withoutSecrets() any {
	type plain {{.Name}}
{{- range .Fields}}
	if t.{{.}} != "" {
		t.{{.}} = redacted
	}
{{- end}}
	return plain(t)
}
{{end}}`))

type secretive struct {
	Name, FormatDoc string
	Fields          []string
}

// renderSecrets keeps what has the format password in the spec out of everything that is printed or
// logged. JSON is left alone, which is how secrets are sent and stored.
func renderSecrets(doc *read.Document, idx *goIndex) ([]byte, error) {
	var list []secretive
	for _, schema := range doc.Schemas() {
		secrets := secretProperties(doc.Components.Schemas[schema].Value)
		if len(secrets) == 0 {
			continue
		}
		name := idx.names[goKey(schema)]
		if name == "" {
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, schema)
		}
		t := secretive{Name: name, FormatDoc: comment([]string{
			"Format prints the value for every verb with [redacted] in place of " + strings.Join(secrets, " and ") + ".",
		})}
		for _, property := range secrets {
			field, err := secretField(idx.types[name], property)
			if err != nil {
				return nil, fmt.Errorf("%s: schema %s: %w", bundleFile, schema, err)
			}
			t.Fields = append(t.Fields, field)
		}
		list = append(list, t)
	}
	return execute(secretsTemplate, list)
}

// secretProperties returns the properties with the format password.
func secretProperties(schema *openapi3.Schema) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(schema.Properties)), func(name string) bool {
		return schema.Properties[name].Value.Format != "password"
	})
}

// secretField returns the name of the field that holds a property, which has to be a plain string.
func secretField(t *ast.TypeSpec, property string) (string, error) {
	if s, ok := t.Type.(*ast.StructType); ok {
		for _, field := range s.Fields.List {
			if field.Tag == nil || len(field.Names) != 1 {
				continue
			}
			tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("json")
			if name, _, _ := strings.Cut(tag, ","); name != property {
				continue
			}
			if kind, ok := field.Type.(*ast.Ident); !ok || kind.Name != "string" {
				return "", fmt.Errorf("%s has the format password but is no string in Go: make it required", property)
			}
			return field.Names[0].Name, nil
		}
	}
	return "", fmt.Errorf("%s has the format password but no field in Go", property)
}
