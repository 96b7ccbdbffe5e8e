package proof

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// TestSecretsDoNotPrint: what has the format password in the spec, in schemas, params and bodies of
// responses alike, is in JSON only.
func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	marked := map[string][]string{} // by the name of the Go type in lower case
	for name, ref := range doc.Components.Schemas {
		for property, p := range ref.Value.Properties {
			if p.Value.Format == "password" {
				marked[strings.ToLower(name)] = append(marked[strings.ToLower(name)], property)
			}
		}
	}
	for _, op := range doc.Operations {
		for p := range op.In("query") {
			if name := strings.ToLower(op.ID + "Params"); p.Secret() {
				marked[name] = append(marked[name], p.Name)
			}
		}
	}
	n := 0
	for typ := range genTypes(reflect.TypeFor[*gen.ClientWithResponses]()) {
		v := reflect.New(typ)
		if !fillSecrets(v.Elem(), marked) {
			continue
		}
		n++
		t.Run(typ.Name(), func(t *testing.T) {
			t.Parallel()
			checkPrinted(t, v)
		})
	}
	if n < len(marked) {
		t.Errorf("%d types have secrets: want the %d of the spec and what holds them", n, len(marked))
	}
}

const secret = "2629f70fb498edc263a0adb99118ac41f0053e8c"

// checkPrinted looks for the secret in what is printed of a value, of a pointer to it, and of what
// holds them.
func checkPrinted(t *testing.T, v reflect.Value) {
	list := reflect.MakeSlice(reflect.SliceOf(v.Elem().Type()), 0, 1)
	var out strings.Builder
	name := v.Elem().Type().Name()
	params := strings.HasSuffix(name, "Params") // whose JSON is not sent
	for _, v := range []any{
		v.Elem().Interface(), v.Interface(), reflect.Append(list, v.Elem()).Interface(),
		map[string]any{"key": v.Elem().Interface()}, map[string]any{"key": v.Interface()},
		struct{ Value any }{v.Elem().Interface()}, &struct{ Value any }{v.Interface()},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%t", "%20v"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		fmt.Fprintln(&out, v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("text", "value", v)
		_, logs := v.(slog.LogValuer)
		if logs || params {
			slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", v)
		}
	}
	for _, text := range []string{secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), fmt.Sprintf("% x", secret), strings.Trim(fmt.Sprint([]byte(secret)), "[]")} {
		if strings.Contains(out.String(), text) {
			t.Errorf("shows the secret as %s:\n%s", text, out.String())
		}
	}
	if data, err := json.Marshal(v.Interface()); err != nil || !params && !strings.Contains(string(data), secret) {
		t.Errorf("as JSON it is %s, %v: want the secret, which is sent so", data, err)
	}
	nothing := reflect.Zero(v.Type()).Interface()
	out.Reset()
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", nothing)
	if text := fmt.Sprintf("%v %s", nothing, out.String()); params && (!strings.HasPrefix(text, "<nil>") || !strings.Contains(text, `"value":null`)) {
		t.Errorf("nil is %s", text)
	}
}

// fillSecrets puts the secret wherever it belongs in a value, and into the body of a response that
// holds one. It reports whether there is such a place.
func fillSecrets(v reflect.Value, marked map[string][]string) bool {
	found := false
	switch v.Kind() {
	case reflect.Pointer:
		if inner := reflect.New(v.Type().Elem()); strings.HasPrefix(inner.Elem().Type().PkgPath(), genPath) && fillSecrets(inner.Elem(), marked) {
			v.Set(inner)
			found = true
		}
	case reflect.Slice:
		if inner := reflect.New(v.Type().Elem()).Elem(); inner.Kind() == reflect.Struct && inner.Type() != v.Type() && fillSecrets(inner, marked) {
			v.Set(reflect.Append(v, inner))
			found = true
		}
	case reflect.Struct:
		if v.Type().PkgPath() != genPath {
			return false
		}
		names := marked[strings.ToLower(v.Type().Name())]
		for field, value := range v.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			switch {
			case !field.IsExported():
			case name != "" && slices.Contains(names, name):
				found = true
				if value.Kind() == reflect.Pointer {
					value.Set(reflect.New(value.Type().Elem()))
					value = value.Elem()
				}
				value.SetString(secret)
			default:
				found = fillSecrets(value, marked) || found
			}
		}
		if body := v.FieldByName("Body"); found && body.IsValid() && body.Type() == reflect.TypeFor[[]byte]() {
			body.SetBytes([]byte(`{"session_id":"` + secret + `"}`))
		}
	}
	return found
}

var genPath = reflect.TypeFor[gen.Movie]().PkgPath()

// genTypes returns the structs of package gen that methods of a type take or return, those in them,
// and the members of unions.
func genTypes(client reflect.Type) map[reflect.Type]bool {
	types := map[reflect.Type]bool{}
	var add func(reflect.Type)
	add = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			add(t.Elem())
		case reflect.Struct:
			if t.PkgPath() != genPath || types[t] {
				return
			}
			types[t] = true
			for field := range t.Fields() {
				add(field.Type)
			}
			for method := range t.Methods() {
				if strings.HasPrefix(method.Name, "As") { // a member of a union
					add(method.Type.Out(0))
				}
			}
		}
	}
	for method := range client.Methods() {
		for in := range method.Type.Ins() {
			if in != client {
				add(in)
			}
		}
		for out := range method.Type.Outs() {
			add(out)
		}
	}
	return types
}
