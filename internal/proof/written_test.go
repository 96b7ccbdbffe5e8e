package proof

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

// TestWrittenRecordings wants a recording in testdata for everything that the spec says a response can be,
// so that TestRecordings means something where nothing recorded is at hand.
func TestWrittenRecordings(t *testing.T) {
	t.Parallel()
	written, err := recorded.Read(filepath.Join("testdata", "responses"))
	if err != nil {
		t.Fatal(err)
	}
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	shapes, shown := map[string]operation{}, map[string]bool{}
	for _, op := range ops {
		for _, status := range []int{http.StatusOK, http.StatusCreated} {
			if response := op.Source.Responses.Status(status); response != nil && response.Value.Content.Get("application/json") != nil {
				ref := response.Value.Content.Get("application/json").Schema.Ref
				shapes[ref] = op
				shown[ref] = shown[ref] || slices.ContainsFunc(written, func(a recorded.Response) bool {
					return a.Method == op.Method && a.Path == op.Path && a.Status == status
				})
			}
		}
	}
	for ref, op := range shapes {
		if !shown[ref] {
			t.Errorf("testdata/responses has no %s, as in the response of %s", strings.TrimPrefix(ref, "#/components/schemas/"), op)
		}
	}

	// The failures that programs have to tell apart.
	for _, status := range []int{400, 401, 404, 422, 429, 503} {
		if !slices.ContainsFunc(written, func(a recorded.Response) bool { return a.Status == status }) {
			t.Errorf("testdata/responses has no failure with status %d", status)
		}
	}
}

// TestNamesOfWrittenRecordings wants files to be named for the operation, and for what is in them.
func TestNamesOfWrittenRecordings(t *testing.T) {
	t.Parallel()
	written, err := recorded.Read(filepath.Join("testdata", "responses"))
	if err != nil {
		t.Fatal(err)
	}
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for _, op := range ops {
		ids[op.String()] = op.ID
	}
	for _, a := range written {
		if id, _, _ := strings.Cut(filepath.Base(a.File), "__"); id != ids[a.Method+" "+a.Path] {
			t.Errorf("%s has a recording of %s %s: want the name %s__….json", a.File, a.Method, a.Path, ids[a.Method+" "+a.Path])
		}
	}
}
