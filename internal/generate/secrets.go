package main

import (
	"fmt"
	"maps"
	"path"
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
	"encoding/json"
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
{{if .Params}}
// MarshalJSON returns the value as Format prints it: params are sent in the query, and as JSON in
// logs only.
func (t {{.Name}}) MarshalJSON() ([]byte, error) { return json.Marshal(t.withoutSecrets()) }
{{else if .Below}}
// LogValue returns the text that Format prints, for log/slog: as JSON, what is in it would show.
func (t {{.Name}}) LogValue() slog.Value { return slog.StringValue(fmt.Sprintf("%+v", t)) }
{{else}}
// LogValue returns the value as Format prints it, for log/slog.
func (t {{.Name}}) LogValue() slog.Value { return slog.AnyValue(t.withoutSecrets()) }
{{end}}
func (t {{.Name}}) withoutSecrets() any {
	type plain {{.Name}}
{{- range .Fields}}
	if {{.Set}} {
		t.{{.Name}} = {{.Redacted}}
	}
{{- end}}
	return plain(t)
}
{{end}}`))

// secretive is a Go type with secrets in it.
type secretive struct {
	Name, FormatDoc string
	Params          bool
	Below           bool // whether what is in it has secrets
	Fields          []secretField
}

// secretField is a field with a secret: when it is set, and what is printed in its place.
type secretField struct{ Name, Set, Redacted string }

// renderSecrets keeps what has the format password in the spec out of everything that is printed or
// logged: in schemas, in params, and in the bodies of responses, which gen keeps as they came. The
// JSON of schemas is left alone, which is how secrets are sent and stored.
func renderSecrets(doc *read.Document, idx *goIndex) ([]byte, error) {
	var list []secretive
	add := func(name, what string, below bool, secrets []string) error {
		if len(secrets) == 0 && !below {
			return nil
		}
		if name == "" {
			return fmt.Errorf("%s: gen has no type for %s: run oapi-codegen first", bundleFile, what)
		}
		t, err := newSecretive(idx, name, secrets)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", bundleFile, what, err)
		}
		t.Below = below
		list = append(list, t)
		return nil
	}
	holders := holdersOfSecrets(doc)
	for _, schema := range doc.Schemas() {
		secrets := secretProperties(doc.Components.Schemas[schema].Value)
		below := holders[schema] && len(secrets) == 0
		if err := add(idx.names[goKey(schema)], "schema "+schema, below, secrets); err != nil {
			return nil, err
		}
	}
	for _, op := range doc.Operations {
		var secrets []string
		for p := range op.In("query") {
			if p.Secret() {
				secrets = append(secrets, p.Name)
			}
		}
		if err := add(idx.names[goKey(op.ID+"Params")], "the params of "+op.ID, false, secrets); err != nil {
			return nil, err
		}
		if len(secrets) > 0 {
			list[len(list)-1].Params = true
		}
		if name := idx.names[goKey(op.ID+"Response")]; name != "" && respondsWith(op, holders) {
			list = append(list, secretive{Name: name, Below: true, Fields: []secretField{{"Body", "len(t.Body) > 0", "[]byte(redacted)"}},
				FormatDoc: comment([]string{"Format prints the value for every verb with [redacted] in place of the body, which holds secrets."}),
			})
		}
	}
	return execute(secretsTemplate, list)
}

// newSecretive finds the fields that hold secrets, which have to be strings or pointers to strings.
func newSecretive(idx *goIndex, name string, secrets []string) (secretive, error) {
	what := strings.Join(secrets, " and ")
	if len(secrets) == 0 {
		what = "the secrets in it"
	}
	t := secretive{Name: name, FormatDoc: comment([]string{
		"Format prints the value for every verb with [redacted] in place of " + what + ".",
	})}
	for _, property := range secrets {
		field, typ, err := idx.property(name, property)
		if err != nil {
			return t, fmt.Errorf("%s has the format password but no field in Go: %w", property, err)
		}
		switch text := typeText(typ); text {
		case "string":
			t.Fields = append(t.Fields, secretField{field, "t." + field + ` != ""`, "redacted"})
		case "*string":
			t.Fields = append(t.Fields, secretField{field, "t." + field + " != nil", "new(redacted)"})
		default:
			return t, fmt.Errorf("%s has the format password but is %s in Go: want a string or a pointer to one", property, text)
		}
	}
	return t, nil
}

// secretProperties returns the properties with the format password.
func secretProperties(schema *openapi3.Schema) []string {
	properties := allProperties(schema)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(properties)), func(name string) bool {
		return properties[name].Value.Format != "password"
	})
}

// holdersOfSecrets returns the schemas that have a secret or refer to one that has.
func holdersOfSecrets(doc *read.Document) map[string]bool {
	holders := map[string]bool{}
	for grown := true; grown; {
		grown = false
		for name, ref := range doc.Components.Schemas {
			if !holders[name] && holdsSecret(ref.Value, holders) {
				holders[name], grown = true, true
			}
		}
	}
	return holders
}

func holdsSecret(s *openapi3.Schema, holders map[string]bool) bool {
	below := slices.Concat(s.AllOf, s.AnyOf, s.OneOf, slices.Collect(maps.Values(s.Properties)))
	for _, ref := range append(below, s.Items, s.AdditionalProperties.Schema) {
		switch {
		case ref == nil:
		case ref.Ref != "" && holders[path.Base(ref.Ref)],
			ref.Ref == "" && holdsSecret(ref.Value, holders):
			return true
		}
	}
	return s.Format == "password"
}

// respondsWith reports whether a response of an operation is one of the schemas.
func respondsWith(op *read.Operation, schemas map[string]bool) bool {
	for _, response := range op.Source.Responses.Map() {
		if media := response.Value.Content.Get("application/json"); media != nil && media.Schema != nil && schemas[path.Base(media.Schema.Ref)] {
			return true
		}
	}
	return false
}
