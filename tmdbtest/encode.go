package tmdbtest

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// encode returns an answer as the JSON that TMDB sends.
//
// The types of package gen are made for reading: as JSON they leave out whatever is empty. TMDB sends
// what the spec requires even if it is empty, so encode puts that back.
func encode(v any) (json.RawMessage, error) {
	return appendJSON(nil, reflect.ValueOf(v))
}

// union is a value of one of several types, such as gen.MediaItem.
type union interface {
	Value() any
	Raw() json.RawMessage
}

var (
	genPackage    = reflect.TypeFor[gen.Movie]().PkgPath()
	unionType     = reflect.TypeFor[union]()
	rawType       = reflect.TypeFor[json.RawMessage]()
	imagePathType = reflect.TypeFor[types.ImagePath]()
	jsonType      = reflect.TypeFor[json.Marshaler]()
	textType      = reflect.TypeFor[encoding.TextMarshaler]()
)

func appendJSON(b []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() {
		return append(b, "null"...), nil
	}
	t := v.Type()
	switch {
	case t.Implements(unionType) && v.Kind() == reflect.Struct:
		return appendUnion(b, v.Interface().(union))
	case t == rawType:
		return appendRaw(b, v.Bytes())
	case t == imagePathType && v.IsZero():
		return append(b, "null"...), nil
	case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
		return appendJSON(b, v.Elem())
	case v.Kind() == reflect.Struct && t.PkgPath() == genPackage:
		return appendStruct(b, v)
	case t.Implements(jsonType), t.Implements(textType):
		return appendMarshaled(b, v)
	}
	switch v.Kind() {
	case reflect.Slice:
		return appendSlice(b, v)
	case reflect.Map:
		return appendMap(b, v)
	case reflect.String:
		return appendText(b, v.String()), nil
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case reflect.Float32, reflect.Float64:
		return strconv.AppendFloat(b, v.Float(), 'f', -1, 64), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(b, v.Int(), 10), nil
	default:
		return appendMarshaled(b, v)
	}
}

func appendMarshaled(b []byte, v reflect.Value) ([]byte, error) {
	data, err := json.Marshal(v.Interface())
	return append(b, data...), err
}

func appendRaw(b, raw []byte) ([]byte, error) {
	if raw == nil {
		return append(b, "null"...), nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, raw); err != nil {
		return b, fmt.Errorf("raw JSON in the answer: %w", err)
	}
	return append(b, compact.Bytes()...), nil
}

// appendUnion encodes the member, so that what it requires is put back there too.
func appendUnion(b []byte, u union) ([]byte, error) {
	if raw, ok := u.Value().(json.RawMessage); ok {
		return appendRaw(b, raw)
	}
	return appendJSON(b, reflect.ValueOf(u.Value()))
}

func appendSlice(b []byte, v reflect.Value) ([]byte, error) {
	var err error
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendJSON(b, v.Index(i)); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func appendMap(b []byte, v reflect.Value) ([]byte, error) {
	var err error
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
	b = append(b, '{')
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, key.String()), ':')
		// The comments of a list: TMDB has null for none, and no other map of texts.
		if value := v.MapIndex(key); value.Kind() == reflect.String && value.Len() == 0 {
			b = append(b, "null"...)
			continue
		}
		if b, err = appendJSON(b, v.MapIndex(key)); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// appendText does not escape < and >, which TMDB sends as they are.
func appendText(b []byte, s string) []byte {
	plain := !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' })
	if plain {
		return append(append(append(b, '"'), s...), '"')
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.Encode(s) // a string always encodes
	return append(b, bytes.TrimSpace(text.Bytes())...)
}

// field is a field of a type of package gen.
type field struct {
	index int
	key   string // with quotes and colon
	omit  bool   // left out if zero
	empty json.RawMessage
	// rest is the map of what the type has no field for.
	rest bool
}

var plans sync.Map // reflect.Type → []field

func planOf(t reflect.Type) []field {
	if plan, ok := plans.Load(t); ok {
		return plan.([]field)
	}
	var plan []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Name == "AdditionalProperties":
			plan = append(plan, field{index: i, rest: true})
		case name != "" && name != "-":
			plan = append(plan, field{
				index: i,
				key:   strconv.Quote(name) + ":",
				omit:  strings.Contains(options, "omit"),
				empty: emptyOf(t.Name(), name),
			})
		}
	}
	plans.Store(t, plan)
	return plan
}

func appendStruct(b []byte, v reflect.Value) ([]byte, error) {
	var err error
	b = append(b, '{')
	start := len(b)
	for _, f := range planOf(v.Type()) {
		value := v.Field(f.index)
		if f.rest {
			if b, err = appendRest(b, start, value); err != nil {
				return b, err
			}
			continue
		}
		empty := f.omit && value.IsZero()
		if empty && f.empty == nil {
			continue
		}
		if len(b) > start {
			b = append(b, ',')
		}
		b = append(b, f.key...)
		// An empty object still has the fields that it requires.
		if empty && value.Kind() != reflect.Struct {
			b = append(b, f.empty...)
			continue
		}
		if b, err = appendJSON(b, value); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// appendRest adds what a type has no field for, such as appended seasons.
func appendRest(b []byte, start int, v reflect.Value) ([]byte, error) {
	var err error
	rest, _ := v.Interface().(map[string]json.RawMessage)
	for _, key := range slices.Sorted(maps.Keys(rest)) {
		if len(b) > start {
			b = append(b, ',')
		}
		b = append(appendText(b, key), ':')
		if b, err = appendRaw(b, rest[key]); err != nil {
			return b, err
		}
	}
	return b, nil
}
