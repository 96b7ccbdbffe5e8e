package jsonread

import (
	"bytes"
	"encoding/json"
	"reflect"
	"unsafe"
)

// What is there already is of a field that comes twice, and encoding/json knows what becomes of it.

// Pointer reads a value that may be missing: null makes it nil.
func Pointer[T any](v **T, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	if *v != nil {
		r.Fail()
		return
	}
	*v = new(T)
	read(*v, r)
}

// List reads a list: null makes it nil.
func List[S ~[]T, T any](v *S, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	if *v != nil {
		r.Fail()
		return
	}
	var list S
	var long []T // where a long list is until its length is known
	size := int(unsafe.Sizeof(*new(T)))
	for more := r.enter('[', ']'); more; more = r.more(']') {
		n := len(list)
		switch {
		case n < cap(list):
			list = list[:n+1]
		case n == 0 && size <= 64: // most have some
			list = make(S, 1, 4)
		case n*size < longList:
			list = append(list, *new(T))
		default:
			if long == nil {
				long = takeLong[T](r)
			}
			long = append(append(long[:0], list...), *new(T))
			list = long[:n+1]
		}
		read(&list[n], r)
	}
	switch {
	case long != nil:
		list = append(make(S, 0, len(list)), list...)
		giveLong(r, long[:len(list)])
	case list == nil:
		list = S{}
	}
	*v = list
}

// How many bytes a list has that is long, and that a long one has at most to be used again.
const longList, longestList = 1 << 10, 64 << 10

// takeLong takes an empty list out of the reader, so that long ones need not grow time and again.
func takeLong[T any](r *Reader) []T {
	kind := reflect.TypeFor[T]()
	long, _ := r.long[kind].([]T)
	delete(r.long, kind) // as an element may have a list of the same kind
	return long
}

// giveLong returns a list to the reader, of which nothing is used any more.
func giveLong[T any](r *Reader, long []T) {
	clear(long)
	if cap(long)*int(unsafe.Sizeof(*new(T))) > longestList {
		return
	}
	if r.long == nil {
		r.long = map[reflect.Type]any{}
	}
	r.long[reflect.TypeFor[T]()] = long[:0]
}

// Map reads an object of any names: null makes it nil.
func Map[T any](v *map[string]T, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	if *v != nil {
		r.Fail()
		return
	}
	*v = map[string]T{}
	for name, ok := r.Object(); ok; name, ok = r.Next() {
		if !plain(name) || misleads(name) {
			r.Fail()
			return
		}
		var value T
		read(&value, r)
		(*v)[r.shared(name)] = value
	}
}

// Rest reads the value of a field whose name is none of those of a struct that keeps such fields.
func (r *Reader) Rest(v *map[string]json.RawMessage, name []byte) {
	if !plain(name) || misleads(name) {
		r.Fail()
		return
	}
	if *v == nil {
		*v = map[string]json.RawMessage{}
	}
	(*v)[string(name)] = bytes.Clone(r.raw())
}

// Raw reads any value as it is written.
func Raw[T ~[]byte](v *T, r *Reader) { *v = append((*v)[:0], r.raw()...) }

// Own reads a value that knows how it is decoded.
func Own[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](v *T, r *Reader) {
	if text := r.raw(); !r.failed && P(v).UnmarshalJSON(text) != nil {
		r.Fail()
	}
}

// raw skips a value and returns its text, a part of what is read.
func (r *Reader) raw() []byte {
	r.space()
	start := r.at
	r.Skip()
	if r.failed {
		return nil
	}
	return r.data[start:r.at]
}
