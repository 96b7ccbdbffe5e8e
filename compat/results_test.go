package main

import (
	"slices"
	"strings"
	"testing"
)

func TestReadResults(t *testing.T) {
	t.Parallel()
	const good = `{"call":"movieInfo (append)","request":"GET /3/movie/550","status":404,"failure":"Not found"}` + "\n"
	for name, test := range map[string]struct{ out, err string }{
		"a result":         {good, ""},
		"none":             {"", "made no calls"},
		"chatter":          {"hello\n" + good, `printed "hello"`},
		"an unknown field": {`{"call":"a","stauts":200}`, "unknown field"},
		"no name":          {`{"status":200}`, `call ""`},
		"twice":            {good + good, `call "movieInfo (append)"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			results, err := readResults([]byte(test.out))
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want %q", err, test.err)
				}
				return
			}
			want := []result{{"movieInfo (append)", "GET /3/movie/550", 404, "Not found"}}
			if err != nil || !slices.Equal(results, want) {
				t.Errorf("%v, %v, want %v", results, err, want)
			}
		})
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	passes := result{"a", "GET /a", 200, ""}
	fails := result{"a", "GET /a", 404, "Not found"}
	silent := result{Call: "a", Failure: "no such method"}
	known := map[string]knownFailure{"a": {Status: 404, Reason: "it asks for b"}}
	for name, test := range map[string]struct {
		result result
		known  map[string]knownFailure
		ok     bool
		want   string
	}{
		"passes":            {passes, nil, true, "x: 1 of 1 calls pass, 0 known failures, 0 others\n"},
		"fails":             {fails, nil, false, "x: 0 of 1 calls pass, 0 known failures, 1 others\n  FAIL   a, GET /a, 404: Not found\n"},
		"sends nothing":     {silent, nil, false, "x: 0 of 1 calls pass, 0 known failures, 1 others\n  FAIL   a, no request: no such method\n"},
		"fails as known":    {fails, known, true, "x: 0 of 1 calls pass, 1 known failures, 0 others\n  known  a, GET /a, 404: it asks for b\n"},
		"fails otherwise":   {silent, known, false, "x: 0 of 1 calls pass, 0 known failures, 1 others\n  FAIL   a, no request: no such method\n"},
		"passes, but known": {passes, known, false, "x: 1 of 1 calls pass, 0 known failures, 0 others\n  STALE  a passes: take it out of known.json\n"},
		"is not called": {passes, map[string]knownFailure{"b": {Status: 404, Reason: "gone"}}, false,
			"x: 1 of 1 calls pass, 0 known failures, 0 others\n  STALE  b is not called: take it out of known.json\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			if ok := report(&out, "x", []result{test.result}, test.known); ok != test.ok || out.String() != test.want {
				t.Errorf("%v with\n%swant %v with\n%s", ok, out.String(), test.ok, test.want)
			}
		})
	}
}
