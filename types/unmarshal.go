package types

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/jsonread"
)

// Unmarshal decodes the JSON of a response into v as [json.Unmarshal] does, and where that fails,
// takes what TMDB's server has written for what is meant by it. The generated client decodes with
// it; use it for responses that you keep.
//
//   - {} is an empty list, and so is false or "". An object whose keys are numbers is a list of its
//     values, and an object with nothing but a list is that list.
//   - [] is an empty object, and so is false or "": of a field that is a pointer, nil. A list with
//     nothing but an object is that object.
//   - 28.0 is 28 where a whole number is meant.
//   - null is -1 where 0 would mean something: the numbers of seasons and episodes.
//   - An appended piece that is of another type, or has something of another type in it, or says
//     that it failed, is left out: its field is nil.
//
// Anything else of another type than v has is the [*json.UnmarshalTypeError] of encoding/json. JSON
// without any of this is decoded once: into an empty value of package gen by a generated decoder, in
// about a fifth of the time that encoding/json takes.
func Unmarshal(data []byte, v any) error {
	if jsonread.Decode(data, v) {
		return nil
	}
	err := json.Unmarshal(data, v)
	if err == nil && !mayMislead(data) || err != nil && !isTypeError(err) {
		return err
	}
	target := reflect.ValueOf(v).Elem()
	return decodeParts(data, target, err)
}

// Tags of the fields of generated structs.
const (
	// appendTag marks a piece that was appended.
	appendTag = "append"
	// nullTag has the number that null stands for.
	nullTag = "null"
)

// hasNullNumber reports whether data may hold null for the number of a season or an episode, which
// encoding/json would read as 0.
func hasNullNumber(data []byte) bool {
	for {
		_, rest, ok := bytes.Cut(data, []byte(`_number"`))
		if !ok {
			return false
		}
		data = rest
		value, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(":"))
		if ok && bytes.HasPrefix(bytes.TrimLeft(value, " \t\r\n"), []byte("null")) {
			return true
		}
	}
}

// mayMislead reports whether data may hold what encoding/json takes for something that it is not.
func mayMislead(data []byte) bool {
	return hasNullNumber(data) || bytes.Contains(data, []byte(`"success":`)) || bytes.Contains(data, []byte(`"status_code":`))
}

// isFailure reports whether data, a piece, is what TMDB says of a request that failed.
func isFailure(data json.RawMessage) bool {
	object, _ := objectOf(data)
	return string(object["success"]) == "false" || object["status_code"] != nil
}

func isTypeError(err error) bool {
	_, ok := errors.AsType[*json.UnmarshalTypeError](err)
	return ok
}

// decode decodes valid JSON into v, part by part where it does not decode as a whole.
func decode(data json.RawMessage, v reflect.Value) error {
	err := json.Unmarshal(data, v.Addr().Interface())
	if err == nil && !mayMislead(data) || err != nil && !isTypeError(err) {
		return err
	}
	return decodeParts(data, v, err)
}

// decodeParts decodes valid JSON into v, which encoding/json has done with err.
func decodeParts(data json.RawMessage, v reflect.Value, err error) error {
	if decodesItself(v) {
		return err
	}
	if err != nil {
		v.SetZero()
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return decode(data, v.Elem())
	case reflect.Struct:
		if object, ok := objectOf(data); ok {
			return decodeStruct(object, v)
		}
	case reflect.Slice:
		if list, ok := listOf(data); ok {
			return decodeSlice(list, v)
		}
	case reflect.Map:
		if object, ok := objectOf(data); ok || isEmpty(data) {
			return decodeMap(object, v)
		}
	case reflect.Int, reflect.Int64:
		if whole := withoutZeros(data); len(whole) < len(data) {
			return json.Unmarshal(whole, v.Addr().Interface())
		}
	}
	return err
}

// decodesItself reports whether v has an UnmarshalJSON of its own. That of a struct that keeps the
// fields it has no place for does nothing but keep them.
func decodesItself(v reflect.Value) bool {
	_, ok := v.Addr().Interface().(json.Unmarshaler)
	return ok && !(v.Kind() == reflect.Struct && v.FieldByName(otherFields).IsValid())
}

