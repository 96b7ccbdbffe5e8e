package types

import (
	"encoding/json"
	"strconv"
)

// Float is a number that TMDB has also written in quotes: popularity and the vote_average of an
// image, "93.49" in older responses. It is encoded as a number. 0 stands for unknown too.
type Float float64

// Float64 returns the number.
func (f Float) Float64() float64 { return float64(f) }

// IsZero reports whether the number is 0 or unknown.
func (f Float) IsZero() bool { return f == 0 }

// MarshalJSON returns the number as encoding/json writes a float64. It returns an error if it is
// infinite or not a number.
func (f Float) MarshalJSON() ([]byte, error) { return json.Marshal(float64(f)) }

// UnmarshalJSON takes a number, a number in quotes, or "" and null, which both give 0. It returns
// an error for a number that is too large for a float64, and for anything else.
func (f *Float) UnmarshalJSON(data []byte) error {
	if n, err := strconv.ParseFloat(string(data), 64); err == nil && json.Valid(data) {
		*f = Float(n)
		return nil
	}
	kind, err := inspect(data)
	if err != nil {
		return err
	}
	number := Value(data)
	if quoted, ok := number.Text(); ok {
		number = Value(quoted)
	}
	decoded, ok := number.Float()
	if !ok && !number.IsZero() {
		return typeError[Float](kind, "a float64, in quotes or not, or null")
	}
	*f = Float(decoded)
	return nil
}
