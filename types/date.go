package types

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Date is a day such as "2024-05-31", without a time of day. The empty Date is unknown.
//
// Of a date long ago TMDB may know the year alone, or year and month: "1945", "1945-06",
// "1945-06-00". Year, Month and Day tell what is known; such a date is not Valid and has no Time.
//
// A Date holds the text that TMDB sent, also where that is not a date. Dates may be written as
// constants: types.Date("2024-05-31").
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

// Time returns the start of the day in UTC. It returns the zero Time and false if d is unknown, not
// a valid date, or a date of which the day or the month is not known: see Year.
func (d Date) Time() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}, false
	}
	return t, true
}

// Year returns the year, such as 2024, also where day or month are not known. It returns 0 if d is
// unknown or not a date.
func (d Date) Year() int {
	year, _, _ := d.parts()
	return year
}

// Month returns the month, or 0 if it is not known.
func (d Date) Month() time.Month {
	_, month, _ := d.parts()
	return time.Month(month)
}

// Day returns the day of the month, or 0 if it is not known.
func (d Date) Day() int {
	_, _, day := d.parts()
	return day
}

// parts returns what is known of the date, 0 for what is not. Months and days may be missing or 0.
func (d Date) parts() (year, month, day int) {
	if t, ok := d.Time(); ok {
		return t.Year(), int(t.Month()), t.Day()
	}
	const unknown = "0000-00-00"
	text := string(d)
	if n := len(text); n != len("0000") && n != len("0000-00") && n != len(unknown) {
		return 0, 0, 0
	}
	text += unknown[len(text):]
	var number [3]int
	part := 0
	for i := range len(text) {
		switch c := text[i]; {
		case unknown[i] == '-' && c == '-':
			part++
		case unknown[i] == '0' && isDigit(c):
			number[part] = 10*number[part] + int(c-'0')
		default:
			return 0, 0, 0
		}
	}
	year, month, day = number[0], number[1], number[2]
	if year == 0 || month > 12 || day > 31 || month > 0 && day > 0 { // the last is not in the calendar
		return 0, 0, 0
	}
	return year, month, day
}

// Compare returns -1 if d sorts before other, +1 if it sorts after it, and 0 if they are the same
// date. Dates come first, by year, month and day, and where month or day are not known, after those
// of the year or month that have them. Text that is not a date comes after all dates and an unknown
// date last, so that sorting puts what has no date at the end:
//
//	slices.SortFunc(movies, func(a, b gen.Movie) int { return a.ReleaseDate.Compare(b.ReleaseDate) })
func (d Date) Compare(other Date) int {
	a, b := d.rank(), other.rank()
	if a == b && a == noDate {
		return strings.Compare(string(d), string(other))
	}
	return cmp.Compare(a, b)
}

// What Compare sorts by beyond the dates, which are below both.
const (
	noDate      = 1 << 30
	unknownDate = noDate + 1
)

// rank returns a number that sorts as the date does.
func (d Date) rank() int {
	if d == "" {
		return unknownDate
	}
	year, month, day := d.parts()
	if year == 0 && !d.Valid() {
		return noDate
	}
	if month == 0 {
		month = 13
	}
	if day == 0 {
		day = 32
	}
	return (year*100+month)*100 + day
}

// Before reports whether d is known to be before other. It is false if one of them is unknown or
// not a date, and where what is known of them does not tell: 1945 is before 1946-01-01, and neither
// before nor after 1945-06-01.
func (d Date) Before(other Date) bool {
	a, b, ok := known(d, other)
	return ok && a < b
}

// After reports whether d is known to be after other. It is false where Before says that it cannot
// be told.
func (d Date) After(other Date) bool { return other.Before(d) }

// known returns numbers for what is known of both dates, and false if that does not tell which
// is first.
func known(d, other Date) (a, b int, ok bool) {
	y1, m1, d1 := d.parts()
	y2, m2, d2 := other.parts()
	switch {
	case y1 == 0 && !d.Valid(), y2 == 0 && !other.Valid():
		return 0, 0, false
	case y1 != y2:
		return y1, y2, true
	case m1 == 0 || m2 == 0:
		return 0, 0, false
	case m1 != m2:
		return m1, m2, true
	default:
		return d1, d2, d1 != 0 && d2 != 0
	}
}

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
