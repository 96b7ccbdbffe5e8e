package dataset

import (
	"bytes"
	"time"
)

// news is how many days before the day of the data something is new, and moves with the clock.
const news = 60

// move returns a file with the dates of what is new days later: of strings that begin with one such as
// 2025-12-24, from 60 days before the day that the data is made for. It is as long as before, and in the
// same place.
func move(data []byte, days int) []byte {
	if days == 0 {
		return data
	}
	first := day.AddDate(0, 0, -news).Format(time.DateOnly)
	const year = len(`"2025`)
	for at := 0; ; at++ { // hyphens are rarer than quotes
		next := bytes.IndexByte(data[at:], '-')
		if at += next; next < 0 || at+len("-12-24") > len(data) {
			return data
		}
		if at < year || !bytes.HasPrefix(data[at-year:], []byte(`"20`)) {
			continue
		}
		text := data[at-year+1:][:len(time.DateOnly)]
		if string(text) < first {
			continue
		}
		if date, err := time.Parse(time.DateOnly, string(text)); err == nil {
			date.AddDate(0, 0, days).AppendFormat(text[:0], time.DateOnly)
		}
	}
}
