package main

import (
	"slices"
	"strings"
	"testing"
)

func TestReaders(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		read func([]byte) ([]fault, error)
		out  string
		want []fault
		err  string
	}{
		"redocly, clean": {readRedocly, `{"totals":{"errors":0,"warnings":0},"problems":[]}`, nil, ""},
		"redocly, a fault": {readRedocly, `{"totals":{"errors":0,"warnings":1,"ignored":0},"problems":[
			{"ruleId":"no-ambiguous-paths","severity":"warn","message":"Two.","location":[{"pointer":"#/paths/~1a"}]}]}`,
			[]fault{{"#/paths/~1a", "no-ambiguous-paths: Two."}}, ""},
		"redocly, no place":    {readRedocly, `{"totals":{"errors":1},"problems":[{"ruleId":"a","message":"b"}]}`, []fault{{"?", "a: b"}}, ""},
		"redocly, fewer":       {readRedocly, `{"totals":{"errors":3,"warnings":1},"problems":[]}`, nil, "counts 4 problems and lists 0"},
		"redocly, another":     {readRedocly, `{}`, nil, "no totals"},
		"redocly, chatter":     {readRedocly, `Hello`, nil, "redocly's JSON"},
		"spectral, clean":      {readSpectral, `[]`, nil, ""},
		"spectral, a fault":    {readSpectral, `[{"code":"oas3-schema","path":["paths","/a","get",0],"message":"Bad.","severity":0}]`, []fault{{"#/paths/~1a/get/0", "oas3-schema: Bad."}}, ""},
		"spectral, chatter":    {readSpectral, `OpenAPI 3.x detected`, nil, "spectral's JSON"},
		"scalar, clean":        {readScalar, `{"valid":true,"errors":[]}`, nil, ""},
		"scalar, a fault":      {readScalar, `{"valid":false,"errors":[{"message":"No info.","path":"/info"}]}`, []fault{{"/info", "No info."}}, ""},
		"scalar, contradicted": {readScalar, `{"valid":false,"errors":[]}`, nil, "lists 0 errors"},
		"scalar, another":      {readScalar, `{}`, nil, "does not say"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.read([]byte(test.out))
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want %q", err, test.err)
				}
				return
			}
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%v, %v, want %v", got, err, test.want)
			}
		})
	}
}

func TestReadTSC(t *testing.T) {
	t.Parallel()
	const out = "tmdb/types.gen.ts(12,3): error TS2300: Duplicate identifier 'A'.\n  And more of it.\nhey-api.ts(1,1): error TS2305: No 'b'.\n"
	want := []fault{
		{"tmdb/types.gen.ts", "error TS2300: Duplicate identifier 'A'."},
		{"hey-api.ts", "error TS2305: No 'b'."},
	}
	if got := readTSC([]byte(out)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := readTSC([]byte("error TS5083: Cannot read file.\n")); got != nil {
		t.Errorf("%v, want none: it is of no file", got)
	}
}

func TestReadCalls(t *testing.T) {
	t.Parallel()
	o, err := readCalls([]byte(`{"operation":"a","failure":""}` + "\n" + `{"operation":"b","failure":"status 404"}` + "\n"))
	if err != nil || o.all != 2 || !slices.Equal(o.faults, []fault{{"b", "status 404"}}) {
		t.Errorf("%+v, %v, want 2 calls and the fault of b", o, err)
	}
	for out, want := range map[string]string{"": "no calls", "hello\n": `"hello"`, "{}\n": "want an operation"} {
		if _, err := readCalls([]byte(out)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", out, err, want)
		}
	}
}

func TestModuleVersion(t *testing.T) {
	t.Parallel()
	const mod = "module a\n\nrequire example.org/b v1.2.3\n\nrequire (\n\texample.org/c/v2 v2.0.1 // indirect\n)\n"
	for module, want := range map[string]string{"example.org/b": "1.2.3", "example.org/c/v2": "2.0.1", "example.org/c": ""} {
		got, err := moduleVersion([]byte(mod), module)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v, want %q", module, got, err, want)
		}
	}
}
