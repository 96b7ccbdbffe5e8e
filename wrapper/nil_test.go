package wrapper

import (
	"context"
	"net/http"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestNil calls everything that takes request editors with a nil among them, as a call does that
// passes nil for the params of an operation that has none, and with no context.
func TestNil(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, jsonType, `{}`))
	server := client.baseURL.String()
	alone, err := gen.NewClientWithResponses(server, nil, gen.WithRequestEditorFn(nil))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gen.NewClient(server, nil, gen.WithRequestEditorFn(nil))
	if err != nil {
		t.Fatal(err)
	}
	var none context.Context
	if op, ok := OperationFrom(none); ok {
		t.Errorf("no context has the operation %v", op)
	}
	n := 0
	receivers := []any{client.API, alone, plain}
	for _, service := range reflect.ValueOf(client.Services).Fields() {
		receivers = append(receivers, service.Interface())
	}
	for _, receiver := range receivers {
		for method, call := range reflect.ValueOf(receiver).Methods() {
			typ := call.Type()
			if !typ.IsVariadic() || typ.In(typ.NumIn()-1) != reflect.TypeFor[[]gen.RequestEditorFn]() {
				continue
			}
			n++
			for _, ctx := range []reflect.Value{reflect.ValueOf(t.Context()), reflect.ValueOf(&none).Elem()} {
				callWithNil(t, reflect.TypeOf(receiver).String()+"."+method.Name, call, ctx)
			}
		}
	}
	if least := 4 * len(spec.Operations); n < least {
		t.Errorf("%d methods were called: want %d or more", n, least)
	}
}

// callWithNil calls a method with nil for its editor and for all else that may be nil, and goes
// through what it returns if that is an iterator.
func callWithNil(t *testing.T, name string, call, ctx reflect.Value) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s with nil panics: %v", name, p)
		}
	}()
	args := []reflect.Value{ctx}
	for i := 1; i < call.Type().NumIn()-1; i++ {
		arg := reflect.New(call.Type().In(i)).Elem()
		switch {
		case arg.CanInt():
			arg.SetInt(17)
		case arg.Kind() == reflect.String:
			arg.SetString("2024-01-01")
		}
		args = append(args, arg)
	}
	out := call.Call(append(args, reflect.Zero(reflect.TypeFor[gen.RequestEditorFn]())))
	if len(out) == 1 {
		for range out[0].Seq2() {
		}
		return
	}
	err, _ := out[len(out)-1].Interface().(error)
	if err == nil && out[0].IsNil() {
		t.Errorf("%s returns neither a response nor an error", name)
	}
	if resp, ok := out[0].Interface().(*http.Response); ok && resp != nil {
		_ = resp.Body.Close()
	}
}
