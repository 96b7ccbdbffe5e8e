package proof

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/gen"
)

// requestRecorder is the generated client with a server that keeps what it is asked.
type requestRecorder struct {
	client *gen.Client
	seen   chan *http.Request
}

func newRequestRecorder(t *testing.T) requestRecorder {
	t.Helper()
	// One call at a time, and the handler must not wait for the test.
	seen := make(chan *http.Request, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { seen <- r }))
	t.Cleanup(server.Close)
	client, err := gen.NewClient(server.URL, gen.WithHTTPClient(server.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return requestRecorder{client: client, seen: seen}
}

// request returns what the server is asked when the operation is called with these path parameters
// and with query parameters that set fills in; a nil set means nil params.
func (rr requestRecorder) request(t *testing.T, op operation, path []any, set func(params reflect.Value) error) *http.Request {
	t.Helper()
	method, err := op.clientMethod(rr.client, "")
	if err != nil {
		t.Fatal(err)
	}
	editor := func(context.Context, *http.Request) error { return nil }
	args, err := op.arguments(t.Context(), method.Type(), path, set, editor)
	if err != nil {
		t.Fatal(err)
	}
	out := method.Call(args)
	if err, ok := out[1].Interface().(error); ok {
		t.Fatal(err)
	}
	out[0].Interface().(*http.Response).Body.Close()
	return <-rr.seen
}

func TestRequests(t *testing.T) {
	t.Parallel()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	rr := newRequestRecorder(t)
	for _, op := range ops {
		t.Run(op.ID, func(t *testing.T) {
			check := func(name string, path []any, set func(reflect.Value) error, query map[string]string) {
				t.Run(name, func(t *testing.T) {
					r := rr.request(t, op, path, set)
					checkLine(t, op, r, path)
					checkQuery(t, r, query)
				})
			}
			path := op.pathExamples()
			check("empty", path, setNothing, op.required())
			check("full", path, op.setAll(example), op.all(example))
			if len(op.required()) == 0 {
				check("nil", path, nil, nil)
			}
			check("odd", odd(op, path), op.setAll(oddExample), op.all(oddExample))
		})
	}
}

// checkLine checks method and path as they went over the wire.
func checkLine(t *testing.T, op operation, r *http.Request, path []any) {
	t.Helper()
	if r.Method != op.Method {
		t.Errorf("method %s, want %s", r.Method, op.Method)
	}
	rawPath, _, _ := strings.Cut(r.RequestURI, "?")
	var got []string
	for segment := range strings.SplitSeq(rawPath, "/") {
		plain, err := url.PathUnescape(segment)
		if err != nil {
			t.Fatalf("path %s: %v", rawPath, err)
		}
		got = append(got, plain)
	}
	want := strings.Split(op.Path, "/")
	for i, segment := range want {
		if placeholder.MatchString(segment) {
			want[i], path = wire(path[0]), path[1:]
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("path %s, want %s", rawPath, strings.Join(want, "/"))
	}
}

// checkQuery checks that the query, decoded once, is want and nothing else.
func checkQuery(t *testing.T, r *http.Request, want map[string]string) {
	t.Helper()
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		t.Fatalf("query %s: %v", r.URL.RawQuery, err)
	}
	got := map[string]string{}
	for name, list := range values {
		if len(list) != 1 {
			t.Errorf("%s is sent %d times: %s", name, len(list), r.URL.RawQuery)
		}
		got[name] = list[0]
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s=%s is sent, but was not set", name, got[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		value, ok := got[name]
		switch {
		case !ok:
			t.Errorf("%s is not sent, want %q", name, want[name])
		case value != want[name]:
			t.Errorf("%s=%q is sent, want %q", name, value, want[name])
		}
	}
}

func setNothing(reflect.Value) error { return nil }

// setAll returns a function that fills in every field of params with what value says of its
// parameter. It fails if the fields are not those that the spec has.
func (op operation) setAll(value func(*openapi3.Parameter) any) func(reflect.Value) error {
	return func(params reflect.Value) error {
		byName := map[string]*openapi3.Parameter{}
		for _, p := range op.in("query") {
			byName[p.Name] = p
		}
		for field, v := range params.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("form"), ",")
			p, ok := byName[name]
			if !ok {
				return fmt.Errorf("field %s of %s is for no parameter of the spec", field.Name, params.Type())
			}
			delete(byName, name)
			filled, err := decoded(value(p), field.Type)
			if err != nil {
				return fmt.Errorf("field %s of %s: %w", field.Name, params.Type(), err)
			}
			v.Set(filled)
		}
		if len(byName) > 0 {
			return fmt.Errorf("%s has no field for %q", params.Type(), slices.Sorted(maps.Keys(byName)))
		}
		return nil
	}
}

