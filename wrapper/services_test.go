package wrapper

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/internal/transport"
)

func loadSpec(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	return doc.T
}

// TestServices holds the services against the OpenAPI document: each tag is a field, each operation a
// method that takes what the operation takes and returns what it sends.
func TestServices(t *testing.T) {
	t.Parallel()
	doc := loadSpec(t)
	services := map[string]string{}
	for _, tag := range doc.Tags {
		name, _ := tag.Extensions["x-service-name"].(string)
		services[tag.Name] = name
	}
	if n := reflect.TypeFor[Services]().NumField(); len(services) != 31 || n != 31 {
		t.Errorf("%d tags and %d services, want 31 of each", len(services), n)
	}

	n := 0
	for path, item := range doc.Paths.Map() {
		for verb, op := range item.Operations() {
			n++
			t.Run(op.OperationID, func(t *testing.T) {
				t.Parallel()
				field, ok := reflect.TypeFor[Services]().FieldByName(services[op.Tags[0]])
				if !ok {
					t.Fatalf("there is no service %s", services[op.Tags[0]])
				}
				goMethod, _ := op.Extensions["x-method-name"].(string)
				method, ok := field.Type.MethodByName(goMethod)
				if !ok {
					t.Fatalf("%s has no method %s", field.Name, goMethod)
				}
				checkSignature(t, path, op, method.Type)
				checkSent(t, verb, path, field.Name, goMethod)
			})
		}
	}
	if n != 176 || len(spec.Operations) != 176 {
		t.Errorf("%d operations and %d in the table, want 176 of each", n, len(spec.Operations))
	}
}

var placeholder = regexp.MustCompile(`\{([^}]+)\}`)

// checkSignature compares a method, whose first argument is its receiver, with its operation.
func checkSignature(t *testing.T, path string, op *openapi3.Operation, method reflect.Type) {
	want := []string{"context.Context"}
	for _, match := range placeholder.FindAllStringSubmatch(path, -1) {
		p := op.Parameters.GetByInAndName("path", match[1])
		switch {
		case p == nil:
			t.Fatalf("there is no parameter %s", match[1])
		case p.Schema.Ref != "":
			want = append(want, "gen."+lastSegment(p.Schema.Ref))
		case p.Schema.Value.Type.Is("integer"):
			want = append(want, "int")
		default:
			want = append(want, "string")
		}
	}
	for _, p := range op.Parameters {
		if p.Value.In == "query" {
			want = append(want, "*gen."+op.OperationID+"Params")
			break
		}
	}
	if op.RequestBody != nil {
		want = append(want, "gen."+lastSegment(op.RequestBody.Value.Content["application/json"].Schema.Ref))
	}
	want = append(want, "[]gen.RequestEditorFn")

	var got []string
	for i := 1; i < method.NumIn(); i++ {
		got = append(got, method.In(i).String())
	}
	if !strings.EqualFold(strings.Join(got, " "), strings.Join(want, " ")) {
		t.Errorf("takes %v, want %v", got, want)
	}

	response := op.Responses.Value("200").Value.Content["application/json"].Schema
	wantOut := "*gen." + lastSegment(response.Ref)
	if method.NumOut() != 2 || method.Out(1) != reflect.TypeFor[error]() || !strings.EqualFold(method.Out(0).String(), wantOut) {
		t.Errorf("returns %v, want %s and an error", method, wantOut)
	}
}

func lastSegment(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }

// checkSent calls a method with 17 for all that it needs and nothing else, and looks at what is sent.
func checkSent(t *testing.T, verb, path, service, goMethod string) {
	var got string
	var query url.Values
	var known Operation
	client, err := New(testToken, WithHTTPClient(&http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		got, query = req.Method+" "+req.URL.Path, req.URL.Query()
		known, _ = OperationFrom(req.Context())
		return nil, context.Canceled
	})}))
	if err != nil {
		t.Fatal(err)
	}
	method := reflect.ValueOf(client.Services).FieldByName(service).MethodByName(goMethod)
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn()-1; i++ {
		arg := reflect.New(method.Type().In(i)).Elem()
		switch {
		case arg.CanInt():
			arg.SetInt(17)
		case arg.Kind() == reflect.String:
			arg.SetString("17")
		case arg.Type() == reflect.TypeFor[gen.RatingBody]():
			arg.FieldByName("Value").SetFloat(8.5) // 0 is no rating and refused
		}
		args = append(args, arg)
	}
	op, _, _ := spec.Match(verb, placeholder.ReplaceAllString(path, "17"))
	wantQuery := url.Values{}
	for p := range op.In(spec.InQuery) {
		if p.Required {
			args = append(args, reflect.ValueOf(Query(p.Name, some(p))))
			wantQuery.Set(p.Name, some(p))
		}
	}
	out := method.Call(args)
	if !out[0].IsNil() || out[1].IsNil() {
		t.Errorf("gave %v, %v", out[0], out[1])
	}
	if want := verb + " " + placeholder.ReplaceAllString(path, "17"); got != want || query.Encode() != wantQuery.Encode() {
		t.Errorf("sent %s with %v, want %s with %v", got, query, want, wantQuery)
	}
	if known.Method != verb || known.Path != path || known.Service != service || known.GoMethod != goMethod {
		t.Errorf("the operation is %+v", known)
	}
}

// some returns a value that a parameter takes.
func some(p *spec.Parameter) string {
	if p.Type == "boolean" {
		return "true"
	}
	return "17"
}
