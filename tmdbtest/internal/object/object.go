// Package object holds JSON objects as they were sent: their fields in their order, each as its bytes.
// What TMDB sends goes back as it came, with nulls and empty texts that the types of package gen leave out.
package object

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tmdb-go/tmdb/internal/jsonread"
)

// Object is a JSON object. Nobody changes one in place: With and its like return a new one.
type Object []Field

// Field is a field of an object.
type Field struct {
	Name  string
	Value json.RawMessage
}

// Parse reads an object. Of fields with the same name the last one counts. The error is about JSON that is
// none, or no object.
func Parse(data []byte) (Object, error) {
	o := make(Object, 0, 8)
	read := jsonread.Read(data, func(r *jsonread.Reader) {
		for name, ok := r.Object(); ok; name, ok = r.Next() {
			f := Field{Name: string(name)}
			jsonread.Raw(&f.Value, r)
			o = append(o, f)
		}
	})
	if !read {
		var err error
		if o, err = parseSlowly(data); err != nil {
			return nil, err
		}
	}
	return o.unique(), nil
}

// parseSlowly reads what jsonread does not, such as names with escapes.
func parseSlowly(data []byte) (Object, error) {
	if !json.Valid(data) {
		return nil, json.Unmarshal(data, new(any))
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if begin, _ := d.Token(); begin != json.Delim('{') {
		return nil, errors.New("it is no JSON object")
	}
	var o Object
	for d.More() {
		name, _ := d.Token()
		f := Field{Name: name.(string)}
		if err := d.Decode(&f.Value); err != nil {
			return nil, err
		}
		o = append(o, f)
	}
	return o, nil
}

func (o Object) unique() Object {
	if len(o) <= 64 && !o.repeats() { // beyond that a map is faster
		return o
	}
	last := make(map[string]int, len(o))
	for i, f := range o {
		last[f.Name] = i
	}
	if len(last) == len(o) {
		return o
	}
	kept := make(Object, 0, len(last))
	for i, f := range o {
		if last[f.Name] == i {
			kept = append(kept, f)
		}
	}
	return kept
}

// repeats reports whether fields have the same name.
func (o Object) repeats() bool {
	for i, f := range o {
		if o[i+1:].index(f.Name) >= 0 {
			return true
		}
	}
	return false
}

// Of returns an object of names and values in turn: Of("id", 550, "favorite", true). A value is what
// [Value] takes.
func Of(pairs ...any) Object {
	o := make(Object, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		o = append(o, Field{pairs[i].(string), Value(pairs[i+1])})
	}
	return o
}

// Value returns a value as JSON: an object, a list of them, or what encoding/json takes. It does not
// escape < and >, which TMDB sends as they are.
func Value(v any) json.RawMessage {
	switch v := v.(type) {
	case string:
		if plain(v) {
			return append(append(append(make([]byte, 0, len(v)+2), '"'), v...), '"')
		}
	case int:
		return strconv.AppendInt(nil, int64(v), 10)
	case json.RawMessage:
		if v == nil {
			return json.RawMessage("null")
		}
		return v
	case Object:
		return v.appendTo(make([]byte, 0, v.size()))
	case []Object:
		n := 2
		for _, o := range v {
			n += o.size() + 1
		}
		b := append(make([]byte, 0, n), '[')
		for i, o := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = o.appendTo(b)
		}
		return append(b, ']')
	case []json.RawMessage:
		return append(append([]byte{'['}, bytes.Join(rawBytes(v), []byte{','})...), ']')
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // a mistake of the caller: no value of a request comes here as anything but text
	}
	return bytes.TrimSpace(text.Bytes())
}

// plain reports whether a text is written in JSON as it is.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func rawBytes(list []json.RawMessage) [][]byte {
	all := make([][]byte, len(list))
	for i, raw := range list {
		all[i] = raw
	}
	return all
}

func (o Object) size() int {
	n := 2
	for _, f := range o {
		n += len(f.Name) + len(f.Value) + 4
	}
	return n
}

