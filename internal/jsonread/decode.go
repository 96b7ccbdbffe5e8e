package jsonread

import "reflect"

// Generated reads into a value of a type that has a generated decoder, and reports whether v is a
// pointer to one. Package gen sets it, as what decodes by it is imported by gen.
var Generated = func(v any, r *Reader) bool { return false }

// New decodes data into a new T as encoding/json does. It returns nil if there is no generated decoder
// for it, or if it comes upon anything that is not as expected.
func New[T any](data []byte) *T {
	v := new(T)
	if !decode(data, v) {
		return nil
	}
	return v
}

// Decode is New for v, a pointer to a zero value. It returns false, and leaves v alone, where New
// returns nil.
func Decode(data []byte, v any) bool {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() || !target.Elem().IsZero() {
		return false
	}
	if !decode(data, v) {
		target.Elem().SetZero()
		return false
	}
	return true
}

func decode(data []byte, v any) bool {
	return Read(data, func(r *Reader) {
		if !Generated(v, r) {
			r.Fail()
		}
	})
}
