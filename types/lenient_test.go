package types_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

// ids, names and genre decode themselves as generated code does, by way of a type without methods.
type (
	ids   []int
	names map[string]string
	genre struct {
		Name string `json:"name"`
	}
)

func (v *ids) UnmarshalJSON(data []byte) error {
	type plain ids
	return types.UnmarshalLenient(data, (*plain)(v))
}

func (v *names) UnmarshalJSON(data []byte) error {
	type plain names
	return types.UnmarshalLenient(data, (*plain)(v))
}

func (v *genre) UnmarshalJSON(data []byte) error {
	type plain genre
	return types.UnmarshalLenient(data, (*plain)(v))
}

// lenient has a field of each kind that UnmarshalLenient serves.
type lenient struct {
	IDs   ids   `json:"ids"`
	Names names `json:"names"`
	Genre genre `json:"genre"`
}

func TestUnmarshalLenient(t *testing.T) {
	t.Parallel()
	before := func() lenient {
		return lenient{IDs: ids{1}, Names: names{"a": "b"}, Genre: genre{Name: "Drama"}}
	}
	tests := []struct {
		name string
		in   string
		want lenient
	}{
		{"as it should be", `{"ids":[2,3],"names":{"c":"d"},"genre":{"name":"Crime"}}`,
			lenient{IDs: ids{2, 3}, Names: names{"a": "b", "c": "d"}, Genre: genre{Name: "Crime"}}},
		{"empty", `{"ids":[],"names":{},"genre":{}}`,
			lenient{IDs: ids{}, Names: names{"a": "b"}, Genre: genre{Name: "Drama"}}},
		{"the other way round", `{"ids":{},"names":[],"genre":[]}`, before()},
		{"scalars", `{"ids":false,"names":"","genre":0}`, before()},
		{"null", `{"ids":null,"names":null,"genre":null}`, before()},
		{"absent", `{}`, before()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := before()
			if err := json.Unmarshal([]byte(tt.in), &got); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestUnmarshalLenientErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   string
		v    any
		want string
	}{
		{"wrong element", `["a"]`, new([]int), "cannot unmarshal string"},
		{"wrong field", `{"a":1}`, new(map[string]string), "cannot unmarshal number"},
		{"cut off", `[1`, new([]int), "unexpected end"},
		{"cut off, and the other type", `{"a":`, new([]int), "unexpected end"},
		{"no JSON", ``, new([]int), "unexpected end"},
		{"pointer to a scalar", `1`, new(int), "want a pointer to a struct, a map or a slice"},
		{"pointer to an array", `[1]`, new([1]int), "*[1]int"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			checkError(t, types.UnmarshalLenient([]byte(tt.in), tt.v), tt.want)
		})
	}
}

func TestUnmarshalLenientNeedsPointer(t *testing.T) {
	t.Parallel()
	for _, v := range []any{nil, []int{}, (*[]int)(nil)} {
		err := types.UnmarshalLenient([]byte(`[]`), v)
		if _, ok := errors.AsType[*json.InvalidUnmarshalError](err); !ok {
			t.Errorf("%T: got %v, want an InvalidUnmarshalError", v, err)
		}
	}
}

func FuzzUnmarshalLenient(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `[]`, `{}`, `[1,2]`, `["a"]`, `{"name":"Drama"}`, `{"name":1}`, `[1`, `{"a`, `0`, `""`, `true`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		roundTrip(t, data, func(a, b ids) bool { return reflect.DeepEqual(a, b) })
		roundTrip(t, data, func(a, b names) bool { return reflect.DeepEqual(a, b) })
		roundTrip(t, data, func(a, b genre) bool { return a == b })
	})
}
