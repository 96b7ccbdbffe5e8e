package tables

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

// reader returns the value of a field as rows have it.
type reader func(v reflect.Value) any

// scalar returns what kind of column fields of type t with the tag are, and how to read one. It is
// false if they are no column.
func scalar(t reflect.Type, tag reflect.StructTag) (Type, reader, bool) {
	if t.Kind() == reflect.Pointer {
		typ, read, ok := scalar(t.Elem(), tag)
		return typ, func(v reflect.Value) any {
			if v.IsNil() {
				return nil
			}
			return read(v.Elem())
		}, ok
	}
	switch t {
	case reflect.TypeFor[types.Date]():
		return Date, readDate, true
	case reflect.TypeFor[types.Timestamp]():
		return Time, readTimestamp, true
	case reflect.TypeFor[types.Value](), reflect.TypeFor[json.RawMessage](), reflect.TypeFor[types.Rating]():
		return 0, nil, false
	}
	switch t.Kind() {
	case reflect.String:
		return Text, func(v reflect.Value) any { return text(v.String()) }, true
	case reflect.Bool:
		return Bool, func(v reflect.Value) any { return v.Bool() }, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		unknown, none := int64(0), false
		if tag.Get("null") == "-1" {
			unknown, none = -1, true
		} else if strings.Contains(tag.Get("json"), ",omitzero") {
			none = true
		}
		return Integer, func(v reflect.Value) any {
			if n := v.Int(); n != unknown || !none {
				return n
			}
			return nil
		}, true
	case reflect.Float32, reflect.Float64:
		return Real, func(v reflect.Value) any { return v.Float() }, true
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return JSON, readList, true
		}
	}
	return 0, nil, false
}

// text returns s, nil if it is empty. PostgreSQL cannot keep NUL.
func text(s string) any {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if s == "" {
		return nil
	}
	return s
}

func readDate(v reflect.Value) any {
	t, ok := types.Date(v.String()).Time()
	if !ok || t.Year() < 1 {
		return nil
	}
	return v.String()
}

func readTimestamp(v reflect.Value) any {
	t, ok := types.Timestamp(v.String()).Time()
	if !ok || t.Year() < 1 || t.Year() > 9999 {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func readList(v reflect.Value) any {
	if v.Len() == 0 {
		return nil
	}
	list, err := json.Marshal(v.Interface())
	if err != nil {
		return nil
	}
	return text(strings.ReplaceAll(string(list), `\u0000`, ""))
}