// otherFields is the field for the fields that have no place of their own.
const otherFields = "AdditionalProperties"

func decodeStruct(object map[string]json.RawMessage, v reflect.Value) error {
	for i := range v.NumField() {
		field, info := v.Field(i), v.Type().Field(i)
		name, _, _ := strings.Cut(info.Tag.Get("json"), ",")
		data, ok := object[name]
		if !ok {
			continue
		}
		delete(object, name)
		null := info.Tag.Get(nullTag)
		if n, err := strconv.Atoi(null); err == nil && string(data) == "null" {
			field.SetInt(int64(n))
			continue
		}
		piece := info.Tag.Get(appendTag) != ""
		if piece && isFailure(data) {
			field.SetZero()
			continue
		}
		if err := decodeIn(data, field); err != nil {
			if field.SetZero(); !piece {
				return inField(err, v.Type().Name(), name)
			}
		}
	}
	if others := v.FieldByName(otherFields); others.IsValid() && len(object) > 0 {
		others.Set(reflect.ValueOf(object))
	}
	return nil
}

// decodeIn decodes a part of an object, where a list stands for the object in it, if there is one.
func decodeIn(data json.RawMessage, v reflect.Value) error {
	kind := v.Kind()
	if kind == reflect.Pointer {
		kind = v.Type().Elem().Kind()
	}
	if kind == reflect.Struct && !decodesItself(v) {
		if isEmpty(data) {
			return nil
		}
		var list []json.RawMessage
		if data[0] == '[' && json.Unmarshal(data, &list) == nil && len(list) == 1 && Value(list[0]).Kind() == KindObject {
			data = list[0]
		}
	}
	return decode(data, v)
}

func decodeSlice(list []json.RawMessage, v reflect.Value) error {
	v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
	for i, data := range list {
		if err := decode(data, v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func decodeMap(object map[string]json.RawMessage, v reflect.Value) error {
	v.Set(reflect.MakeMapWithSize(v.Type(), len(object)))
	for key, data := range object {
		value := reflect.New(v.Type().Elem()).Elem()
		if err := decodeIn(data, value); err != nil {
			return err
		}
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), value)
	}
	return nil
}

// isEmpty reports whether data is what TMDB's server writes for an empty list or object in place of
// it, {} and [] but for white space.
func isEmpty(data json.RawMessage) bool {
	switch string(data) {
	case `""`, "false":
		return true
	}
	return len(data) > 1 && data[0] == '[' && len(bytes.TrimSpace(data[1:len(data)-1])) == 0
}

func objectOf(data json.RawMessage) (object map[string]json.RawMessage, ok bool) {
	return object, Value(data).Kind() == KindObject && json.Unmarshal(data, &object) == nil
}

// listOf returns the elements of a list, or of what stands for one.
func listOf(data json.RawMessage) (list []json.RawMessage, ok bool) {
	switch object, isObject := objectOf(data); {
	case isObject:
		if len(object) == 1 {
			for _, only := range object {
				if Value(only).Kind() == KindArray {
					return list, json.Unmarshal(only, &list) == nil
				}
			}
		}
		numbers := make([]int, 0, len(object))
		for key := range object {
			n, err := strconv.Atoi(key)
			if err != nil || strconv.Itoa(n) != key {
				return nil, false
			}
			numbers = append(numbers, n)
		}
		slices.Sort(numbers)
		for _, n := range numbers {
			list = append(list, object[strconv.Itoa(n)])
		}
		return list, true
	case isEmpty(data):
		return nil, true
	default:
		return list, json.Unmarshal(data, &list) == nil
	}
}

// inField returns an error of decoding with the field that it is in.
func inField(err error, structName, field string) error {
	mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err
	}
	located := *mismatch
	if located.Struct == "" {
		located.Struct = structName
	}
	located.Field = strings.TrimSuffix(field+"."+mismatch.Field, ".")
	return &located
}
