package main

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestOperationsOfTheBundle: query parameters by reference and in place, and what is so although it is a
// GET.
func TestOperationsOfTheBundle(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	writeTest(t, filepath.Join(root, bundleFile), strings.TrimSpace(`
paths:
  /3/movie/{movie_id}:
    get:
      operationId: plain
      parameters:
        - {$ref: '#/components/parameters/MovieID'}
        - {$ref: '#/components/parameters/Language'}
        - {name: page, in: query}
    delete: {operationId: deletes}
  /4/list/{list_id}/clear:
    get: {operationId: writes, x-writes: true}
  /3/authentication/token/new:
    get: {operationId: unique, x-unique-answer: true}
components:
  parameters:
    MovieID: {name: movie_id, in: path}
    Language: {name: language, in: query}
`))
	s, err := readBundle(root)
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		id             string
		query          []string
		writes, unique bool
	}
	var got []row
	for _, op := range s.operations {
		got = append(got, row{op.id, op.queryParams, op.writes, op.unique})
	}
	want := []row{
		{"plain", []string{"language", "page"}, false, false},
		{"deletes", nil, true, false},
		{"writes", nil, true, false},
		{"unique", nil, false, true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
