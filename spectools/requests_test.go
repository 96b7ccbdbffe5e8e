package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	t.Parallel()
	const bundle = `
paths:
  /4/list/{list_id}/clear:
    get:
      operationId: clearListV4
      parameters: [{$ref: '#/components/parameters/ListID'}]
  /3/movie/{movie_id}:
    parameters: [{name: movie_id, in: path, required: true}]
    get:
      operationId: movieDetails
      parameters: [{name: language, in: query}, {name: session_id, in: query}]
  /3/list:
    post: {operationId: createList}
components:
  parameters:
    ListID: {name: list_id, in: path, required: true}
`
	ops, err := readGETs([]byte(bundle))
	if err != nil {
		t.Fatal(err)
	}
	u := &user{application: "a", token: "t", session: "s", listOfTheirOwn: "7"}
	got, err := u.fill(ops)
	want := []request{
		{"movieDetails", "/3/movie/550?session_id=s", "a"},
		{"movieDetails with all appended", "", "a"},
		{"clearListV4", "/4/list/7/clear", "t"},
	}
	if len(got) == 3 {
		if !strings.Contains(got[1].Path, "append_to_response=alternative_titles") {
			t.Errorf("%s appends nothing", got[1].Path)
		}
		got[1].Path = ""
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}

	if _, err := u.fill([]operation{{id: "a", path: "/3/{b}", parameters: []parameter{{"b", "path", true}}}}); err == nil || !strings.Contains(err.Error(), "none for b") {
		t.Errorf("error %v, want one that names the parameter b", err)
	}
	if _, err := readGETs([]byte("paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/C'}]}}}")); err == nil || !strings.Contains(err.Error(), "C") {
		t.Errorf("error %v, want one that names the reference", err)
	}
}

// TestFillAll tells of a new operation or parameter that no request can be made to.
func TestFillAll(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(root + "/" + bundles[0].file)
	if err != nil {
		t.Fatal(err)
	}
	ops, err := readGETs(data)
	if err != nil {
		t.Fatal(err)
	}
	requests, err := (&user{session: "s", guest: "g", accountObjectID: "o", listOfTheirOwn: "1"}).fill(ops)
	if err != nil || len(requests) != len(ops)+len(pieces) {
		t.Errorf("%d requests, %v, want one for each of %d operations and %d with appends", len(requests), err, len(ops), len(pieces))
	}
	for _, r := range requests {
		if strings.Contains(r.Path, "{") {
			t.Errorf("%s: %s is not filled in", r.Operation, r.Path)
		}
	}
}
