package types

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Rating is what a user gave a movie, a series or an episode, in the account states: TMDB sends
// false as long as the user has not rated, and {"value": 8.5} after that. The zero Rating is
// unknown. Ratings compare with ==.
type Rating struct {
	value float64
	state ratingState
}

type ratingState uint8

const (
	ratingUnknown ratingState = iota
	ratingNone
	ratingGiven
)

// ratingObject is the JSON of a rating that was given.
type ratingObject struct {
	Value *float64 `json:"value"`
}

// Rated returns the Rating of a user who gave value. TMDB takes 0.5 to 10 in steps of 0.5; Rated
// checks nothing, as it also serves for what TMDB sends.
func Rated(value float64) Rating { return Rating{value: value, state: ratingGiven} }

// NotRated returns the Rating of a user who has given none.
func NotRated() Rating { return Rating{state: ratingNone} }

// Value returns the rating, 0.5 to 10 in steps of 0.5. It returns 0 and false if the user has not
// rated or that is unknown.
func (r Rating) Value() (float64, bool) { return r.value, r.IsRated() }

// IsRated reports whether the user has rated. It is false where that is unknown.
func (r Rating) IsRated() bool { return r.state == ratingGiven }

// IsZero reports whether it is unknown if the user has rated.
func (r Rating) IsZero() bool { return r.state == ratingUnknown }

// String returns the value, such as "8.5", "not rated" or "unknown".
func (r Rating) String() string {
	switch r.state {
	case ratingGiven:
		return strconv.FormatFloat(r.value, 'g', -1, 64)
	case ratingNone:
		return "not rated"
	default:
		return "unknown"
	}
}

// MarshalJSON returns {"value":8.5} if the user has rated, false if not, and null if that is
// unknown. It returns an error if the value is infinite or not a number.
func (r Rating) MarshalJSON() ([]byte, error) {
	switch r.state {
	case ratingGiven:
		return json.Marshal(ratingObject{Value: &r.value})
	case ratingNone:
		return []byte("false"), nil
	default:
		return []byte("null"), nil
	}
}

// UnmarshalJSON takes false, null or an object with the number "value". An object without one, or
// with null, is not rated, nor is [] or "", which TMDB's server writes for an empty one. It returns
// an error for anything else, true included.
func (r *Rating) UnmarshalJSON(data []byte) error {
	kind, err := inspect(data)
	if err != nil {
		return err
	}
	switch {
	case kind == KindUnknown:
		*r = Rating{}
	case isEmpty(bytes.TrimSpace(data)):
		*r = NotRated()
	case kind == KindObject:
		var object ratingObject
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		*r = NotRated()
		if object.Value != nil {
			*r = Rated(*object.Value)
		}
	default:
		return typeError[Rating](kind, `false, null or an object {"value": 8.5}`)
	}
	return nil
}
