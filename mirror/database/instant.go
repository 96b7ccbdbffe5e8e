package database

import (
	"fmt"
	"time"
)

// instantLayout sorts as text, and date and time functions of SQLite read it.
const instantLayout = "2006-01-02T15:04:05.000000Z"

// instant reads a point in time of either database, of which NULL is the zero Time.
type instant time.Time

// Scan implements [database/sql.Scanner].
func (i *instant) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*i = instant{}
	case time.Time:
		*i = instant(v.UTC())
	case string:
		t, err := time.Parse(instantLayout, v)
		if err != nil {
			return fmt.Errorf("time is %q: want one such as %s", v, instantLayout)
		}
		*i = instant(t)
	default:
		return fmt.Errorf("time is of type %T: want text", v)
	}
	return nil
}

// formatInstant returns t as both databases take it.
func formatInstant(t time.Time) string { return t.UTC().Format(instantLayout) }
