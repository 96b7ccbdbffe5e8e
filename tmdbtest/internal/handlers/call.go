// Package handlers computes the responses of all operations from the data and from what users did.
package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
	"github.com/tmdb-go/tmdb/types"
)

// Call is a request whose parameters have been checked.
type Call struct {
	Op  *spec.Operation
	Set *dataset.Set
	// State is what users have done.
	State *state.State
	// Now is the time by the clock of the server, in UTC.
	Now time.Time
	// Path and Query are the parameters, unescaped.
	Path  map[string]string
	Query url.Values
	Body  []byte
	// Bearer is the access token that the request came with, empty if it came with a key.
	Bearer string
	// Images is where pictures are, such as http://127.0.0.1:8750/t/p/; empty for what the data says.
	Images string

	status int // of the response; 0 stands for 200
	table  table
}

// handler computes what goes back: a value that [object.Value] takes, or an error of package codes.
type handler func(*Call) (any, error)

// table has the handlers by operationId.
type table map[string]handler

// Response is what goes back to a request that is not refused.
type Response struct {
	Status int
	Body   json.RawMessage
}

// Serve computes the response to a call. The error is one of package codes.
func Serve(c Call) (*Response, error) {
	c.table = all()
	v, err := c.run()
	if err != nil {
		return nil, err
	}
	status := c.status
	if status == 0 {
		status = http.StatusOK
	}
	// The data is written for people, in lines.
	var body bytes.Buffer
	if err := json.Compact(&body, object.Value(v)); err != nil {
		return nil, fmt.Errorf("the data of %s is no JSON: %w", c.Op.ID, err)
	}
	return &Response{status, body.Bytes()}, nil
}

func (c *Call) run() (any, error) {
	h := c.table[c.Op.ID]
	if h == nil {
		return nil, codes.Fail(gen.StatusCodeInternalError, "there is no handler of "+c.Op.ID)
	}
	return h(c)
}

// sub returns a call of another operation by the same user at the same time, with parameters of its own:
// what append_to_response asks for.
func (c *Call) sub(op *spec.Operation, path map[string]string, query url.Values) *Call {
	s := *c
	s.Op, s.Path, s.Query, s.Body, s.status = op, path, query, nil, 0
	return &s
}

// locale is a language with a country: en-US is {en, US}. The country may be empty.
type locale struct{ language, country string }

// has reports whether the request has the parameter, and not only its name.
func (c *Call) has(name string) bool { return c.text(name) != "" }

// text returns the parameter in the path or else in the query, empty if there is none. Of a parameter
// that comes again the last counts, as at TMDB.
func (c *Call) text(name string) string {
	if v, ok := c.Path[name]; ok {
		return v
	}
	if values := c.Query[name]; len(values) > 0 {
		return values[len(values)-1]
	}
	return ""
}

// id returns a parameter that is a whole number, 0 if there is none.
func (c *Call) id(name string) int {
	n, err := strconv.Atoi(c.text(name))
	if err != nil {
		return 0
	}
	return n
}

// flag returns a parameter that is true or false, false if there is none.
func (c *Call) flag(name string) bool {
	on, _ := strconv.ParseBool(c.text(name))
	return on
}

// date returns a parameter that is a day, and false if there is none. Of an instant it is the day.
func (c *Call) date(name string) (types.Date, bool) {
	day, _, _ := strings.Cut(c.text(name), "T")
	d, err := types.ParseDate(day)
	return d, err == nil
}

// list returns the parts of a parameter that is joined by commas.
func (c *Call) list(name string) []string {
	if !c.has(name) {
		return nil
	}
	return strings.Split(c.text(name), ",")
}

// page returns the number of the page that is asked for, 1 if the request does not say.
func (c *Call) page() int { return max(c.id("page"), 1) }

// language returns the language that texts are asked for in, en-US if the request does not say.
func (c *Call) language() locale {
	language, country, _ := strings.Cut(c.text("language"), "-")
	if language == "" {
		return locale{"en", "US"}
	}
	return locale{strings.ToLower(language), strings.ToUpper(country)}
}

// region returns the country that releases are asked for of, empty if the request does not say.
func (c *Call) region() string { return strings.ToUpper(c.text("region")) }

// decode reads the body, which is valid, into a type of package gen.
func (c *Call) decode(body any) error {
	if err := json.Unmarshal(c.Body, body); err != nil {
		return codes.Fail(gen.StatusCodeInvalidParameters, "the body does not decode: want "+c.Op.Body.Want())
	}
	return nil
}

// succeed returns TMDB's response to a request that has no other, such as code 12 for an update.
func (c *Call) succeed(code gen.StatusCode) (any, error) {
	known, _ := spec.Code(int(code))
	c.status = known.HTTP
	return object.Of("success", true, "status_code", int(code), "status_message", known.Message), nil
}
