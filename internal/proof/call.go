package proof

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// method returns the method of client that calls the operation: the one with the name of its
// operationId and the given suffix, whatever the case of the letters.
func (op operation) clientMethod(client any, suffix string) (reflect.Value, error) {
	v := reflect.ValueOf(client)
	for i := range v.NumMethod() {
		if strings.EqualFold(v.Type().Method(i).Name, op.ID+suffix) {
			return v.Method(i), nil
		}
	}
	return reflect.Value{}, fmt.Errorf("%s: %T has no method for operationId %s", op, client, op.ID)
}

// arguments returns what a client's method takes: the context, the path parameters as path has
// them, the query parameters as set has filled them in, an empty body and the editor.
func (op operation) arguments(
	ctx context.Context, method reflect.Type, path []any, set func(params reflect.Value) error, editor gen.RequestEditorFn,
) ([]reflect.Value, error) {
	want := 2 + len(path)
	hasParams, hasBody := len(op.in(spec.InQuery)) > 0, op.Body != nil
	if hasParams {
		want++
	}
	if hasBody {
		want++
	}
	if method.NumIn() != want || !method.IsVariadic() {
		return nil, fmt.Errorf("%s: the method of gen is %s, which does not fit the spec", op, method)
	}

	args := []reflect.Value{reflect.ValueOf(ctx)}
	for _, value := range path {
		arg, err := decoded(value, method.In(len(args)))
		if err != nil {
			return nil, fmt.Errorf("%s: path parameter %d: %w", op, len(args), err)
		}
		args = append(args, arg)
	}
	if hasParams {
		params := reflect.Zero(method.In(len(args)))
		if set != nil {
			params = reflect.New(params.Type().Elem())
			if err := set(params.Elem()); err != nil {
				return nil, fmt.Errorf("%s: %w", op, err)
			}
		}
		args = append(args, params)
	}
	if hasBody {
		args = append(args, reflect.Zero(method.In(len(args))))
	}
	return append(args, reflect.ValueOf(editor)), nil
}

// pathExamples returns the examples of the path parameters.
func (op operation) pathExamples() []any {
	var examples []any
	for _, p := range op.in(spec.InPath) {
		examples = append(examples, p.Example)
	}
	return examples
}

// decoded returns a value of the spec, such as an example, as the Go type that gen has for it.
func decoded(value any, as reflect.Type) (reflect.Value, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return reflect.Value{}, err
	}
	v := reflect.New(as)
	if err := json.Unmarshal(data, v.Interface()); err != nil {
		return reflect.Value{}, err
	}
	return v.Elem(), nil
}
