package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestPolish looks at what becomes of oapi-codegen's files of the fixture, and that a second run changes nothing.
func TestPolish(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	generate(t, root)
	types, client := readTest(t, filepath.Join(root, "gen", typesFile)), readTest(t, filepath.Join(root, "gen", clientFile))
	for name, test := range map[string]struct {
		file       string
		has, hasno []string
	}{
		"types": {types,
			[]string{" DO NOT EDIT.\n\n// Package gen holds", "\n// Known values: ["},
			[]string{"primitives to interact", "type MovieID = ", "type Language = ", "*Language"},
		},
		"client": {client,
			[]string{" DO NOT EDIT.\n\npackage gen\n", "https://api.themoviedb.org for example", "if r == nil {\n\t\t\tcontinue\n", "decode(rsp, bodyBytes, &dest)", "movieID int,", "body RatingBody,"},
			[]string{"deepmap", "json.Unmarshal(bodyBytes", "MovieID,", "JSONRequestBody,"},
		},
	} {
		for _, want := range test.has {
			if !strings.Contains(test.file, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
		for _, want := range test.hasno {
			if strings.Contains(test.file, want) {
				t.Errorf("%s has %q", name, want)
			}
		}
	}
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
	if types != readTest(t, filepath.Join(root, "gen", typesFile)) || client != readTest(t, filepath.Join(root, "gen", clientFile)) {
		t.Error("the second run changed something")
	}
}

func TestResolveAliases(t *testing.T) {
	t.Parallel()
	const src = `package gen

// Language is a parameter.
type Language = string

// Kept has a field with the name of an alias.
type Kept struct {
	Language *Language
	All      []Language
	ByName   map[string]Language
	Other    other.Language
}

func (k Kept) Do(language Language, body AddBody) Language {
	x := Kept{Language: nil}
	return Language(x.Language)
}

// AddBody is a body.
type AddBody = Kept
`
	const want = `package gen

// Kept has a field with the name of an alias.
type Kept struct {
	Language *string
	All      []string
	ByName   map[string]string
	Other    other.Language
}

func (k Kept) Do(language string, body Kept) string {
	x := Kept{Language: nil}
	return string(x.Language)
}
`
	got, err := resolveAliases([]byte(src), map[string]string{"Language": "string", "AddBody": "Kept"})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(strings.ReplaceAll(string(got), "\n\n\n", "\n")); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPolishNotices: what is not there any more in oapi-codegen's files is told.
func TestPolishNotices(t *testing.T) {
	t.Parallel()
	for _, r := range replacements {
		if r.new == "" {
			continue
		}
		root := copySpec(t)
		generate(t, root)
		name := filepath.Join(root, "gen", r.file)
		writeTest(t, name, strings.ReplaceAll(readTest(t, name), r.new, "package gen\n"))
		if err := run(root, []string{"services"}); err == nil || !strings.Contains(err.Error(), "oapi-codegen has changed") {
			t.Errorf("without %q: %v", r.new, err)
		}
	}
}

// TestDeprecation: a deprecation is a paragraph of its own, and stays as it is if it was one.
func TestDeprecation(t *testing.T) {
	t.Parallel()
	const (
		once  = "\n\t// Words.\n\t// Deprecated: Old.\n\tX int\n"
		twice = "\n\t// Words.\n\t//\n\t// Deprecated: Old.\n\tX int\n"
	)
	for _, src := range []string{once, twice} {
		if got, err := replace("other", []byte(src)); err != nil || string(got) != twice {
			t.Errorf("%q became %q, %v", src, got, err)
		}
	}
}
