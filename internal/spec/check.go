package spec

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/types"
)

// Check returns an error that names the parameter and what would be right if a query does not fit
// the operation: TMDB ignores most of what it does not understand, and responds with something
// else. A parameter without a value counts as one that is not there, as at TMDB. Words that an enum
// does not have are not refused, for TMDB may know more of them, nor are parameters that the
// operation does not have.
func (op *Operation) Check(query url.Values) error {
	for p := range op.In(InQuery) {
		values := query[p.Name]
		if strings.Join(values, "") == "" {
			if p.Required {
				return fmt.Errorf("%s is missing: the operation requires it", p.Name)
			}
			continue
		}
		if err := p.Check(strings.Join(values, ",")); err != nil {
			return err
		}
	}
	return nil
}

// Check returns an error that names the parameter if a value does not fit. It repeats no secret.
func (p *Parameter) Check(value string) error {
	if n := strings.Count(value, ",") + 1; p.MaxItems > 0 && n > p.MaxItems {
		return fmt.Errorf("%s has %d values: want at most %d, the others in a request of their own", p.Name, n, p.MaxItems)
	}
	if p.Fits(value) {
		return nil
	}
	if p.Secret() {
		return fmt.Errorf("%s does not fit: want %s", p.Name, p.Want())
	}
	return fmt.Errorf("%s is %.40q: want %s", p.Name, value, p.Want())
}

// Fits reports whether a text, as it stands in a path or a query, is a value of the schema. Enum
// does not matter: see Knows.
func (s *Schema) Fits(text string) bool {
	switch s.Type {
	case "integer":
		n, err := strconv.Atoi(text)
		return err == nil && s.inRange(float64(n))
	case "number":
		f, err := strconv.ParseFloat(text, 64)
		return err == nil && s.inRange(f)
	case "boolean":
		return text == "true" || text == "false"
	case "array":
		for item := range strings.SplitSeq(text, ",") {
			if s.Items != nil && !s.Items.Fits(item) {
				return false
			}
		}
		return true
	}
	switch s.Format {
	case "date":
		return types.Date(text).Valid()
	case "and-or-list":
		separator := ","
		if strings.Contains(text, "|") {
			separator = "|"
		}
		return !slices.Contains(strings.Split(text, separator), "") && (separator == "," || !strings.Contains(text, ","))
	}
	return true
}

// Knows reports whether a text is one of Enum, for a schema that has no others; it is for a list if
// each of its values is.
func (s *Schema) Knows(text string) bool {
	switch {
	case s.Type == "array" && s.Items != nil:
		for item := range strings.SplitSeq(text, ",") {
			if !s.Items.Knows(item) {
				return false
			}
		}
		return true
	case len(s.Enum) == 0 || s.Open:
		return true
	}
	return slices.Contains(s.Enum, text)
}

func (s *Schema) inRange(f float64) bool {
	switch {
	case math.IsNaN(f), s.Min.Set && f < s.Min.Value, s.Max.Set && f > s.Max.Value:
		return false
	case s.MultipleOf > 0:
		n := f / s.MultipleOf
		return n == math.Trunc(n)
	}
	return true
}

// Want says what a value of the schema is.
func (s *Schema) Want() string {
	switch {
	case len(s.Enum) > 0 && !s.Open:
		return "one of " + strings.Join(s.Enum, ", ")
	case s.Format == "date":
		return "a day of the calendar as YYYY-MM-DD"
	case s.Format == "and-or-list":
		return "values joined either by commas, for and, or by |, for or, with a value on both sides of each"
	case s.Type == "object":
		var fields []string
		for _, p := range s.Properties {
			fields = append(fields, p.Name+": "+p.Want())
		}
		return "a JSON object of " + strings.Join(fields, ", ")
	case s.Type == "array" && s.Items != nil:
		return "a list, each " + s.Items.Want()
	}
	return s.wantScalar()
}

func (s *Schema) wantScalar() string {
	text := map[string]string{
		"integer": "a whole number", "number": "a number", "boolean": "true or false", "string": "text",
	}[s.Type]
	if text == "" {
		text = "JSON"
	}
	switch {
	case s.Min.Set && s.Max.Set:
		text += fmt.Sprintf(" from %g to %g", s.Min.Value, s.Max.Value)
	case s.Min.Set:
		text += fmt.Sprintf(" of %g or more", s.Min.Value)
	case s.Max.Set:
		text += fmt.Sprintf(" of %g or less", s.Max.Value)
	}
	if s.MultipleOf > 0 {
		text += fmt.Sprintf(" in steps of %g", s.MultipleOf)
	}
	return text
}

// CheckNumbers returns an error that names the field if a number in the JSON of a body, decoded
// into v, is out of its range. Of the rest, the Go types of a body see to it that it fits.
func (s *Schema) CheckNumbers(name string, v any) error {
	switch v := v.(type) {
	case float64:
		if s.Type == "integer" && v != math.Trunc(v) || (s.Type == "integer" || s.Type == "number") && !s.inRange(v) {
			return fmt.Errorf("%s is %v: want %s", name, v, s.Want())
		}
	case []any:
		if s.Items == nil {
			return nil
		}
		for i, item := range v {
			if err := s.Items.CheckNumbers(fmt.Sprintf("%s[%d]", name, i), item); err != nil {
				return err
			}
		}
	case map[string]any:
		var errs []error
		for _, p := range s.Properties {
			if item, ok := v[p.Name]; ok {
				errs = append(errs, p.CheckNumbers(p.Name, item))
			}
		}
		return errors.Join(errs...)
	}
	return nil
}

// IsSecret reports whether what has this name, a parameter or a field of a body, must not be shown.
func IsSecret(name string) bool { return slices.Contains(Secrets, name) }
