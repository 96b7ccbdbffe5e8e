package tmdbtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// newChecked is NewServer with every response held to the spec: a status or field that the spec does not
// have, a field that it requires and is missing, and a value of another type fail the test.
func newChecked(t testing.TB, opts ...Option) *Server {
	t.Helper()
	s, err := NewUnstarted(append(opts, reportTo(t))...)
	if err != nil {
		t.Fatal(err)
	}
	s.http = httptest.NewServer(checkAnswers(t, s.Handler()))
	s.URL = s.http.URL
	t.Cleanup(s.Close)
	return s
}

// checkAnswers holds what the handler responses to the spec.
func checkAnswers(t testing.TB, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		copied := &copyWriter{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(copied, r)
		op, _, _ := spec.Match(r.Method, r.URL.EscapedPath())
		if op == nil || copied.status == http.StatusNotModified {
			return
		}
		body, err := copied.plain()
		if err != nil {
			t.Errorf("%s: body of the response: %v", op.ID, err)
			return
		}
		for _, wrong := range checkResponse(op.ID, copied.status, body) {
			t.Errorf("%s responds %d: %s", op.ID, copied.status, wrong)
		}
	})
}

// copyWriter keeps what is written.
type copyWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *copyWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *copyWriter) Write(b []byte) (int, error) {
	w.body.Write(b)
	return w.ResponseWriter.Write(b)
}

func (w *copyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// plain returns the body without compression.
func (w *copyWriter) plain() ([]byte, error) {
	if w.Header().Get("Content-Encoding") != "gzip" {
		return w.body.Bytes(), nil
	}
	z, err := gzip.NewReader(&w.body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// specOperations are the operations of the spec, with their responses, by id.
var specOperations = sync.OnceValue(func() map[string]*read.Operation {
	doc, err := read.Load(api.Spec)
	if err != nil {
		panic(err) // other tests say so better
	}
	all := map[string]*read.Operation{}
	for _, op := range doc.Operations {
		all[op.ID] = op
	}
	return all
})

// checkResponse returns what is wrong with a response to an operation.
func checkResponse(id string, status int, body []byte) []string {
	op := specOperations()[id]
	if op == nil {
		return []string{"the spec has no such operation"}
	}
	schema := op.Response(status)
	if schema == nil {
		return []string{"the spec has no JSON for the status"}
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return []string{"no JSON: " + err.Error()}
	}
	var wrong []string
	if err := schema.VisitJSON(v, openapi3.MultiErrors(), openapi3.VisitAsResponse(), openapi3.DisableSchemaErrorDetails()); err != nil {
		wrong = append(wrong, err.Error())
	}
	undeclared("", schema, v, &wrong)
	slices.Sort(wrong)
	return slices.Compact(wrong)
}

// undeclared adds the fields of v that the schema does not have.
func undeclared(at string, s *openapi3.Schema, v any, wrong *[]string) {
	switch v := v.(type) {
	case []any:
		items := itemsOf(s)
		for i, item := range v {
			if items != nil {
				undeclared(fmt.Sprintf("%s/%d", at, i), items, item, wrong)
			}
		}
	case map[string]any:
		for _, part := range parts(s, v) {
			if part.AdditionalProperties.Has != nil && *part.AdditionalProperties.Has {
				return
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			property, ok := propertyOf(s, v, key)
			switch {
			case !ok:
				*wrong = append(*wrong, fmt.Sprintf("%s/%s: undeclared", at, key))
			case property != nil:
				undeclared(at+"/"+key, property, v[key], wrong)
			}
		}
	}
}

// parts returns the schemas that together say what an object may have.
func parts(s *openapi3.Schema, v map[string]any) []*openapi3.Schema {
	list := []*openapi3.Schema{s}
	for _, ref := range s.AllOf {
		list = append(list, parts(ref.Value, v)...)
	}
	members := slices.Concat(s.OneOf, s.AnyOf)
	if s.Discriminator != nil {
		kind, _ := v[s.Discriminator.PropertyName].(string)
		chosen := s.Discriminator.Mapping[kind].Ref
		members = slices.DeleteFunc(members, func(ref *openapi3.SchemaRef) bool {
			return chosen != "" && ref.Ref != chosen
		})
	}
	for _, ref := range members {
		list = append(list, parts(ref.Value, v)...)
	}
	return list
}

// propertyOf returns the schema of a property, nil if anything goes, and false if there is none.
func propertyOf(s *openapi3.Schema, v map[string]any, key string) (*openapi3.Schema, bool) {
	free := false
	for _, part := range parts(s, v) {
		if ref := part.Properties[key]; ref != nil {
			return ref.Value, true
		}
		if ref := part.AdditionalProperties.Schema; ref != nil {
			return ref.Value, true
		}
		// A schema without a type takes any JSON.
		free = free || part.Type == nil && len(part.Properties) == 0 &&
			len(part.AllOf)+len(part.OneOf)+len(part.AnyOf) == 0
	}
	return nil, free
}

func itemsOf(s *openapi3.Schema) *openapi3.Schema {
	for _, part := range parts(s, nil) {
		if part.Items != nil {
			return part.Items.Value
		}
	}
	return nil
}

func TestCheckAnswer(t *testing.T) {
	t.Parallel()
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
		{"unknown", "noSuchOperation", 200, `{}`, "no such operation"},
		{"no JSON", "validateKey", 200, `<html>`, "no JSON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			wrong := strings.Join(checkResponse(tt.id, tt.status, []byte(tt.body)), "\n")
			if (wrong == "") != (tt.want == "") || !strings.Contains(wrong, tt.want) {
				t.Errorf("faults %q, want %q", wrong, tt.want)
			}
		})
	}
}
