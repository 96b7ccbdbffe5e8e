package tmdbtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// call is one request that is being answered. Its parameters are valid: see validate.go.
type call struct {
	srv  *Server
	set  *dataset.Set
	op   *operation
	req  *http.Request
	now  time.Time         // by the clock of the server, in UTC
	path map[string]string // the parameters in the path, unescaped
	// query are the parameters in the query.
	query url.Values
	body  []byte
	// bearer is the access token that the request came with, empty if it came with a key.
	bearer string
	// status is that of the answer; 0 stands for 200.
	status int
}

// handler answers a call with a value of a type of package gen, or with an error of [fail].
type handler func(*call) (any, error)

// locale is a language with a country: en-US is {en, US}. The country may be empty.
type locale struct{ language, country string }

// String returns the locale as en-US, or en without a country.
func (l locale) String() string {
	if l.country == "" {
		return l.language
	}
	return l.language + "-" + l.country
}

// has reports whether the request has the parameter, and not only its name.
func (c *call) has(name string) bool { return c.text(name) != "" }

// text returns the parameter in the path or else in the query, empty if there is none.
func (c *call) text(name string) string {
	if v, ok := c.path[name]; ok {
		return v
	}
	return c.query.Get(name)
}

// id returns a parameter that is a whole number, 0 if there is none.
func (c *call) id(name string) int {
	n, err := strconv.Atoi(c.text(name))
	if err != nil {
		return 0
	}
	return n
}

// flag returns a parameter that is true or false, false if there is none.
func (c *call) flag(name string) bool {
	on, _ := strconv.ParseBool(c.text(name))
	return on
}

// number returns a parameter that is a number, and false if there is none.
func (c *call) number(name string) (float64, bool) {
	f, err := strconv.ParseFloat(c.text(name), 64)
	return f, err == nil
}

// date returns a parameter that is a day, and false if there is none. Of an instant it is the day.
func (c *call) date(name string) (types.Date, bool) {
	day, _, _ := strings.Cut(c.text(name), "T")
	d, err := types.ParseDate(day)
	return d, err == nil
}

// list returns the parts of a parameter that is joined by commas.
func (c *call) list(name string) []string {
	if !c.has(name) {
		return nil
	}
	return strings.Split(c.text(name), ",")
}

// page returns the number of the page that is asked for, 1 if the request does not say.
func (c *call) page() int { return max(c.id("page"), 1) }

// language returns the language that texts are asked for in, en-US if the request does not say.
func (c *call) language() locale {
	language, country, _ := strings.Cut(c.text("language"), "-")
	if language == "" {
		return locale{"en", "US"}
	}
	return locale{strings.ToLower(language), strings.ToUpper(country)}
}

// region returns the country that releases are asked for of, empty if the request does not say.
func (c *call) region() string { return strings.ToUpper(c.text("region")) }

// decode reads the body, which is valid, into a type of package gen.
func (c *call) decode(body any) error {
	if err := json.Unmarshal(c.body, body); err != nil {
		return fail(gen.StatusCodeInvalidParameters, "the body does not decode: want "+c.op.Body.Want())
	}
	return nil
}

// sub returns a call of another operation by the same user at the same time, with parameters of its
// own: what append_to_response asks for. It returns nil if there is no such operation.
func (c *call) sub(opID string, path map[string]string, query url.Values) *call {
	op := spec.ByID(opID)
	if op == nil {
		return nil
	}
	s := *c
	s.op, s.path, s.query, s.body, s.status = op, path, query, nil, 0
	return &s
}
