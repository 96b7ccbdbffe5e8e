package read

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const head = `
openapi: 3.0.3
info: {title: T, version: '1'}
tags: [{name: MOVIES, x-service-name: Movies}]
`

// TestLoad: parameters by reference and in place, and what is so although it is a GET.
func TestLoad(t *testing.T) {
	t.Parallel()
	d, err := Load([]byte(head + `
paths:
  /3/movie/{movie_id}/video/{video_id}:
    get:
      operationId: plain
      summary: Plain
      tags: [MOVIES]
      x-method-name: Plain
      externalDocs: {url: 'https://example.com/plain'}
      parameters:
        - {name: page, in: query, schema: {type: integer, minimum: 1, maximum: 500}}
        - {name: video_id, in: path, required: true, schema: {type: string}}
        - {$ref: '#/components/parameters/MovieID'}
        - {name: end_date, in: query, x-max-days: 14, schema: {type: string, format: date}}
        - {name: append_to_response, in: query, schema: {type: array, maxItems: 20, items: {type: string, enum: [a, b]}}}
      responses: {'200': {description: d}, default: {description: d}}
    delete: {operationId: deletes, tags: [MOVIES], responses: {'200': {description: d}}}
  /4/list/{list_id}/clear:
    get: {operationId: writes, tags: [MOVIES], x-writes: true, responses: {'200': {description: d}}}
  /3/authentication/token/new:
    get: {operationId: unique, tags: [MOVIES], x-unique-response: true, x-ignores-page: true, responses: {'200': {description: d}}}
    post:
      operationId: posts
      tags: [MOVIES]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/RatingBody'}}}}
      responses: {'200': {description: d}}
components:
  parameters:
    MovieID: {name: movie_id, in: path, required: true, schema: {type: integer}}
  schemas:
    RatingBody:
      allOf: [{$ref: '#/components/schemas/SessionBody'}]
      properties:
        value: {type: number, minimum: 0.5, maximum: 10, multipleOf: 0.5}
        kind: {anyOf: [{type: string, enum: [x]}, {type: string}]}
      required: [value]
    SessionBody: {type: object, properties: {session_id: {type: string, format: password}}}
  securitySchemes:
    key: {type: apiKey, in: query, name: api_key}
`))
	if err != nil {
		t.Fatal(err)
	}
	movieID := &spec.Parameter{Name: "movie_id", In: "path", Required: true, Schema: spec.Schema{Type: "integer"}}
	want := []spec.Operation{
		{
			ID: "plain", Method: "GET", Path: "/3/movie/{movie_id}/video/{video_id}", Tag: "MOVIES", Service: "Movies",
			GoMethod: "Plain", Summary: "Plain", Docs: "https://example.com/plain",
			Parameters: []*spec.Parameter{
				movieID,
				{Name: "video_id", In: "path", Required: true, Schema: spec.Schema{Type: "string"}},
				{Name: "page", In: "query", Schema: spec.Schema{Type: "integer", Min: spec.Bound{Set: true, Value: 1}, Max: spec.Bound{Set: true, Value: 500}}},
				{Name: "end_date", In: "query", Schema: spec.Schema{Type: "string", Format: "date", MaxDays: 14}},
				{Name: "append_to_response", In: "query", Schema: spec.Schema{Type: "array", MaxItems: 20, Items: &spec.Schema{Type: "string", Enum: []string{"a", "b"}}}},
			},
		},
		{ID: "deletes", Method: "DELETE", Path: "/3/movie/{movie_id}/video/{video_id}", Tag: "MOVIES", Service: "Movies", Writes: true},
		{ID: "writes", Method: "GET", Path: "/4/list/{list_id}/clear", Tag: "MOVIES", Service: "Movies", Writes: true},
		{ID: "unique", Method: "GET", Path: "/3/authentication/token/new", Tag: "MOVIES", Service: "Movies", Unique: true, IgnoresPage: true},
		{
			ID: "posts", Method: "POST", Path: "/3/authentication/token/new", Tag: "MOVIES", Service: "Movies", Writes: true,
			Body: &spec.Schema{Type: "object", Properties: []spec.Property{
				{Name: "kind", Schema: spec.Schema{Type: "string", Enum: []string{"x"}, Open: true}},
				{Name: "value", Required: true, Schema: spec.Schema{Type: "number", Min: spec.Bound{Set: true, Value: 0.5}, Max: spec.Bound{Set: true, Value: 10}, MultipleOf: 0.5}},
				{Name: "session_id", Schema: spec.Schema{Type: "string", Format: "password"}},
			}},
		},
	}
	for i, op := range d.Operations {
		if i >= len(want) || !reflect.DeepEqual(op.Operation, want[i]) {
			t.Errorf("operation %d is\n%+v\nwant\n%+v", i, op.Operation, want[min(i, len(want)-1)])
		}
	}
	if !slices.Equal(d.Operations[0].Statuses, []string{"200", "default"}) {
		t.Errorf("statuses %q", d.Operations[0].Statuses)
	}
	if want := []string{"api_key", "session_id"}; !slices.Equal(d.Secrets, want) {
		t.Errorf("secrets %q, want %q", d.Secrets, want)
	}
	if len(d.Parameters) != 1 || d.Parameters[0].Name != "MovieID" || !reflect.DeepEqual(d.Parameters[0].Parameter, movieID) {
		t.Errorf("shared parameters %+v", d.Parameters)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ paths, want string }{
		"no tag":       {"{/a: {get: {operationId: a, responses: {}}}}", "GET /a: it has the tags"},
		"header":       {"{/a: {get: {operationId: a, tags: [MOVIES], parameters: [{name: h, in: header, schema: {type: string}}], responses: {}}}}", "parameter h in header: want path or query"},
		"body in text": {"{/a: {post: {operationId: a, tags: [MOVIES], requestBody: {content: {text/plain: {}}}, responses: {}}}}", "the body is not application/json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := Load([]byte(head + "paths: " + test.paths)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// TestTable holds the table of package spec against the bundle.
func TestTable(t *testing.T) {
	t.Parallel()
	d, err := Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]*spec.Operation{}
	for _, op := range spec.Operations {
		table[op.ID] = op
	}
	if len(table) != 176 || len(spec.Operations) != len(table) || len(d.Operations) != len(table) {
		t.Errorf("%d operations, %d of the bundle, %d ids", len(spec.Operations), len(d.Operations), len(table))
	}
	for _, op := range d.Operations {
		if !reflect.DeepEqual(table[op.ID], &op.Operation) {
			t.Errorf("%s is\n%+v\nwant\n%+v", op.ID, table[op.ID], op.Operation)
		}
	}
	if !slices.Equal(spec.StatusCodes, d.StatusCodes) || !slices.Equal(spec.Secrets, d.Secrets) {
		t.Error("the status codes or the secrets are not those of the bundle: run go generate ./...")
	}
}

func TestCheckResponse(t *testing.T) {
	t.Parallel()
	doc, err := Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, id string
		status   int
		body     string
		want     string // part of the only fault, empty for none
	}{
		{"right", "validateKey", 200, `{"status_code":1,"status_message":"Success."}`, ""},
		{"undeclared", "validateKey", 200, `{"status_code":1,"status_message":"","extra":1}`, "/extra: undeclared"},
		{"missing", "createSession", 200, `{"success":true}`, "session_id"},
		{"type", "validateKey", 200, `{"status_code":"1","status_message":""}`, "status_code"},
		{"status", "validateKey", 201, `{"status_code":1,"status_message":""}`, "no JSON for the status"},
		{"failure", "validateKey", 404, `{"status_code":34,"status_message":"","success":false}`, ""},
		{"row", "popularMovies", 200, `{"page":1,"results":[{"adult":false,"backdrop_path":null,"genre_ids":[],"id":1,"poster_path":null,"vote_average":1,"vote_count":1,"extra":1}],"total_pages":1,"total_results":1}`, "/results/0/extra: undeclared"},
		{"no JSON", "validateKey", 200, `<html>`, "no JSON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(doc.Operations, func(op *Operation) bool { return op.ID == tt.id })
			wrong := strings.Join(doc.Operations[i].CheckResponse(tt.status, []byte(tt.body)), "\n")
			if (wrong == "") != (tt.want == "") || !strings.Contains(wrong, tt.want) {
				t.Errorf("faults %q, want %q", wrong, tt.want)
			}
		})
	}
}
