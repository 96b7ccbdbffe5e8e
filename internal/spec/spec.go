// Package spec knows the operations of TMDB's API as the OpenAPI document has them: parameters,
// limits, bodies, what is secret and what a status code means. Its table is generated from
// api/bundle.gen.yaml, so that who imports it needs no OpenAPI library; package read reads the
// bundle.
package spec

import (
	"iter"
	"strings"
)

// Operation is one operation of the API. All of it is shared: nobody may change it.
type Operation struct {
	ID       string // operationId, such as movieDetails
	Method   string // of HTTP
	Path     string // template, such as /3/movie/{movie_id}
	Tag      string // such as MOVIES
	Service  string // of the wrapper, such as Movies
	GoMethod string // of the service, such as Details
	Summary  string
	Docs     string // address of TMDB's own page

	// Parameters are those of the path, in the order in which they stand there, then those of the
	// query.
	Parameters []*Parameter
	// Body is that of the request, nil if there is none. All are JSON and required.
	Body *Schema

	Writes      bool // it changes something: all but GET do, and GET /4/list/{list_id}/clear
	Unique      bool // each response is a new one, so that callers share none
	IgnoresPage bool // every page is the first

	// Rows is the field of the response that holds the rows of a page, "" for what is no page of a list.
	Rows string
}

// Parameter is a parameter of an operation.
type Parameter struct {
	Name     string
	In       string // InPath or InQuery
	Required bool
	Schema
}

// Where a parameter stands; there are no others.
const (
	InPath  = "path"
	InQuery = "query"
)

// Schema says what a value in a request may be. What it leaves empty is free.
type Schema struct {
	Type       string // integer, number, boolean, string, array or object
	Format     string
	Enum       []string
	Open       bool // values beside those of Enum may come
	Min, Max   Bound
	MultipleOf float64
	MaxItems   int
	MaxDays    int     // so many days after start_date at most
	Items      *Schema // of an array; in a query they are joined by commas
	Properties []Property
}

// Bound is a limit of a number, none if it is not set.
type Bound struct {
	Set   bool
	Value float64
}

// Property is a property of an object.
type Property struct {
	Name     string
	Required bool
	Schema
}

// Secret reports whether the value must not be shown.
func (s *Schema) Secret() bool { return s.Format == "password" }

// Property returns the property of an object with this name, nil if there is none.
func (s *Schema) Property(name string) *Property {
	if s == nil {
		return nil
	}
	for i := range s.Properties {
		if s.Properties[i].Name == name {
			return &s.Properties[i]
		}
	}
	return nil
}

// Query returns the query parameter with this name, nil if the operation has none.
func (op *Operation) Query(name string) *Parameter { return op.parameter(InQuery, name) }

// Has reports whether the operation has a query parameter with this name.
func (op *Operation) Has(name string) bool { return op != nil && op.Query(name) != nil }

// NeedsUser reports whether the operation is about a user, who has to be told. To the details of a
// movie, which can have the account's states appended, a session only adds. Lists of v4 can be read
// without one if they are public.
func (op *Operation) NeedsUser() bool {
	if strings.HasPrefix(op.Path, "/4/") {
		return op.Tag == "V4 ACCOUNT" || op.Tag == "V4 LISTS" && op.Writes
	}
	return op.Has("session_id") && !op.Has("append_to_response")
}

func (op *Operation) parameter(in, name string) *Parameter {
	for p := range op.In(in) {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// In yields the parameters that stand in the path or in the query.
func (op *Operation) In(place string) iter.Seq[*Parameter] {
	return func(yield func(*Parameter) bool) {
		for _, p := range op.Parameters {
			if p.In == place && !yield(p) {
				return
			}
		}
	}
}

// ByID returns the operation with an operationId, nil if there is none.
func ByID(id string) *Operation {
	for _, op := range Operations {
		if op.ID == id {
			return op
		}
	}
	return nil
}

// Kind is what went wrong, as one of TMDB's status codes tells.
type Kind string

// The kinds of status codes.
const (
	Success      Kind = "success"
	NotFound     Kind = "not_found"
	Unauthorized Kind = "unauthorized"
	Invalid      Kind = "invalid"
	RateLimited  Kind = "rate_limited"
	Unavailable  Kind = "unavailable"
)

// StatusCode is one of TMDB's own status codes.
type StatusCode struct {
	Code    int
	HTTP    int // the status it comes with
	Kind    Kind
	Message string
}

// Code returns what is known of one of TMDB's status codes, and false for a code that is not known.
func Code(code int) (StatusCode, bool) {
	for _, c := range StatusCodes {
		if c.Code == code {
			return c, true
		}
	}
	return StatusCode{}, false
}
