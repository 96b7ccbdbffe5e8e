package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/types"
)

// checker collects what is wrong with the data, each with its file and field,
// so that somebody who adds to it sees all mistakes at once.
type checker struct {
	set  *Set
	file string // of the entity being checked
	what string // the entry in the file, where it has several: "id 287"
	in   place  // the part of the entity, for lists of an element of a list
	errs []error
}

// place is an element of a list of an entity, as in cast[3]. The zero place is
// the entity itself. It is put into words only when there is an error, because
// there are thousands of places and no errors.
type place struct {
	list string
	i    int
}

func (p place) field(name string) string {
	at := ""
	if p.list != "" {
		at = fmt.Sprintf("%s[%d]", p.list, p.i)
	}
	if at != "" && name != "" {
		at += "."
	}
	return at + name
}

// begin starts the check of an entry. what is empty if it has the file for
// itself.
func (c *checker) begin(file, what string) { c.file, c.what, c.in = file, what, place{} }

func (c *checker) failf(at place, field, format string, args ...any) {
	where := c.file
	if c.what != "" {
		where += ": " + c.what
	}
	for _, part := range []string{c.in.field(""), at.field(field)} {
		if part != "" {
			where += ": " + part
		}
	}
	c.errs = append(c.errs, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

func (c *checker) required(at place, field, value string) {
	if strings.TrimSpace(value) == "" {
		c.failf(at, field, "is missing")
	}
}

func (c *checker) positive(at place, field string, n int) {
	if n <= 0 {
		c.failf(at, field, "is %d, wants a positive number", n)
	}
}

func (c *checker) notNegative(at place, field string, n int64) {
	if n < 0 {
		c.failf(at, field, "is %d, wants 0 or more", n)
	}
}

func (c *checker) vote(at place, field string, v float64) {
	if v < 0 || v > 10 {
		c.failf(at, field, "is %g, wants 0 to 10", v)
	}
}

func (c *checker) oneOf(at place, field, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		c.failf(at, field, "is %q, wants one of %s", value, strings.Join(allowed, ", "))
	}
}

func (c *checker) date(at place, field string, d types.Date) {
	if !d.IsZero() && !d.Valid() {
		c.failf(at, field, "%q is not a date as 2006-01-02", d)
	}
}

func (c *checker) timestamp(at place, field string, t types.Timestamp) {
	if _, ok := t.Time(); !ok {
		c.failf(at, field, "%q is not an instant as 2006-01-02T15:04:05.000Z", t)
	}
}

func (c *checker) image(at place, field string, p types.ImagePath) {
	if !p.IsZero() && !isImagePath(string(p)) {
		c.failf(at, field, "%q is not an image path as /name.jpg", p)
	}
}

func (c *checker) hexID(at place, field, id string) {
	if id != "" && !isHexID(id) {
		c.failf(at, field, "%q is not 24 hex digits", id)
	}
}

func isHexID(id string) bool {
	if len(id) != 24 {
		return false
	}
	for _, r := range []byte(id) {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}

func (c *checker) country(at place, field, code string) {
	if code != "" && c.set.Country(code) == nil {
		c.failf(at, field, "no country %q", code)
	}
}

func (c *checker) countries(field string, codes []string) {
	for i, code := range codes {
		c.country(place{field, i}, "", code)
		c.required(place{field, i}, "", code)
	}
}

func (c *checker) language(at place, field, code string) {
	if code != "" && c.set.Language(code) == nil {
		c.failf(at, field, "no language %q", code)
	}
}

func (c *checker) languages(field string, codes []string) {
	for i, code := range codes {
		c.language(place{field, i}, "", code)
		c.required(place{field, i}, "", code)
	}
}

// person returns the person, and a nil one with an error if there is none.
func (c *checker) person(at place, field string, id int) *Person {
	p := c.set.Person(id)
	if p == nil {
		c.failf(at, field, "no person %d", id)
	}
	return p
}

// known checks that every id of a list is one of a kind of entity.
func known[T any](c *checker, field, kind string, ids []int, lookup func(int) *T) {
	for i, id := range ids {
		if lookup(id) == nil {
			c.failf(place{field, i}, "", "no %s %d", kind, id)
		}
		if slices.Contains(ids[:i], id) {
			c.failf(place{field, i}, "", "%s %d is there twice", kind, id)
		}
	}
}

// isImagePath is the pattern ^/[0-9A-Za-z]+\.(jpg|png|svg)$ by hand: there are
// thousands of paths to check at each start.
func isImagePath(p string) bool {
	name, ok := strings.CutPrefix(p, "/")
	if !ok {
		return false
	}
	name, ext, ok := strings.Cut(name, ".")
	if !ok || name == "" || (ext != "jpg" && ext != "png" && ext != "svg") {
		return false
	}
	for _, r := range []byte(name) {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}