func (o Object) appendTo(b []byte) []byte {
	b = append(b, '{')
	for i, f := range o {
		if i > 0 {
			b = append(b, ',')
		}
		if plain(f.Name) {
			b = append(append(append(b, '"'), f.Name...), '"', ':')
		} else {
			b = append(append(b, Value(f.Name)...), ':')
		}
		b = append(b, f.Value...)
	}
	return append(b, '}')
}

// MarshalJSON returns the object as JSON.
func (o Object) MarshalJSON() ([]byte, error) { return Value(o), nil }

// Get returns the value of a field, nil if there is none.
func (o Object) Get(name string) json.RawMessage {
	if i := o.index(name); i >= 0 {
		return o[i].Value
	}
	return nil
}

// Text returns the value of a field that is a string, "" for any other.
func (o Object) Text(name string) string {
	raw := o.Get(name)
	if len(raw) < 2 || raw[0] != '"' {
		return ""
	}
	if inside := raw[1 : len(raw)-1]; bytes.IndexByte(inside, '\\') < 0 && utf8.Valid(inside) {
		return string(inside)
	}
	var text string
	json.Unmarshal(raw, &text)
	return text
}

// Int returns the value of a field that is a whole number, 0 for any other.
func (o Object) Int(name string) int {
	n, err := strconv.Atoi(string(o.Get(name)))
	if err != nil {
		return 0
	}
	return n
}

// List returns the objects of a field that is a list of them, nil for any other.
func (o Object) List(name string) []Object { return List(o.Get(name)) }

// List returns the objects of a list, nil if it is none.
func List(raw json.RawMessage) []Object {
	elements := Elements(raw)
	list := make([]Object, 0, len(elements))
	for _, element := range elements {
		if o, err := Parse(element); err == nil {
			list = append(list, o)
		}
	}
	return list
}

// Elements returns the elements of a list, nil if it is none.
func Elements(raw json.RawMessage) []json.RawMessage {
	var elements []json.RawMessage
	if len(raw) == 0 || raw[0] != '[' {
		return nil
	}
	read := jsonread.Read(raw, func(r *jsonread.Reader) {
		jsonread.List(&elements, r, jsonread.Raw[json.RawMessage])
	})
	if !read && json.Unmarshal(raw, &elements) != nil {
		return nil
	}
	return elements
}

func (o Object) index(name string) int {
	return slices.IndexFunc(o, func(f Field) bool { return f.Name == name })
}

// With returns the object with other values of some fields, given in turn with their names. A field that
// was not there comes last.
func (o Object) With(pairs ...any) Object {
	to := slices.Clone(o)
	for i := 0; i+1 < len(pairs); i += 2 {
		f := Field{pairs[i].(string), Value(pairs[i+1])}
		if at := to.index(f.Name); at >= 0 {
			to[at] = f
		} else {
			to = append(to, f)
		}
	}
	return to
}

// Add returns the object with the fields of others, which take the place of those of the same name.
func (o Object) Add(others Object) Object {
	to := slices.Clone(o)
	for _, f := range others {
		if at := to.index(f.Name); at >= 0 {
			to[at] = f
		} else {
			to = append(to, f)
		}
	}
	return to
}

// Without returns the object without some fields.
func (o Object) Without(names ...string) Object {
	return slices.DeleteFunc(slices.Clone(o), func(f Field) bool { return slices.Contains(names, f.Name) })
}

// Pick returns the object with those fields only that have one of the names.
func (o Object) Pick(names ...string) Object {
	var to Object
	for _, f := range o {
		if slices.Contains(names, f.Name) {
			to = append(to, f)
		}
	}
	return to
}

// As returns the object with the fields only that a type of package gen has.
func As[T any](o Object) Object { return o.Pick(Fields[T]()...) }

var fields sync.Map // reflect.Type → []string

// Fields returns the names of the fields of a type of package gen in JSON.
func Fields[T any]() []string {
	t := reflect.TypeFor[T]()
	if names, ok := fields.Load(t); ok {
		return names.([]string)
	}
	var names []string
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	fields.Store(t, names)
	return names
}

// Decode reads one value of any kind, with numbers as they are written.
func Decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("there is more than one value")
	}
	return v, nil
}
