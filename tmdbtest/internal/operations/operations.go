// Package operations tells which operations the spec has and what a request to each may hold: what
// the server needs of the spec while it runs.
//
// Reading the whole spec takes longer than a test should wait for its server, so that part is kept
// in operations.gen.json, which go generate writes from the bundle.
package operations

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:generate go run ./extract/write operations.gen.json

//go:embed operations.gen.json
var data []byte

// Operation is one operation of the spec.
type Operation struct {
	// ID is the operationId, such as movieDetails.
	ID      string `json:"id"`
	Method  string `json:"method"`
	Path    string `json:"path"` // such as /3/movie/{movie_id}
	Tag     string `json:"tag"`
	Summary string `json:"summary"`
	// Parameters stand in the path or in the query; there are no others.
	Parameters []Parameter `json:"parameters,omitempty"`
	// Body is that of the request, nil if there is none. All bodies are JSON and required.
	Body *Schema `json:"body,omitempty"`
}

// Parameter is a parameter of an operation.
type Parameter struct {
	Name     string  `json:"name"`
	In       string  `json:"in"` // path or query
	Required bool    `json:"required,omitempty"`
	Schema   *Schema `json:"schema"`
}

// Schema says what a value may be. What it leaves empty is free.
type Schema struct {
	// Type is integer, number, boolean, string, array or object.
	Type   string   `json:"type,omitempty"`
	Format string   `json:"format,omitempty"`
	Enum   []string `json:"enum,omitempty"`
	Min    *float64 `json:"min,omitempty"`
	Max    *float64 `json:"max,omitempty"`
	// Items is the schema of the elements of an array; in a query they are joined by commas.
	Items      *Schema            `json:"items,omitempty"`
	Properties map[string]*Schema `json:"properties,omitempty"`
	Required   []string           `json:"required,omitempty"`
}

// All returns the operations, sorted by path and method. The result is shared: nobody may change it.
var All = sync.OnceValue(func() []*Operation {
	var list []*Operation
	if err := json.Unmarshal(data, &list); err != nil {
		panic("tmdbtest: operations.gen.json: " + err.Error()) // a file of this package, tested
	}
	return list
})
