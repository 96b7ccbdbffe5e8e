package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	official := write("official.json", `{"paths":{"/3/weather":{"get":{"responses":{"200":{}}}}}}`)
	good := filepath.Dir(write("good/a.json", `{"method":"GET","path":"/3/movie/{movie_id}/keywords","status":200,"date":"2026","body":{"id":1,"keywords":[]}}`))
	bad := filepath.Dir(write("bad/a.json", `{"method":"GET","path":"/3/movie/{movie_id}/keywords","status":200,"date":"2026","body":{"id":"1","keywords":[{"id":1,"name":"","slug":""}]}}`))
	markdown := filepath.Join(dir, "out.md")
	for name, test := range map[string]struct {
		args []string
		out  string // part of the output
		err  string // part of the error, "" for none
	}{
		"known responses":   {[]string{"-recorded", good}, "0 differences in 0 operations; 1 recorded responses", ""},
		"unknown responses": {[]string{"-recorded", bad}, "found string, the spec has integer", `"unknown field","pointer":"response/keywords[]/slug"`},
		"as JSON":           {[]string{"-json", "-recorded", bad}, `"kind":"unknown type","pointer":"response/id"`, "unknown: GET /3/movie/{movie_id}/keywords"},
		"official":          {[]string{official}, "operation missing", "unknown: GET /3/weather"},
		"stale":             {[]string{"-recorded", good, official}, "operation missing", "stale: no failures explains nothing any more"},
		"as Markdown":       {[]string{"-markdown", markdown, official}, "GET /3/weather", "operation extra"},
		"neither":           {nil, "", "want TMDB's OpenAPI file"},
		"half a result":     {[]string{"-write", official}, "", "want TMDB's OpenAPI file"},
		"no such file":      {[]string{filepath.Join(dir, "none.json")}, "", "none.json"},
		"no such folder":    {[]string{"-recorded", filepath.Join(dir, "none")}, "", "none"},
		"not beside":        {[]string{"-beside", "-write"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			err := run(test.args, &out)
			if !strings.Contains(out.String(), test.out) {
				t.Errorf("output %.2000q, want %q", out.String(), test.out)
			}
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("%.2000v, want %q", err, test.err)
			}
			if strings.Contains(out.String(), "stale") {
				t.Error("the output has what belongs into the error")
			}
		})
	}
	t.Cleanup(func() {
		data, err := os.ReadFile(markdown)
		if err != nil || !strings.Contains(string(data), "## GET `/3/weather`") {
			t.Errorf("Markdown: %v\n%.500s", err, data)
		}
	})
}
