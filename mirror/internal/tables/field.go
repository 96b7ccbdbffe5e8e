package tables

import (
	"reflect"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// field is a field of a struct of package gen that is a column.
type field struct {
	json  string
	typ   Type
	index []int
	read  reader
}

// value returns the value of the field in v, nil if what it is in is not there.
func (f field) value(v reflect.Value) any {
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return nil
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return f.read(v)
}

// fieldsOf returns the fields of t that are columns: scalars, lists of texts, of an object within it
// the id as object_id, and all of them as object_field if it has no id. What was appended is none.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for sf := range t.Fields() {
		name, ok := jsonName(sf)
		if !ok || sf.Tag.Get("append") != "" {
			continue
		}
		if typ, read, ok := scalar(sf.Type, sf.Tag); ok {
			fields = append(fields, field{name, typ, sf.Index, read})
			continue
		}
		inner := elem(sf.Type)
		if !isObject(inner) || sf.Type.Kind() == reflect.Slice {
			continue
		}
		within := fieldsOf(inner)
		if i := slices.IndexFunc(within, func(f field) bool { return f.json == "id" }); i >= 0 {
			within = within[i : i+1]
		}
		for _, f := range within {
			f.json = name + "_" + f.json
			f.index = append(slices.Clone(sf.Index), f.index...)
			fields = append(fields, f)
		}
	}
	return fields
}

// jsonName returns the name of a field in JSON, false if it has none.
func jsonName(sf reflect.StructField) (string, bool) {
	name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
	return name, sf.IsExported() && name != "" && name != "-"
}

// fieldNamed returns the field of t with the name in JSON.
func fieldNamed(t reflect.Type, name string) (reflect.StructField, bool) {
	if isObject(t) {
		for sf := range t.Fields() {
			if n, ok := jsonName(sf); ok && n == name {
				return sf, true
			}
		}
	}
	return reflect.StructField{}, false
}

// elem returns what t points to.
func elem(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

var pkgGen = reflect.TypeFor[gen.MovieDetails]().PkgPath()

// isObject reports whether t is an object of the spec.
func isObject(t reflect.Type) bool { return t.Kind() == reflect.Struct && t.PkgPath() == pkgGen }

// union is what elements of several types are.
type union interface{ Value() any }
