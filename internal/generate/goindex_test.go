package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// TestTextOf: path parameters that hold text are checked, whatever their type is called.
func TestTextOf(t *testing.T) {
	t.Parallel()
	idx := &goIndex{names: map[string]string{}, types: map[string]*ast.TypeSpec{}}
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", `package gen
type MovieID = int
type CreditID = string
type TimeWindow string
type Window = TimeWindow
type ListID = types.ID
type Codes []string
`, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		idx.addTypes(d.(*ast.GenDecl))
	}
	for _, test := range []struct{ typ, text, outside string }{
		{"int", "", "int"},
		{"string", "x", "string"},
		{"MovieID", "", "int"},
		{"CreditID", "x", "string"},
		{"TimeWindow", "string(x)", "gen.TimeWindow"},
		{"Window", "string(x)", "gen.TimeWindow"},
		{"types.ID", "x.String()", "types.ID"},
		{"ListID", "x.String()", "types.ID"},
		// Not for a path, but for what a method takes and returns.
		{"*Codes", "-", "*gen.Codes"},
		{"[]Window", "-", "[]gen.TimeWindow"},
		{"map[string]Codes", "-", "map[string]gen.Codes"},
	} {
		expr, err := parser.ParseExpr(test.typ)
		if err != nil {
			t.Fatal(err)
		}
		if got := idx.outside(expr); got != test.outside {
			t.Errorf("%s is %s outside, want %s", test.typ, got, test.outside)
		}
		if got := idx.textOf("x", expr); got != test.text && test.text != "-" {
			t.Errorf("the text of %s is %q, want %q", test.typ, got, test.text)
		}
	}
}
