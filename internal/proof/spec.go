package proof

import (
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// operation is one operation of the spec.
type operation struct{ *read.Operation }

// in returns the parameters in the path, in the order in which they stand there, or those in the
// query, as the bundle has them, with examples.
func (op operation) in(place string) []*openapi3.Parameter {
	var params []*openapi3.Parameter
	for p := range op.In(place) {
		params = append(params, op.Source.Parameters.GetByInAndName(place, p.Name))
	}
	return params
}

// readOperations returns the operations of the spec, sorted by path and method.
var readOperations = sync.OnceValues(func() ([]operation, error) {
	doc, err := read.Load(api.Spec)
	if err != nil {
		return nil, err
	}
	var ops []operation
	for _, op := range doc.Operations {
		ops = append(ops, operation{op})
	}
	slices.SortFunc(ops, func(a, b operation) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	return ops, nil
})
