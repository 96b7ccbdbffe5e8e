package main

import (
	"fmt"
	"go/ast"
	"reflect"
	"strings"
	"text/template"
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
func renderSecrets(s *spec, idx *goIndex) ([]byte, error) {
	var list []secretive
	for _, sc := range s.schemas {
		if len(sc.secrets) == 0 {
			continue
		}
		name := idx.names[goKey(sc.name)]
		if name == "" {
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, sc.name)
		}
		t := secretive{Name: name, FormatDoc: comment([]string{
			"Format prints the value for every verb with [redacted] in place of " + strings.Join(sc.secrets, " and ") + ".",
		})}
		for _, property := range sc.secrets {
			field, err := secretField(idx.types[name], property)
			if err != nil {
				return nil, fmt.Errorf("%s: schema %s: %w", bundleFile, sc.name, err)
			}
			t.Fields = append(t.Fields, field)
		}
		list = append(list, t)
	}
	return execute(secretsTemplate, list)
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
