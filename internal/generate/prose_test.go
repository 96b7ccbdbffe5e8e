package main

import (
	"slices"
	"strings"
	"testing"
)

func TestMethodDoc(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		op   operation
		want []string
	}{
		"a verb": {
			operation{method: "get", path: "/3/x", goMethod: "X", description: "Returns the x", statuses: []string{"200", "400", "422", "429"}},
			[]string{"X returns the x.", "TMDB: GET /3/x", "Errors: [ErrInvalid], [ErrRateLimited], all as *[Error]."},
		},
		"no verb": {
			operation{method: "post", path: "/3/x", goMethod: "X", summary: "Do X", description: "The x. It is good.\n\nVery.", statuses: []string{"default"}, deprecated: true},
			[]string{
				"X is TMDB's “Do X”. The x. It is good.", "Very.", "TMDB: POST /3/x", "Errors: [ErrUnavailable], all as *[Error].",
				"Deprecated: TMDB advises against this operation.",
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
	got := comment([]string{long, "second\nparagraph", strings.Repeat("x", 200)})
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "//") || (len(line) > 101 && !strings.Contains(line, "xxx")) {
			t.Errorf("line %q", line)
		}
	}
	if !strings.HasSuffix(got, "\n//\n// second paragraph\n//\n// "+strings.Repeat("x", 200)+"\n") {
		t.Errorf("got %q", got)
	}
}
