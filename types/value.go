package types

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Value is any JSON, for the places where its type depends on what it is about, such as value and
// original_value of a change. It holds the JSON as TMDB wrote it but for white space, so numbers
// lose no digit and objects keep their order. The zero Value is unknown, and so is null.
type Value json.RawMessage

// ValueOf returns v encoded as JSON; nil gives the unknown Value. It returns an error if
// encoding/json cannot encode v.
func ValueOf(v any) (Value, error) {
	var buf bytes.Buffer
	// json.Marshal would escape <, > and &, which TMDB does not.
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("types: ValueOf: %w", err)
	}
	var value Value
	err := value.UnmarshalJSON(buf.Bytes())
	return value, err
}

// Kind returns the JSON type of the value, as its first character tells: KindUnknown if it is empty
// or null.
func (v Value) Kind() Kind {
	text := bytes.TrimSpace(v)
	if len(text) == 0 {
		return KindUnknown
	}
	switch text[0] {
	case '"':
		return KindString
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return KindNumber
	case 't', 'f':
		return KindBool
	case '[':
		return KindArray
	case '{':
		return KindObject
	default:
		return KindUnknown
	}
}

// IsZero reports whether the value is unknown: empty or null.
func (v Value) IsZero() bool {
	text := bytes.TrimSpace(v)
	return len(text) == 0 || string(text) == "null"
}

// String returns the JSON of the value, which is "null" if it is unknown. A string keeps its
// quotes; Text returns it without.
func (v Value) String() string {
	if v.IsZero() {
		return "null"
	}
	return string(v)
}

// Text returns the content of a string, and "" and false for any other kind.
func (v Value) Text() (string, bool) { return decodeAs[string](v, KindString) }

// Int returns a number that is written as an integer and fits an int64, and 0 and false for
// anything else.
func (v Value) Int() (int64, bool) { return decodeAs[int64](v, KindNumber) }

// Float returns a number, rounded to the nearest float64. It returns 0 and false for any other kind
// and for a number that is too large.
func (v Value) Float() (float64, bool) { return decodeAs[float64](v, KindNumber) }

// Bool returns true or false as the value says, and false and false for any other kind.
func (v Value) Bool() (value, ok bool) { return decodeAs[bool](v, KindBool) }

// Decode decodes the value into target, a pointer, by the rules of [json.Unmarshal], and returns
// its errors. An unknown value counts as null.
func (v Value) Decode(target any) error { return json.Unmarshal([]byte(v.String()), target) }

// Raw returns a copy of the JSON, nil if the value is unknown.
func (v Value) Raw() json.RawMessage {
	if v.IsZero() {
		return nil
	}
	return json.RawMessage(bytes.Clone(v))
}

// MarshalJSON returns the JSON of the value, null if it is unknown.
func (v Value) MarshalJSON() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalJSON keeps a copy of data without white space around its tokens. It returns an error
// only if data is not JSON.
func (v *Value) UnmarshalJSON(data []byte) error {
	var buf bytes.Buffer
	if err := json.Compact(&buf, data); err != nil {
		return err
	}
	*v = buf.Bytes()
	if v.IsZero() {
		*v = nil
	}
	return nil
}

// decodeAs decodes a value of the given kind into a T. It returns the zero T and false if the value
// is of another kind or does not fit.
func decodeAs[T any](v Value, kind Kind) (T, bool) {
	var decoded T
	if v.Kind() != kind || json.Unmarshal(v, &decoded) != nil {
		return *new(T), false
	}
	return decoded, true
}
