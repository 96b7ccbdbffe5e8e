package dataset

import (
	"bytes"
	"time"
)

// news is how many days before the day of the data something is new, and moves with the clock.
const news = 60

// move returns a file with the dates of what is new days later: of strings that begin with one such as
// 2025-12-24, from 60 days before the day that the data is made for. It is as long as before.
func move(data []byte, days int) []byte {
	if days == 0 {
		return data
	}
	first := day.AddDate(0, 0, -news).Format(time.DateOnly)
	for rest := data; ; {
		i := bytes.Index(rest, []byte(`"20`))
		if i < 0 || len(rest) < i+1+len(time.DateOnly) {
			return data
		}
		text := rest[i+1 : i+1+len(time.DateOnly)]
		rest = rest[i+1:]
		if string(text) < first {
			continue
		}
		if at, err := time.Parse(time.DateOnly, string(text)); err == nil {
			at.AddDate(0, 0, days).AppendFormat(text[:0], time.DateOnly)
		}
	}
}
