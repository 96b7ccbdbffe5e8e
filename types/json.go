package types

import (
	"encoding/json"
	"reflect"
)

// inspect returns the kind of the JSON in data, or the syntax error of data that is no JSON.
// encoding/json has checked the syntax before it calls UnmarshalJSON, other callers may not have.
func inspect(data []byte) (Kind, error) {
	var raw json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return KindUnknown, err
	}
	return Value(data).Kind(), nil
}

// typeError says that JSON of kind got does not fit T, which takes want. It is an
// UnmarshalTypeError because encoding/json puts the name of the struct field into those; where it
// runs on json/v2, json_v2.go does.
func typeError[T any](got Kind, want string) error {
	return &json.UnmarshalTypeError{
		Value: got.String() + " (want " + want + ")",
		Type:  reflect.TypeFor[T](),
	}
}
