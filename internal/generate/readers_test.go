package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// TestReadersOfOddTypes wants what cannot be read to stop the generator, which says why.
func TestReadersOfOddTypes(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typ, want string }{
		{"an alias", "= Y", ""},
		{"an alias in a field", "struct { A Alias `json:\"a\"` }", ""},
		{"a map of lists", "map[string][]Y", ""},
		{"a list of lists", "struct { A [][]Y `json:\"a\"` }", ""},
		{"itself", "struct { A []X `json:\"a\"` }", ""},
		{"a union", "struct { union json.RawMessage }", ""},
		{"another type", "Y", "X: there is no reader of a type that is defined as Y"},
		{"another number", "int32", "X: there is no reader of a type that is defined as int32"},
		{"a list of another number", "struct { A []int32 `json:\"a\"` }", "X: field A: there is no reader of int32"},
		{"anything", "struct { A any `json:\"a\"` }", "X: field A: there is no reader of any"},
		{"a capital", "struct { A int `json:\"isAdult\"` }", `X: field A: its name is "isAdult": want one in small letters`},
		{"an embedded type", "struct { Y; A int `json:\"a\"` }", "X: there is no reader of embedded fields"},
		{"a union with fields", "struct { A int `json:\"a\"`; union json.RawMessage }", "X: there is no reader of union of the type json.RawMessage beside other fields"},
		{"others of a type", "struct { A int `json:\"a\"`; AdditionalProperties map[string]Y `json:\"-\"` }", "X: there is no reader of AdditionalProperties of the type map[string]Y beside other fields"},
	}
	doc, err := read.Load([]byte("openapi: 3.0.3\ninfo: {title: x, version: x}\npaths: {}\ncomponents: {schemas: {}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			idx := &goIndex{names: map[string]string{}, types: map[string]*ast.TypeSpec{}}
			f, err := parser.ParseFile(token.NewFileSet(), "x.go", `package gen
type Response struct { JSON200 *X }
type Y struct { A int `+"`json:\"a\"`"+` }
type Alias = Y
type X `+tt.typ, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				idx.addTypes(d.(*ast.GenDecl))
			}
			switch _, err := renderReaders(doc, idx); {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.HasSuffix(err.Error(), tt.want)):
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
}
