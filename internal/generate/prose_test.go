package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

func TestMethodDoc(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		op   *read.Operation
		want []string
	}{
		"a verb": {
			&read.Operation{
				Operation: spec.Operation{Method: "GET", Path: "/3/x", GoMethod: "X", Summary: "The X", Docs: "https://example.com/x"},
				Source:    &openapi3.Operation{Description: "Returns the x"}, Statuses: []string{"200", "400", "422", "429"},
			},
			[]string{"X returns the x.", "TMDB: GET /3/x, [The X]", "Errors: [ErrInvalid], [ErrRateLimited], all as *[Error].", "[The X]: https://example.com/x"},
		},
		"no verb": {
			&read.Operation{
				Operation: spec.Operation{Method: "POST", Path: "/3/x", GoMethod: "X", Summary: "Do X"},
				Source:    &openapi3.Operation{Description: "The x. It is good.\n\nVery.", Deprecated: true, Extensions: map[string]any{"x-deprecated-reason": "Use Y."}}, Statuses: []string{"default"},
			},
			[]string{
				"X is TMDB's “Do X”. The x. It is good.", "Very.", "TMDB: POST /3/x", "Errors: [ErrUnavailable], all as *[Error].",
				"Deprecated: Use Y.",
			},
		},
	} {
		if got := methodDoc(test.op); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func TestComment(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 50)
	got := comment([]string{long, "second\nparagraph", strings.Repeat("x", 200), "[A b]: https://example.com/a", "[C]: https://example.com/c"})
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "//") || (len(line) > 101 && !strings.Contains(line, "xxx")) {
			t.Errorf("line %q", line)
		}
	}
	if !strings.HasSuffix(got, "\n//\n// second paragraph\n//\n// "+strings.Repeat("x", 200)+"\n//\n// [A b]: https://example.com/a\n// [C]: https://example.com/c\n") {
		t.Errorf("got %q", got)
	}
}
