package proof

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
)

// operation is one method on one path of the spec.
type operation struct {
	method, path string
	spec         *openapi3.Operation
	// params are the parameters of the path and of the operation.
	params []*openapi3.Parameter
}

func (op operation) String() string { return op.method + " " + op.path }

// in returns the parameters that stand in the path, in the order in which they do, or those that
// stand in the query.
func (op operation) in(place string) []*openapi3.Parameter {
	var params []*openapi3.Parameter
	for _, p := range op.params {
		if p.In == place {
			params = append(params, p)
		}
	}
	if place == openapi3.ParameterInPath {
		slices.SortFunc(params, func(a, b *openapi3.Parameter) int {
			return strings.Index(op.path, "{"+a.Name+"}") - strings.Index(op.path, "{"+b.Name+"}")
		})
	}
	return params
}

// responseSchema returns what the spec says of the body of an answer with the given status, and
// false if it says nothing. The default stands for failures only.
func (op operation) responseSchema(status int) (*openapi3.Schema, bool) {
	response := op.spec.Responses.Status(status)
	if response == nil && status >= http.StatusBadRequest {
		response = op.spec.Responses.Default()
	}
	if response == nil || response.Value == nil {
		return nil, false
	}
	media := response.Value.Content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil, false
	}
	return media.Schema.Value, true
}

// readOperations returns the operations of the spec, sorted by path and method.
var readOperations = sync.OnceValues(func() ([]operation, error) {
	doc, err := openapi3.NewLoader().LoadFromData(api.Spec)
	if err != nil {
		return nil, err
	}
	var ops []operation
	for path, item := range doc.Paths.Map() {
		for method, spec := range item.Operations() {
			op := operation{method: method, path: path, spec: spec}
			for _, p := range slices.Concat(item.Parameters, spec.Parameters) {
				op.params = append(op.params, p.Value)
			}
			ops = append(ops, op)
		}
	}
	slices.SortFunc(ops, func(a, b operation) int {
		return strings.Compare(a.path+" "+a.method, b.path+" "+b.method)
	})
	return ops, nil
})
