package types

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Date is a day such as "2024-05-31", without a time of day. The empty Date is unknown.
//
// A Date holds the text that TMDB sent, also where that is not a date; Valid tells. Dates may be
// written as constants: types.Date("2024-05-31").
type Date string

// NewDate returns the Date of the given day. Unlike [time.Date] it does not turn a day that is not
// in the calendar, such as 30 February, into another one: the result is then not Valid, and is
// refused when it is sent.
func NewDate(year int, month time.Month, day int) Date {
	return Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
}

// DateOf returns the day of t in the location of t, and the unknown Date for the zero Time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return ""
	}
	return NewDate(t.Date())
}

// ParseDate returns s as a Date. It returns an error if s is anything but a day of the calendar
// written as YYYY-MM-DD; an empty s is an error too.
func ParseDate(s string) (Date, error) {
	d := Date(s)
	if !d.Valid() {
		return "", d.invalid()
	}
	return d, nil
}

// String returns the date as TMDB wrote it: YYYY-MM-DD, or "" if it is unknown.
func (d Date) String() string { return string(d) }

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == "" }

// Valid reports whether d is a day of the calendar, written as YYYY-MM-DD.
func (d Date) Valid() bool {
	_, ok := d.Time()
	return ok
}

// Time returns the start of the day in UTC. It returns the zero Time and false if d is unknown or
// not a valid date.
func (d Date) Time() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}, false
	}
	return t, true
}

// Year returns the year, such as 2024, or 0 if d is unknown or not a valid date.
func (d Date) Year() int {
	t, ok := d.Time()
	if !ok {
		return 0
	}
	return t.Year()
}

// Compare returns -1 if d is before other, +1 if it is after, and 0 if they are the same. An
// unknown date sorts before every other. Text that is not a date has its place by its characters.
func (d Date) Compare(other Date) int { return strings.Compare(string(d), string(other)) }

// Before reports whether d sorts before other. An unknown date is before every known one.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d sorts after other. Every known date is after an unknown one.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// MarshalText returns the date for a query parameter. It returns an error if d is neither empty nor
// a valid date, because TMDB ignores such a parameter rather than refuse it.
func (d Date) MarshalText() ([]byte, error) {
	if !d.IsZero() && !d.Valid() {
		return nil, d.invalid()
	}
	return []byte(d), nil
}

// MarshalJSON returns the text of the date as a JSON string, "" if it is unknown. What TMDB sent
// goes out as it came, so unlike MarshalText it takes text that is not a date.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(string(d)) }

// invalid is the error for a Date that is not one. The text is cut, it could be anything.
func (d Date) invalid() error {
	return fmt.Errorf("types: date %.40q: want a day of the calendar as YYYY-MM-DD, such as 2024-05-31", string(d))
}
