package types

import (
	"fmt"
	"strings"
	"time"
)

// Timestamp is an instant in one of the notations that TMDB uses:
//
//	2024-05-31T12:30:00.000Z   release dates, reviews, videos (RFC 3339, with or without a fraction)
//	2024-05-31 12:30:00 UTC    sessions, account lists, changes
//	2024-05-31                 a bare date, which counts as midnight UTC
//
// It holds the text that TMDB sent, also where that is no instant. The empty Timestamp is unknown.
// Two texts may be the same instant: compare with Equal, not with ==.
type Timestamp string

// timestampFormat is the notation that TMDB uses most.
const timestampFormat = "2006-01-02T15:04:05.000Z"

// timestampLayouts are the notations that Time reads. A fraction of a second needs no layout of its
// own, time.Parse takes one wherever seconds end.
var timestampLayouts = [...]string{time.RFC3339, "2006-01-02 15:04:05 UTC", time.DateOnly}

// TimestampOf returns t in UTC, as RFC 3339 with milliseconds; what is finer is cut off. It returns
// the unknown Timestamp for the zero Time.
func TimestampOf(t time.Time) Timestamp {
	if t.IsZero() {
		return ""
	}
	return Timestamp(t.UTC().Format(timestampFormat))
}

// ParseTimestamp returns s as a Timestamp. It returns an error if s is in none of the notations
// listed at [Timestamp]; an empty s is an error too.
func ParseTimestamp(s string) (Timestamp, error) {
	t := Timestamp(s)
	if _, ok := t.Time(); !ok {
		return "", fmt.Errorf("types: timestamp %.40q: want RFC 3339, such as %s, or 2006-01-02 15:04:05 UTC", s, timestampFormat)
	}
	return t, nil
}

// String returns the text of the timestamp as TMDB wrote it, "" if it is unknown.
func (t Timestamp) String() string { return string(t) }

// IsZero reports whether the timestamp is unknown.
func (t Timestamp) IsZero() bool { return t == "" }

// Time returns the instant in UTC. It returns the zero Time and false if t is unknown or not a
// timestamp.
func (t Timestamp) Time() (time.Time, bool) {
	for _, layout := range timestampLayouts {
		if instant, err := time.Parse(layout, string(t)); err == nil {
			return instant.UTC(), true
		}
	}
	return time.Time{}, false
}

// Compare returns -1 if t sorts before other, +1 if it sorts after it, and 0 if they are the same
// instant. The instants come first, then text that is not a timestamp, and unknown ones last.
func (t Timestamp) Compare(other Timestamp) int {
	a, aKnown := t.Time()
	b, bKnown := other.Time()
	switch {
	case aKnown && bKnown:
		return a.Compare(b)
	case aKnown, other == "" && t != "":
		return -1
	case bKnown, t == "" && other != "":
		return +1
	default:
		return strings.Compare(string(t), string(other))
	}
}

// Equal reports whether t and other are the same instant, in whatever notation. It is false if one
// of them is unknown or not a timestamp.
func (t Timestamp) Equal(other Timestamp) bool {
	_, known := t.Time()
	return known && t.Compare(other) == 0
}

// Before reports whether t is before other. It is false if one of them is unknown or not a
// timestamp.
func (t Timestamp) Before(other Timestamp) bool {
	_, known := other.Time()
	return known && t.Compare(other) < 0
}

// After reports whether t is after other. It is false if one of them is unknown or not a timestamp.
func (t Timestamp) After(other Timestamp) bool { return other.Before(t) }
