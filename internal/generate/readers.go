package main

import (
	"errors"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// readers writes for each type that a response reaches how jsonread reads it.
type readers struct {
	idx  *goIndex
	todo []string
	done map[string]bool
	// named are the types with other names.
	named map[string]bool
}

// renderReaders writes how the types are read that responses are made of.
func renderReaders(doc *read.Document, idx *goIndex) ([]byte, error) {
	d := &readers{idx: idx, done: map[string]bool{}, named: map[string]bool{}}
	others, err := readOtherNames(doc, idx)
	if err != nil {
		return nil, err
	}
	for _, t := range others {
		d.named[t.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(idx.types)) {
		for f := range idx.fields(name) {
			if strings.HasPrefix(f.name, "JSON2") {
				d.reach(f.typ)
			}
		}
	}
	for _, schema := range doc.Schemas() {
		_, mapping, _ := read.Union(doc.Components.Schemas[schema].Value)
		for _, m := range mapping {
			d.reach(ast.NewIdent(idx.names[goKey(m.Schema)]))
		}
	}
	var methods []string
	for len(d.todo) > 0 {
		name := d.todo[0]
		d.todo = d.todo[1:]
		method, err := d.method(name)
		if err != nil {
			return nil, fmt.Errorf("the Go type %s: %w", name, err)
		}
		methods = append(methods, method)
	}
	if len(methods) == 0 {
		return []byte(goHeader + "package gen\n"), nil
	}
	slices.Sort(methods)
	return []byte(goHeader + readersHead + strings.Join(methods, "")), nil
}

const readersHead = `package gen

import (
	"reflect"

	"github.com/tmdb-go/tmdb/internal/jsonread"
)

func init() {
	type local struct{}
	gen := reflect.TypeFor[local]().PkgPath()
	jsonread.Generated = func(v any, r *jsonread.Reader) bool {
		switch v := v.(type) {
		case interface{ readJSON(*jsonread.Reader) }:
			if reflect.TypeOf(v).Elem().PkgPath() != gen { // a user's, with a type of gen embedded in it
				return false
			}
			v.readJSON(r)
		case *string:
			jsonread.String(v, r)
		case *int:
			jsonread.Int(v, r)
		case *float64:
			jsonread.Float(v, r)
		case *bool:
			jsonread.Bool(v, r)
		default:
			return false
		}
		return true
	}
}
`

// reach sees to it that the named types in a type can be read.
func (d *readers) reach(expr ast.Expr) {
	switch t := d.idx.resolve(expr).(type) {
	case *ast.StarExpr:
		d.reach(t.X)
	case *ast.ArrayType:
		d.reach(t.Elt)
	case *ast.MapType:
		d.reach(t.Value)
	case *ast.Ident:
		if d.idx.types[t.Name] != nil && !d.done[t.Name] && d.scalar(t) == "" {
			d.done[t.Name] = true
			d.todo = append(d.todo, t.Name)
		}
	}
}

// scalar returns the function that reads a type which is no struct, list or map, "" for one that is.
func (d *readers) scalar(expr ast.Expr) string {
	name := typeText(expr)
	kind := name
	if def := d.idx.types[name]; def != nil {
		kind = typeText(d.idx.resolve(def.Type))
	}
	switch kind {
	case "string":
		return "jsonread.String"
	case "types.Date", "types.Timestamp", "types.ImagePath":
		return "jsonread.Code"
	case "int", "int64":
		return "jsonread.Int"
	case "float64":
		return "jsonread.Float"
	case "bool":
		return "jsonread.Bool"
	case "types.Float":
		return "jsonread.FloatOr"
	case "types.Int":
		return "jsonread.IntOr"
	case "json.RawMessage":
		return "jsonread.Raw"
	}
	if strings.HasPrefix(kind, "types.") {
		return "jsonread.Own"
	}
	return ""
}

// function returns a function that reads a type.
func (d *readers) function(expr ast.Expr) (string, error) {
	expr = d.idx.resolve(expr)
	if scalar := d.scalar(expr); scalar != "" {
		return scalar, nil
	}
	if t, ok := expr.(*ast.Ident); ok && t.IsExported() {
		d.reach(expr)
		return "(*" + t.Name + ").readJSON", nil
	}
	call, err := d.call(expr, "v")
	return "func(v *" + typeText(expr) + ", r *jsonread.Reader) { " + call + " }", err
}

// call returns a statement that reads a type into target, a pointer.
func (d *readers) call(expr ast.Expr, target string) (string, error) {
	expr = d.idx.resolve(expr)
	if scalar := d.scalar(expr); scalar != "" {
		return scalar + "(" + target + ", r)", nil
	}
	var function string
	var element ast.Expr
	switch t := expr.(type) {
	case *ast.Ident:
		if !t.IsExported() { // of Go; a type that gen lacks is told of elsewhere
			return "", fmt.Errorf("there is no reader of %s", t.Name)
		}
		d.reach(expr)
		return strings.TrimPrefix(target, "&") + ".readJSON(r)", nil
	case *ast.StarExpr:
		function, element = "Pointer", t.X
	case *ast.ArrayType:
		function, element = "List", t.Elt
	case *ast.MapType:
		function, element = "Map", t.Value
		if typeText(t.Key) != "string" {
			return "", fmt.Errorf("there is no reader of a map whose keys are %s", typeText(t.Key))
		}
	default:
		return "", fmt.Errorf("there is no reader of %s", typeText(expr))
	}
	read, err := d.function(element)
	return "jsonread." + function + "(" + target + ", r, " + read + ")", err
}

// method returns the method that reads a named type.
func (d *readers) method(name string) (string, error) {
	body, err := d.body(name, d.idx.types[name].Type)
	return "\nfunc (t *" + name + ") readJSON(r *jsonread.Reader) {\n" + body + "\n}\n", err
}

// otherFields is the field for the fields that have no place of their own.
const otherFields = "AdditionalProperties"

func (d *readers) body(name string, typ ast.Expr) (string, error) {
	st, ok := typ.(*ast.StructType)
	if !ok {
		if def, ok := d.idx.resolve(typ).(*ast.Ident); ok { // whose methods it does not have
			return "", fmt.Errorf("there is no reader of a type that is defined as %s", def.Name)
		}
		return d.call(typ, "t")
	}
	hasOthers := false
	for _, f := range st.Fields.List {
		if len(f.Names) == 0 {
			return "", errors.New("there is no reader of embedded fields")
		}
		switch field, text := f.Names[0].Name, typeText(f.Type); {
		case field == "union" && len(st.Fields.List) == 1:
			return "jsonread.Raw(&t.union, r)", nil
		case field == otherFields && text == "map[string]json.RawMessage":
			hasOthers = true
		case field == otherFields, field == "union":
			return "", fmt.Errorf("there is no reader of %s of the type %s beside other fields", field, text)
		}
	}
	var cases strings.Builder
	n := 0
	for f := range d.idx.fields(name) {
		if f.name == otherFields {
			continue
		}
		call, err := d.field(f)
		if err != nil {
			return "", fmt.Errorf("field %s: %w", f.name, err)
		}
		fmt.Fprintf(&cases, "case %q:\n", f.json())
		if hasOthers { // which is decoded by way of a map: of two with one name, the last counts
			fmt.Fprintf(&cases, "r.Once(&seen[%d])\n", n)
		}
		cases.WriteString(call + "\n")
		n++
	}
	head, other, tail := "", "r.Other(name)", ""
	if hasOthers {
		head = fmt.Sprintf("var seen [%d]bool\n", n)
		other = "r.Rest(&t." + otherFields + ", name)"
	}
	if d.named[name] {
		tail = "\nt.takeOtherNames()"
	}
	return head + "for name, ok := r.Object(); ok; name, ok = r.Next() {\n" +
		"switch string(name) {\n" + cases.String() + "default:\n" + other + "\n}\n}" + tail, nil
}

// field returns a statement that reads a field. What types.Unmarshal does not leave to encoding/json
// alone, it does itself: appended pieces that say of themselves that they failed, and null for a
// number.
func (d *readers) field(f goField) (string, error) {
	name := f.json()
	if name == "" || name == "-" || strings.ToLower(name) != name {
		return "", fmt.Errorf("its name is %q: want one in small letters", name)
	}
	if name == "success" || name == "status_code" || name == "failure" {
		return "r.Fail()", nil
	}
	if f.tag.Get("null") != "" {
		call, err := d.call(f.typ, "&t."+f.name)
		return "r.NotNull()\n" + call, err
	}
	if d.scalar(f.typ) == "jsonread.String" && (name == "id" || strings.HasSuffix(name, "_id")) {
		return "jsonread.Code(&t." + f.name + ", r)", nil
	}
	return d.call(f.typ, "&t."+f.name)
}
