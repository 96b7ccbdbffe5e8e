package tmdbtest

import (
	"reflect"
	"sync"
)

// as returns a value of another type of package gen, with what the fields of the same name and type
// have in v. The generator makes a type of its own of each schema that adds a field to another, such
// as gen.RatedMovie to gen.Movie.
func as[T, S any](v S) T {
	var to T
	from, target := reflect.ValueOf(v), reflect.ValueOf(&to).Elem()
	for _, pair := range shared(from.Type(), target.Type()) {
		target.Field(pair[1]).Set(from.Field(pair[0]))
	}
	return to
}

var sharedFields sync.Map // [2]reflect.Type → [][2]int

// shared returns the places of the fields that two types of structs share.
func shared(from, to reflect.Type) [][2]int {
	key := [2]reflect.Type{from, to}
	if pairs, ok := sharedFields.Load(key); ok {
		return pairs.([][2]int)
	}
	var pairs [][2]int
	for i := range from.NumField() {
		f, ok := to.FieldByName(from.Field(i).Name)
		if ok && f.Type == from.Field(i).Type {
			pairs = append(pairs, [2]int{i, f.Index[0]})
		}
	}
	sharedFields.Store(key, pairs)
	return pairs
}
