package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReport(t *testing.T) {
	t.Parallel()
	redocly := tools[slices.IndexFunc(tools, func(t *tool) bool { return t.name == "redocly" })]
	known := map[string][]knownFault{"redocly": {{Where: "#/a", Text: "no-b", Reason: "it is TMDB's own"}}}
	only31 := map[string][]knownFault{"redocly": {{Where: "#/a", Text: "no-b", OpenAPI: "3.1", Reason: "it is 3.1's"}}}
	for name, test := range map[string]struct {
		outcome outcome
		known   map[string][]knownFault
		ok      bool
		row     string
		line    string
	}{
		"clean":          {outcome{1, nil}, nil, true, "| 1 / 1 | 0 | 2 |", ""},
		"a fault":        {outcome{1, []fault{{"#/a", "no-b: B."}}}, nil, false, "| 0 / 1 | 0 | 2 |", "FAULT  redocly 3.0: #/a: no-b: B.\n"},
		"two of a thing": {outcome{3, []fault{{"#/a", "b"}, {"#/a", "c"}}}, nil, false, "| 2 / 3 | 0 | 2 |", "FAULT  redocly 3.0: #/a: c\n"},
		"a known one":    {outcome{1, []fault{{"#/a", "no-b: B."}}}, known, true, "| 1 / 1 | 1 | 2 |", "known  redocly 3.0: #/a: no-b: B.: it is TMDB's own\n"},
		"elsewhere": {outcome{1, []fault{{"#/a", "no-b: B."}, {"#/c", "no-b: B."}}}, known, false, "| 0 / 1 | 1 | 2 |",
			"FAULT  redocly 3.0: #/c: no-b: B.\n"},
		"known elsewhere": {outcome{1, []fault{{"#/a", "no-b: B."}}}, only31, false, "| 0 / 1 | 0 | 2 |",
			"FAULT  redocly 3.0: #/a: no-b: B.\nSTALE  redocly: #/a: no-b: take it out of known.json\n"},
		"a known one is gone": {outcome{1, nil}, known, false, "| 1 / 1 | 0 | 2 |", "STALE  redocly: #/a: no-b: take it out of known.json\n"},
		"another tool's":      {outcome{1, nil}, map[string][]knownFault{"ogen": known["redocly"]}, true, "| 1 / 1 | 0 | 2 |", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			ok := report(&out, []*job{{tool: redocly, bundle: "3.0", version: "2.0.0", took: 2 * time.Second, outcome: test.outcome}}, test.known)
			if got := out.String(); ok != test.ok || !strings.Contains(got, test.row) || !strings.HasSuffix(got, "|\n"+test.line) && !strings.HasSuffix(got, "\n"+test.line) {
				t.Errorf("%v with\n%swant %v with %s and %s", ok, got, test.ok, test.row, test.line)
			}
		})
	}
}
