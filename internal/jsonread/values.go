package jsonread

import (
	"bytes"
	"encoding/json"
	"unsafe"
)

// Pointer reads a value that may be missing: null makes it nil.
func Pointer[T any](v **T, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	if *v == nil {
		*v = new(T)
	}
	read(*v, r)
}

// List reads a list: null makes it nil. Like encoding/json it goes over what is there already.
func List[S ~[]T, T any](v *S, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	list := (*v)[:0]
	for more := r.enter('[', ']'); more; more = r.more(']') {
		n := len(list)
		switch {
		case n < cap(list):
			list = list[:n+1]
		case n == 0 && unsafe.Sizeof(*new(T)) <= 64: // most have some
			list = make(S, 1, 4)
		default:
			list = append(list, *new(T))
		}
		read(&list[n], r)
	}
	if list == nil {
		list = S{}
	}
	*v = list
}

// Map reads an object of any names: null makes it nil.
func Map[T any](v *map[string]T, r *Reader, read func(*T, *Reader)) {
	if r.null() {
		*v = nil
		return
	}
	if *v == nil {
		*v = map[string]T{}
	}
	for name, ok := r.Object(); ok; name, ok = r.Next() {
		if !plain(name) {
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
