// Package check refuses requests that ask for what cannot be, with what would be right: TMDB ignores
// most of such parameters and responds with something else.
package check

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/language"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/types"
)

// Request returns an error if a request asks for what cannot be. It is for requests as they are
// about to be sent, with all defaults. A request of no known operation is not checked.
func Request(op *spec.Operation, req *http.Request) error {
	if op == nil {
		return nil
	}
	var query url.Values
	if req.URL.RawQuery != "" {
		query = req.URL.Query()
	}
	if err := Query(op, query); err != nil {
		return err
	}
	return checkBody(op, req)
}

// Query checks what the spec says of each parameter, and what it cannot say of several together.
func Query(op *spec.Operation, query url.Values) error {
	if err := op.Check(query); err != nil {
		return err
	}
	for _, check := range []func(*spec.Operation, url.Values) error{
		checkLanguage, checkRanges, checkDays, checkWatchRegion, checkCertification,
	} {
		if err := check(op, query); err != nil {
			return err
		}
	}
	return nil
}

// checkLanguage refuses what stands for a language elsewhere. TMDB would respond in English.
func checkLanguage(_ *spec.Operation, query url.Values) error {
	if text := query.Get("language"); text == language.Original || text == language.None {
		return fmt.Errorf("language is %q, which no text is in: want one like pt-BR or pt", text)
	}
	return nil
}

// checkRanges refuses a range that ends before it begins. Certifications are no range of the
// alphabet.
func checkRanges(_ *spec.Operation, query url.Values) error {
	var lows []string
	for name := range query {
		if base, ok := strings.CutSuffix(name, ".gte"); ok && base != "certification" {
			lows = append(lows, name)
		}
	}
	slices.Sort(lows) // one error of several
	for _, gte := range lows {
		base := strings.TrimSuffix(gte, ".gte")
		low, high := query.Get(gte), query.Get(base+".lte")
		if low != "" && high != "" && isAfter(low, high) {
			return fmt.Errorf("%s is %.40q, more than %s, which is %.40q: want it to be the same or less", gte, low, base+".lte", high)
		}
	}
	return nil
}

// isAfter compares days with days and numbers with numbers. The spec has seen to it that they are.
func isAfter(low, high string) bool {
	if types.Date(low).Valid() && types.Date(high).Valid() {
		return low > high
	}
	a, errA := strconv.ParseFloat(low, 64)
	b, errB := strconv.ParseFloat(high, 64)
	return errA == nil && errB == nil && a > b
}

// checkDays refuses a span of days that ends before it begins, or is longer than TMDB looks at at
// once.
func checkDays(op *spec.Operation, query url.Values) error {
	if !query.Has("start_date") || !query.Has("end_date") {
		return nil
	}
	start, ok := types.Date(query.Get("start_date")).Time()
	end, ok2 := types.Date(query.Get("end_date")).Time()
	if !ok || !ok2 {
		return nil
	}
	longest := 0
	if p := op.Query("end_date"); p != nil {
		longest = p.MaxDays
	}
	switch days := int(end.Sub(start) / (24 * time.Hour)); {
	case days < 0:
		return fmt.Errorf("start_date is %s, after end_date, which is %s: want it to be the same day or before",
			query.Get("start_date"), query.Get("end_date"))
	case longest > 0 && days > longest:
		return fmt.Errorf("end_date is %s, %d days after start_date, which is %s: want at most %d, the others in a request of their own",
			query.Get("end_date"), days, query.Get("start_date"), longest)
	}
	return nil
}

func checkWatchRegion(_ *spec.Operation, query url.Values) error {
	for _, name := range []string{"with_watch_providers", "without_watch_providers", "with_watch_monetization_types"} {
		if query.Get(name) != "" && query.Get("watch_region") == "" {
			return fmt.Errorf("%s is set, but watch_region is not: want the country too, such as US", name)
		}
	}
	return nil
}

func checkCertification(_ *spec.Operation, query url.Values) error {
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

// checkBody refuses numbers that are out of their range, such as a rating of 11. It reads a copy of
// the body.
func checkBody(op *spec.Operation, req *http.Request) error {
	if op.Body == nil {
		return nil
	}
	var v any
	if !redact.DecodeBody(req, &v) {
		return nil
	}
	return op.Body.CheckNumbers("body", v)
}

// Path returns an error if value, put into a path in place of a parameter, could lead to another
// operation: TMDB's edge decodes a path once more and then resolves its dots. The error does not
// repeat the value, which may be a secret.
func Path(name, value string) error {
	if value == "" {
		return fmt.Errorf("%s is empty: want an id", name)
	}
	texts := []string{value}
	if decoded, err := url.PathUnescape(value); err == nil && decoded != value {
		texts = append(texts, decoded)
	}
	for _, text := range texts {
		fault := ""
		switch {
		case strings.TrimSpace(text) == "":
			fault = "holds nothing but spaces"
		case strings.ContainsAny(text, `/\`):
			fault = "holds a slash or a backslash"
		case text == "." || strings.Contains(text, ".."):
			fault = "holds dots that stand for a folder"
		case strings.ContainsFunc(text, unicode.IsControl):
			fault = "holds a control character"
		default:
			continue
		}
		return fmt.Errorf("%s %s: want an id", name, fault)
	}
	return nil
}
