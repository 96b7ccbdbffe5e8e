package jsonread

import "reflect"

// Generated reads into a value of a type that has a generated decoder, and reports whether v is a
// pointer to one. Package gen sets it, as what decodes by it is imported by gen.
var Generated = func(v any, r *Reader) bool { return false }

// Decode decodes data into v, a pointer to a zero value, as encoding/json does. It returns false,
// and leaves v alone, if there is no generated decoder for it, or if it comes upon anything that is
// not as expected.
func Decode(data []byte, v any) bool {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() || !target.Elem().IsZero() {
		return false
	}
	known := false
	if Read(data, func(r *Reader) {
		if known = Generated(v, r); !known {
			r.Fail()
		}
	}) {
		return true
	}
	if known {
		target.Elem().SetZero()
	}
	return false
}
