package main

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestFindings(t *testing.T) {
	t.Parallel()
	known := map[string][]knownFault{
		"b": {{Where: "#/a", Text: "no-b", Reason: "it is TMDB's own"}},
		"a": {{Where: "#/a", Text: "no-b", OpenAPI: "3.0", Reason: "it is old"}},
	}
	faults := outcome{2, []fault{{"#/a", "no-b: B."}, {"#/a", "no-b: B., again"}}}
	var jobs []*job
	for _, bundle := range []string{"3.0", "3.1"} {
		for _, name := range []string{"b", "a"} {
			jobs = append(jobs, &job{tool: &tool{name: name, what: "Lints"}, bundle: bundle, version: "1.0", outcome: faults})
		}
	}
	old := []string{"it is old"}
	own := []string{"it is TMDB's own"}
	want := []finding{
		{"a", "1.0", "Lints", []document{{"3.0", 2, old}, {"3.1", 2, nil}}},
		{"b", "1.0", "Lints", []document{{"3.0", 2, own}, {"3.1", 2, own}}},
	}
	got := findings(jobs, known)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	file := filepath.Join(t.TempDir(), "table.json")
	if err := writeTable(file, got); err != nil {
		t.Fatal(err)
	}
	if read, err := readTable(file); err != nil || !reflect.DeepEqual(read, want) {
		t.Errorf("%+v, %v, want %+v", read, err, want)
	}
}

func TestUntrue(t *testing.T) {
	t.Parallel()
	a, b := finding{Tool: "a", Version: "1.0"}, finding{Tool: "b", Version: "1.0"}
	newer := finding{Tool: "a", Version: "1.1"}
	for name, test := range map[string]struct {
		table, found []finding
		all          bool
		want         []string
	}{
		"true":       {[]finding{a, b}, []finding{a, b}, true, nil},
		"newer":      {[]finding{a, b}, []finding{newer, b}, true, []string{"a"}},
		"not there":  {[]finding{a}, []finding{a, b}, true, []string{"b"}},
		"gone":       {[]finding{a, b}, []finding{a}, true, []string{"b"}},
		"not run":    {[]finding{a, b}, []finding{a}, false, nil},
		"one, newer": {[]finding{a, b}, []finding{newer}, false, []string{"a"}},
	} {
		if got := untrue(test.table, test.found, test.all); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestWriteWantsAllTools(t *testing.T) {
	t.Parallel()
	if err := run(t.Context(), "ogen", true, t.Output()); err == nil || !strings.Contains(err.Error(), "want -write alone") {
		t.Errorf("%v, want an error: the others would be gone from the table", err)
	}
}
