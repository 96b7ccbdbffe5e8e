package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file string // "" for none
		err  string // after the path
	}{
		"none":           {},
		"empty object":   {file: "{}"},
		"null":           {file: "null"},
		"good":           {file: `{"language":"pt-BR","region":"BR","pager":"less -S"}`},
		"no JSON":        {file: "language: de", err: ": invalid character 'l' looking for beginning of value"},
		"a number":       {file: `{"region":1}`, err: ": json: cannot unmarshal number into Go value of type string"},
		"an unknown key": {file: `{"token":"x"}`, err: `: "token" cannot be set: want one of language, region, pager`},
		"a bad value":    {file: `{"region":"Germany"}`, err: `: region is "Germany": want a country such as DE or GB`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			path := filepath.Join(folder, "config.json")
			if tt.file != "" {
				if err := os.WriteFile(path, []byte(tt.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f := New(folder)
			if tt.err != "" {
				if err := f.Err(); err == nil || err.Error() != path+tt.err {
					t.Fatalf("the error is %v, want %s", err, path+tt.err)
				}
				if err := f.Set("region", "DE"); err == nil {
					t.Error("a file that cannot be read is written")
				}
				if got, err := os.ReadFile(path); string(got) != tt.file || err != nil {
					t.Errorf("the file has %q, %v, want %q still", got, err, tt.file)
				}
				return
			}
			if f.Err() != nil || f.Path() != path {
				t.Fatal(f.Err(), f.Path())
			}
			if err := f.Set("region", "DE"); err != nil {
				t.Fatal(err)
			}
			if got := New(folder); got.Get("region") != "DE" || got.Err() != nil {
				t.Errorf("the region is %q, %v, want DE", got.Get("region"), got.Err())
			}
			if err := f.Set("region", ""); err != nil {
				t.Fatal(err)
			}
			if got := New(folder); got.Get("region") != "" || got.Err() != nil {
				t.Errorf("the region is %q, %v, want none", got.Get("region"), got.Err())
			}
		})
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ name, value, err string }{
		"a language":              {"language", "de", ""},
		"of a country":            {"language", "de-DE", ""},
		"a language that is none": {"language", "jp", `language is "jp": want a language such as de-DE or fr`},
		"a country that is none":  {"region", "UK", `region is "UK": want a country such as DE or GB`},
		"an island":               {"region", "GG", ""},
		"of three letters":        {"language", "fil-PH", ""},
		"a language by its name":  {"language", "German", `language is "German": want a language such as de-DE or fr`},
		"in lower case":           {"region", "de", `region is "de": want a country such as DE or GB`},
		"a pager":                 {"pager", "cat", ""},
		"a blank":                 {"pager", " ", `pager is " ": want a program such as less -R, or cat for none`},
		"a key that is none":      {"colour", "red", `"colour" cannot be set: want one of language, region, pager`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(filepath.Join(t.TempDir(), "folder"))
			got := ""
			if err := f.Set(tt.name, tt.value); err != nil {
				got = err.Error()
			}
			if got != tt.err {
				t.Errorf("the error is %q, want %q", got, tt.err)
			}
			if _, err := os.Stat(f.Path()); (err == nil) != (tt.err == "") {
				t.Errorf("the file: %v", err)
			}
		})
	}
	if err := New("").Set("region", "DE"); err == nil || !strings.Contains(err.Error(), "set TMDB_CONFIG_DIR") {
		t.Errorf("without a folder the error is %v", err)
	}
}