// all returns the query that setAll with the same value leads to.
func (op operation) all(value func(*openapi3.Parameter) any) map[string]string {
	query := map[string]string{}
	for _, p := range op.in("query") {
		query[p.Name] = wire(value(p))
	}
	return query
}

// required returns the query of a params struct that is empty: nothing but the zeros of what has to
// be there.
func (op operation) required() map[string]string {
	query := map[string]string{}
	for _, p := range op.in("query") {
		switch kind := p.Schema.Value.Type; {
		case !p.Required:
		case kind.Is("integer"), kind.Is("number"):
			query[p.Name] = "0"
		case kind.Is("boolean"):
			query[p.Name] = "false"
		default:
			query[p.Name] = ""
		}
	}
	return query
}

// wire returns a value of the spec as TMDB wants it in a URL: lists joined by commas, booleans as
// true and false, numbers without an exponent.
func wire(value any) string {
	switch value := value.(type) {
	case []any:
		var texts []string
		for _, v := range value {
			texts = append(texts, wire(v))
		}
		return strings.Join(texts, ",")
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	default:
		return fmt.Sprint(value)
	}
}

func example(p *openapi3.Parameter) any { return p.Example }

// oddText has what has to be escaped in a path or a query, and what is escaped twice where code is
// not careful. A client that joins parts of URLs itself gets one of them wrong.
const oddText = "a b+c&d=e%2C100%?#;ü|é"

// oddExample returns a value that is hard to send: odd text for text, a number that some would
// write with an exponent, and false, which is a value too.
func oddExample(p *openapi3.Parameter) any {
	schema := p.Schema.Value
	if plainText(schema) {
		return oddText
	}
	switch {
	case schema.Type.Is("array") && plainText(schema.Items.Value):
		return []any{"watch/providers", "season/1", oddText}
	case schema.Type.Is("integer"):
		return 30000000
	case schema.Type.Is("number"):
		return 0.5
	case schema.Type.Is("boolean"):
		return false
	default:
		return p.Example
	}
}

func plainText(schema *openapi3.Schema) bool {
	return schema.Type.Is("string") && schema.Format == ""
}

// odd returns path with odd text, and a slash, for every text.
func odd(op operation, path []any) []any {
	path = slices.Clone(path)
	for i, p := range op.in("path") {
		if plainText(p.Schema.Value) {
			path[i] = "x/" + oddText
		}
	}
	return path
}

// TestExamplesOfParameters checks the values that TestRequests takes for good: examples are what TMDB
// wants, and there are lists, dates and booleans among them.
func TestExamplesOfParameters(t *testing.T) {
	t.Parallel()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	date := regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	var lists, dates, bools int
	for _, op := range ops {
		for _, p := range slices.Concat(op.in("path"), op.in("query")) {
			schema, text := p.Schema.Value, wire(p.Example)
			switch {
			case p.Example == nil || text == "":
				t.Errorf("%s: %s has no example", op, p.Name)
			case schema.Format == "date":
				dates++
				if !date.MatchString(text) {
					t.Errorf("%s: %s has the example %q, want YYYY-MM-DD", op, p.Name, text)
				}
			case schema.Type.Is("boolean"):
				bools++
				if text != "true" && text != "false" {
					t.Errorf("%s: %s has the example %q, want true or false", op, p.Name, text)
				}
			case schema.Type.Is("array"):
				lists++
				if _, ok := p.Example.([]any); !ok {
					t.Errorf("%s: %s has the example %q, want a list", op, p.Name, text)
				}
			}
		}
	}
	if lists == 0 || dates == 0 || bools == 0 {
		t.Errorf("%d lists, %d dates and %d booleans among the parameters, want some of each", lists, dates, bools)
	}
}

// TestAppendIsReadable has the one query that users of other clients complain about.
func TestAppendIsReadable(t *testing.T) {
	t.Parallel()
	req, err := gen.NewMovieDetailsRequest("https://api.themoviedb.org", 550, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendWatchProviders},
		Language:         new("pt-BR"),
	})
	if err != nil {
		t.Fatal(err)
	}
	once, err := url.QueryUnescape(req.URL.RawQuery)
	if err != nil {
		t.Fatal(err)
	}
	if want := "append_to_response=credits,watch/providers&language=pt-BR"; once != want {
		t.Errorf("query decoded once is %s, want %s", once, want)
	}
	if got, want := req.URL.Path, "/3/movie/550"; got != want {
		t.Errorf("path %s, want %s", got, want)
	}
}
