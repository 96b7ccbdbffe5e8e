package types

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ID is an id that TMDB writes as a JSON integer in one place and as a string in another: list ids
// are 8504076 today, "8504076" in item_status and were "509ec17b19c2950a0600050d" in 2013. It is
// encoded in the form it was decoded from.
//
// IDs compare with == and may be keys of a map; the two forms of one id are different. Where the
// form does not matter, compare what String returns. The zero ID is unknown; the number 0 is not.
type ID struct {
	// text is the id as it was written: the literal of a number, or the content of a string.
	text   string
	number bool
}

// IntID returns the ID that is encoded as the number n.
func IntID(n int) ID { return ID{text: strconv.Itoa(n), number: true} }

// TextID returns the ID that is encoded as the string s. An empty s gives the unknown ID.
func TextID(s string) ID { return ID{text: s} }

// Int returns the id as a number. It returns 0 and false if the id is unknown, or is text that is
// not an integer in the range of int.
func (id ID) Int() (int, bool) {
	n, err := strconv.Atoi(id.text)
	if err != nil {
		return 0, false
	}
	return n, true
}

// String returns the id without quotes, whichever form it has, or "" if it is unknown.
func (id ID) String() string { return id.text }

// IsZero reports whether the id is unknown.
func (id ID) IsZero() bool { return id == ID{} }

// MarshalText returns the id for a query parameter or a path. It returns an error if the id is
// unknown, or has characters other than A-Z, a-z, 0-9, "-" and "_": no id of TMDB has, and a slash,
// or a dot, could lead a path to another endpoint.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, errors.New("types: id is empty: want one as TMDB sent it, such as 8504076")
	}
	// The error shows one character, not the id: who mixed up the arguments may have passed a secret.
	if at := strings.IndexFunc(id.text, notInID); at >= 0 {
		return nil, fmt.Errorf("types: id with %q at %d: want only letters, digits, - and _, such as 8504076", id.text[at], at)
	}
	return []byte(id.text), nil
}

// MarshalJSON returns a JSON number or string, as the id was decoded, or null if it is unknown.
func (id ID) MarshalJSON() ([]byte, error) {
	switch {
	case id.IsZero():
		return []byte("null"), nil
	case id.number:
		return []byte(id.text), nil
	default:
		return json.Marshal(id.text)
	}
}

// UnmarshalJSON takes a JSON integer of any size, a string or null. 603.0 counts as the integer
// 603. It returns an error for a number with another fraction or an exponent, and for any other
// JSON type.
func (id *ID) UnmarshalJSON(data []byte) error {
	kind, err := inspect(data)
	if err != nil {
		return err
	}
	integer, isInteger := integerLiteral(data)
	switch {
	case kind == KindUnknown:
		*id = ID{}
	case kind == KindString:
		text, _ := Value(data).Text()
		*id = TextID(text)
	case kind == KindNumber && isInteger:
		*id = ID{text: integer, number: true}
	default:
		return typeError[ID](kind, "an integer, a string or null")
	}
	return nil
}

// integerLiteral returns a JSON number without its fraction, and false if it has an exponent or the
// fraction is not 0. TMDB has written 603.0 for 603 (credit details, 2022).
func integerLiteral(number []byte) (string, bool) {
	integer, fraction, _ := strings.Cut(string(bytes.TrimSpace(number)), ".")
	return integer, strings.Trim(fraction, "0") == "" && !strings.ContainsAny(integer, "eE")
}

// notInID reports whether r is in no id of TMDB.
func notInID(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_':
		return false
	default:
		return true
	}
}
