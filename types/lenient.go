package types

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// UnmarshalLenient decodes data into v, which points to a struct, a map or a slice. It leaves v as
// it is, without an error, where the JSON is of another type than v needs, an object for a struct
// or a map and an array for a slice: TMDB's server writes an empty list as {} at times, and an
// empty map as []. It returns any other error of decoding, and an error if v is not such a pointer.
//
// Generated code calls it for the few schemas where that has been seen. v must not have an
// UnmarshalJSON that calls UnmarshalLenient with v itself.
func UnmarshalLenient(data []byte, v any) error {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return &json.InvalidUnmarshalError{Type: reflect.TypeOf(v)}
	}
	var want Kind
	switch target.Elem().Kind() {
	case reflect.Struct, reflect.Map:
		want = KindObject
	case reflect.Slice:
		want = KindArray
	default:
		return fmt.Errorf("types: UnmarshalLenient into %T: want a pointer to a struct, a map or a slice", v)
	}
	got, err := inspect(data)
	if err != nil {
		return err
	}
	if got != want {
		return nil
	}
	return json.Unmarshal(data, v)
}
