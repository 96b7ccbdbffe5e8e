package types

import (
	"encoding/json"
	"strconv"
)

// Int is a whole number that TMDB has also written with a point: the height and width of an image,
// 1080.0 in older responses. It is encoded without one. 0 stands for unknown too.
type Int int

// Int returns the number.
func (i Int) Int() int { return int(i) }

// IsZero reports whether the number is 0 or unknown.
func (i Int) IsZero() bool { return i == 0 }

// UnmarshalJSON takes a whole number, with or without a fraction of zeros, or null, which leaves 0.
// It returns an error for a number that is not whole or too large, and for anything else.
func (i *Int) UnmarshalJSON(data []byte) error {
	if n, err := strconv.Atoi(string(data)); err == nil && json.Valid(data) {
		*i = Int(n)
		return nil
	}
	kind, err := inspect(data)
	if err != nil {
		return err
	}
	if kind == KindUnknown {
		*i = 0
		return nil
	}
	f, ok := Value(data).Float()
	n := int(f)
	if !ok || float64(n) != f {
		return typeError[Int](kind, "a whole number or null")
	}
	*i = Int(n)
	return nil
}
