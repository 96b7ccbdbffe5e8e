package wrapper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// TestMethodForEach: each operation that asks for it has a method for each value of a parameter,
// which sends that value and what an editor sets.
func TestMethodForEach(t *testing.T) {
	t.Parallel()
	var sent *url.URL
	client, err := New(testToken, WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		sent = req.URL
		return nil, context.Canceled
	})}))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, item := range loadSpec(t).Paths.Map() {
		for _, op := range item.Operations() {
			name, _ := op.Extensions["x-method-for-each"].(string)
			if name == "" {
				continue
			}
			known := spec.ByID(op.OperationID)
			service := reflect.ValueOf(client.Services).FieldByName(known.Service)
			varnames, _ := op.Parameters.GetByInAndName("query", name).Schema.Value.Extensions["x-enum-varnames"].([]any)
			for i, value := range known.Query(name).Enum {
				n++
				goMethod := "By" + strings.TrimSuffix(varnames[i].(string), "ID")
				method := service.MethodByName(goMethod)
				if !method.IsValid() {
					t.Errorf("%s has no method %s", known.Service, goMethod)
					continue
				}
				call := method.Interface().(func(context.Context, string, ...gen.RequestEditorFn) (*gen.FindResults, error))
				if _, err := call(t.Context(), "x17", Language("pt-BR")); !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				want := url.Values{name: {value}, "language": {"pt-BR"}}
				if sent.Path != "/3/find/x17" || sent.Query().Encode() != want.Encode() {
					t.Errorf("%s sent %s", goMethod, sent)
				}
				if _, err := call(t.Context(), ""); !errors.Is(err, ErrInvalid) {
					t.Errorf("%s takes an empty id: %v", goMethod, err)
				}
			}
		}
	}
	if n != 8 {
		t.Errorf("%d methods, want 8", n)
	}
}
