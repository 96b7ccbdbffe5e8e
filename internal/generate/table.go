package main

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// renderTable writes the table of package spec: what of the bundle a program needs while it runs.
func renderTable(doc *read.Document, services []service) ([]byte, error) {
	shared := map[*spec.Parameter]string{}
	b := bytes.NewBufferString(goHeader + "package spec\n\n// Parameters that several operations share.\nvar (\n")
	for _, p := range doc.Parameters {
		shared[p.Parameter] = "param" + p.Name
		fmt.Fprintf(b, "param%s = %s\n", p.Name, literal(reflect.ValueOf(*p.Parameter)))
	}
	b.WriteString(")\n\n// The operations, by service.\nvar (\n")
	var all []string
	for _, s := range services {
		for _, m := range s.Methods {
			var params []string
			for _, p := range m.Parameters {
				if name := shared[p]; name != "" {
					params = append(params, "&"+name)
				} else {
					params = append(params, strings.TrimPrefix(literal(reflect.ValueOf(*p)), "Parameter"))
				}
			}
			op := m.Operation.Operation
			op.Parameters = nil
			text := strings.TrimSuffix(literal(reflect.ValueOf(op)), "}")
			if len(params) > 0 {
				text += ", Parameters: []*Parameter{" + strings.Join(params, ", ") + "}"
			}
			fmt.Fprintf(b, "%s = &%s}\n", m.Var, text)
			all = append(all, m.Var)
		}
	}
	fmt.Fprintf(b, ")\n\n// Operations are all operations, by service and in the order of the bundle.\nvar Operations = []*Operation{\n%s,\n}\n",
		strings.Join(all, ",\n"))
	b.WriteString("\n// StatusCodes are TMDB's own status codes.\nvar StatusCodes = []StatusCode{\n")
	for _, code := range doc.StatusCodes {
		b.WriteString(strings.TrimPrefix(literal(reflect.ValueOf(code)), "StatusCode") + ",\n")
	}
	fmt.Fprintf(b, "}\n\n// Secrets are the names of all parameters and fields of bodies that must not be shown.\nvar Secrets = %s\n",
		literal(reflect.ValueOf(doc.Secrets)))
	return b.Bytes(), nil
}

// literal returns a value of package spec as Go code, without what is zero.
func literal(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Pointer:
		return "&" + literal(v.Elem())
	case reflect.Slice:
		var items []string
		for i := range v.Len() {
			items = append(items, literal(v.Index(i)))
		}
		return strings.ReplaceAll(v.Type().String(), "spec.", "") + "{" + strings.Join(items, ", ") + "}"
	case reflect.Struct:
		var fields []string
		for field, value := range v.Fields() {
			if !value.IsZero() {
				fields = append(fields, field.Name+": "+literal(value))
			}
		}
		return v.Type().Name() + "{" + strings.Join(fields, ", ") + "}"
	default:
		return fmt.Sprint(v)
	}
}
