package exports

import (
	"strings"
	"time"
)

// months is for how long a file is kept.
const months = 3

// firstAdult is the first day of the files whose kind begins with adult_.
var firstAdult = time.Date(2023, time.July, 5, 0, 0, 0, 0, time.UTC)

// parse returns the kind and the day in the path of a request, and false if it is not of that form.
func parse(path string) (kind string, day time.Time, ok bool) {
	name, isExport := strings.CutPrefix(path, Prefix)
	stem, isFile := strings.CutSuffix(name, ".json.gz")
	kind, date, isDated := strings.Cut(stem, "_ids_")
	day, err := time.Parse("01_02_2006", date)
	return kind, day, isExport && isFile && isDated && err == nil
}

// ready returns when the file of a day is there.
func ready(day time.Time) time.Time { return day.Add(8 * time.Hour) }

// there reports whether the file of a kind and a day is there at the time now.
func there(kind string, day, now time.Time) bool {
	now = now.UTC()
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	adult := strings.HasPrefix(kind, "adult_")
	return !now.Before(ready(day)) && !day.Before(today.AddDate(0, -months, 0)) && !(adult && day.Before(firstAdult))
}
