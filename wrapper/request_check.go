package wrapper

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

// checkInput returns an error if a request asks for what cannot be: TMDB ignores most of such
// parameters and answers something else. It is for requests as they are about to be sent, with all
// defaults. A request of no known operation is not checked.
func checkInput(op *Operation, req *http.Request) error {
	if op == nil {
		return nil
	}
	query := req.URL.Query()
	if err := checkQuery(op, query); err != nil {
		return err
	}
	for name, required := range op.parameters() {
		if required && query.Get(name) == "" {
			return fmt.Errorf("%s is missing: the operation requires it", name)
		}
	}
	return checkRating(op, req)
}

// checkQuery checks the query of a request. A parameter that is empty counts as not there.
func checkQuery(op *Operation, query url.Values) error {
	if op == nil {
		return nil
	}
	for _, check := range []func(url.Values) error{
		checkPage, checkAppends, checkDates, checkNumbers, checkRanges, checkChangesWindow,
		checkWatchRegion, checkCertification,
	} {
		if err := check(query); err != nil {
			return err
		}
	}
	if op.Tag == "DISCOVER" {
		return checkLists(query)
	}
	return nil
}

func checkPage(query url.Values) error {
	const last = 500
	text := query.Get("page")
	if n, err := strconv.Atoi(text); text != "" && (err != nil || n < 1 || n > last) {
		return fmt.Errorf("page is %.40q: want a number from 1 to %d", text, last)
	}
	return nil
}

func checkAppends(query url.Values) error {
	text := strings.Join(query["append_to_response"], ",")
	if n := strings.Count(text, ",") + 1; n > maxAppends {
		return fmt.Errorf("append_to_response has %d pieces: want at most %d, the others in a request of their own", n, maxAppends)
	}
	return nil
}

// checkDates refuses what is not a day, which TMDB ignores.
func checkDates(query url.Values) error {
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if text := query.Get(name); text != "" && isDate(name) && !types.Date(text).Valid() {
			return fmt.Errorf("%s is %.40q: want a day of the calendar as YYYY-MM-DD", name, text)
		}
	}
	return nil
}

// isDate reports whether a parameter is a day: start_date, release_date.gte.
func isDate(name string) bool {
	base, _ := cutBound(name)
	return strings.HasSuffix(base, "_date")
}

// cutBound cuts .gte or .lte from the name of a parameter.
func cutBound(name string) (base string, ok bool) {
	if base, ok = strings.CutSuffix(name, ".gte"); !ok {
		base, ok = strings.CutSuffix(name, ".lte")
	}
	return base, ok
}

// checkNumbers refuses bounds that no number can keep or that are none.
func checkNumbers(query url.Values) error {
	for _, name := range []string{"vote_average", "vote_count", "with_runtime"} {
		for _, bound := range []string{".gte", ".lte"} {
			text := query.Get(name + bound)
			if text == "" {
				continue
			}
			n, err := strconv.ParseFloat(text, 64)
			switch {
			case name == "vote_average" && (err != nil || !(n >= 0 && n <= 10)):
				return fmt.Errorf("%s is %.40q: want a number from 0 to 10", name+bound, text)
			case err != nil || !(n >= 0):
				return fmt.Errorf("%s is %.40q: want a number that is not negative", name+bound, text)
			}
		}
	}
	return nil
}

// checkRanges refuses a range that ends before it begins. Certifications are no range of the alphabet.
func checkRanges(query url.Values) error {
	for _, gte := range slices.Sorted(maps.Keys(query)) {
		base, ok := strings.CutSuffix(gte, ".gte")
		if !ok || base == "certification" {
			continue
		}
		low, high := query.Get(gte), query.Get(base+".lte")
		if low != "" && high != "" && isAfter(low, high) {
			return fmt.Errorf("%s is %.40q, more than %s, which is %.40q: want it to be the same or less", gte, low, base+".lte", high)
		}
	}
	return nil
}

// isAfter compares days with days and numbers with numbers. checkDates and checkNumbers have seen them
// before.
func isAfter(low, high string) bool {
	if types.Date(low).Valid() && types.Date(high).Valid() {
		return low > high
	}
	a, errA := strconv.ParseFloat(low, 64)
	b, errB := strconv.ParseFloat(high, 64)
	return errA == nil && errB == nil && a > b
}

func checkChangesWindow(query url.Values) error {
	const longest = 14 // days
	start, ok := types.Date(query.Get("start_date")).Time()
	end, ok2 := types.Date(query.Get("end_date")).Time()
	switch {
	case !ok || !ok2:
		return nil
	case start.After(end):
		return fmt.Errorf("start_date is %s, after end_date, which is %s: want it to be the same day or before",
			query.Get("start_date"), query.Get("end_date"))
	case end.Sub(start) > longest*24*time.Hour:
		return fmt.Errorf("end_date is %s, %d days after start_date, which is %s: want at most %d, the others in a request of their own",
			query.Get("end_date"), end.Sub(start)/(24*time.Hour), query.Get("start_date"), longest)
	}
	return nil
}

func checkWatchRegion(query url.Values) error {
	for _, name := range []string{"with_watch_providers", "without_watch_providers", "with_watch_monetization_types"} {
		if query.Get(name) != "" && query.Get("watch_region") == "" {
			return fmt.Errorf("%s is set, but watch_region is not: want the country too, such as US", name)
		}
	}
	return nil
}

func checkCertification(query url.Values) error {
	const country = "certification_country"
	found := ""
	for _, name := range []string{"certification", "certification.gte", "certification.lte"} {
		if found == "" && query.Get(name) != "" {
			found = name
		}
	}
	switch {
	case found != "" && query.Get(country) == "":
		return fmt.Errorf("%s is set, but %s is not: want the country too, such as US", found, country)
	case found == "" && query.Get(country) != "":
		return fmt.Errorf("%s is set, but certification is not: want certification, certification.gte or certification.lte too", country)
	}
	return nil
}

// checkLists refuses lists that hold both separators, and those with nothing between two.
func checkLists(query url.Values) error {
	for _, name := range slices.Sorted(maps.Keys(query)) {
		text := query.Get(name)
		if text == "" || !isList(name) {
			continue
		}
		if strings.Contains(text, ",") && strings.Contains(text, "|") {
			return fmt.Errorf("%s is %.40q: want either commas, for and, or |, for or", name, text)
		}
		if slices.Contains(strings.Split(strings.ReplaceAll(text, "|", ","), ","), "") {
			return fmt.Errorf("%s is %.40q: want a value on both sides of each separator", name, text)
		}
	}
	return nil
}

// isList reports whether a parameter of Discover takes several values.
func isList(name string) bool {
	if _, bound := cutBound(name); bound {
		return false
	}
	return name == "certification" || strings.HasPrefix(name, "with_") || strings.HasPrefix(name, "without_")
}

// checkRating refuses a rating that TMDB does not take. It reads a copy of the body.
func checkRating(op *Operation, req *http.Request) error {
	if op.Method != http.MethodPost || !strings.HasSuffix(op.Path, "/rating") || req.GetBody == nil {
		return nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil // sending it will tell
	}
	defer func() { _ = body.Close() }()
	var rating struct {
		Value *float64 `json:"value"`
	}
	if json.NewDecoder(io.LimitReader(body, maxErrorBody)).Decode(&rating) != nil || rating.Value == nil {
		return nil // not a body of ours
	}
	if v := *rating.Value; v < 0.5 || v > 10 || v*2 != float64(int(v*2)) {
		return fmt.Errorf("value is %v: want a rating from 0.5 to 10 in steps of 0.5", v)
	}
	return nil
}
