package main

import (
	_ "embed"
	"fmt"
	"go/ast"
	"strings"
	"text/template"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

//go:embed pages.go.tmpl
var pagesText string

var pagesTemplate = template.Must(template.New("pages").Parse(pagesText))

// listing is a response that is a page of a list, as the template sees it.
type listing struct {
	Var           string // moviePageRows
	Response, Row string // gen.MoviePage, gen.Movie
	Rows          string // the field with the rows: Results
	Pages, Total  string // expressions for how many pages and rows there are
	KeyType, Key  string // what rows are told apart by, and the function that returns it
}

// renderPages writes where each kind of response that has pages has its rows.
func renderPages(services []service) ([]byte, error) {
	var list []*listing
	known := map[string]bool{}
	for _, s := range services {
		for _, m := range s.Methods {
			if m.List != nil && !known[m.List.Var] {
				known[m.List.Var] = true
				list = append(list, m.List)
			}
		}
	}
	return execute(pagesTemplate, list)
}

// addPages gives a method an iterator over the rows if its operation takes a page and responds with
// a list.
func (m *method) addPages(doc *read.Document, idx *goIndex) error {
	if !m.Has("page") {
		return nil
	}
	if m.Body != nil {
		return fmt.Errorf("operation %s has pages and a body: no iterator can be written for it", m.ID)
	}
	m.List = newListing(doc, m, strings.TrimPrefix(m.Result, "gen."), idx)
	if (m.List == nil) != (m.Rows == "") {
		return fmt.Errorf("operation %s: whether its response is a list, the spec and the code that is generated from it do not agree", m.ID)
	}
	if m.List != nil {
		m.IterDoc = comment(iterDoc(m.Operation))
	}
	return nil
}

// newListing finds out where a response has its rows and what tells them apart. It returns nil if
// the response is no list.
func newListing(doc *read.Document, m *method, response string, idx *goIndex) *listing {
	field, row := idx.rows(response)
	if field == "" {
		return nil
	}
	l := &listing{
		Var: "rowsOf" + response, Response: "gen." + response, Row: idx.outside(row), Rows: field,
		Pages: idx.count(response, "TotalPages"), Total: idx.count(response, "TotalResults"),
	}
	if m.IgnoresPage {
		l.Var, l.Pages = l.Var+"Alone", "1"
	}
	l.KeyType, l.Key = rowKey(doc, typeText(row), l.Row, idx)
	return l
}

// rowKey returns the type of what tells rows apart, and a function that returns it: the id, that
// with the kind for a union, and everything for a row that has no id.
func rowKey(doc *read.Document, name, row string, idx *goIndex) (keyType, key string) {
	if isUnion(doc, name) {
		return "unionKey", "keyOfUnion[" + row + "]"
	}
	id, ok := idx.field(name, "ID")
	if !ok {
		return "contentKey", "keyOfContent[" + row + "]"
	}
	switch text := typeText(idx.resolve(id)); text {
	case "int", "string":
		return text, fmt.Sprintf("func(row %s) %s { return row.ID }", row, text)
	case "types.ID":
		return "string", fmt.Sprintf("func(row %s) string { return row.ID.String() }", row)
	}
	return "contentKey", "keyOfContent[" + row + "]"
}

// rows returns the field of a response that holds its rows, and their type: Results, or else the
// only list that there is; "" if there is none.
func (idx *goIndex) rows(response string) (field string, row ast.Expr) {
	t, ok := idx.types[response]
	if !ok {
		return "", nil
	}
	st, ok := t.Type.(*ast.StructType)
	if !ok {
		return "", nil
	}
	n := 0
	for _, f := range st.Fields.List {
		list, ok := idx.resolve(f.Type).(*ast.ArrayType)
		if !ok || len(f.Names) != 1 {
			continue
		}
		if f.Names[0].Name == "Results" {
			return "Results", list.Elt
		}
		field, row = f.Names[0].Name, list.Elt
		n++
	}
	if n != 1 {
		return "", nil
	}
	return field, row
}

// count returns an expression for a number that a response may have.
func (idx *goIndex) count(response, name string) string {
	typ, ok := idx.field(response, name)
	if !ok {
		return "unknown"
	}
	if _, optional := typ.(*ast.StarExpr); optional {
		return "orUnknown(a." + name + ")"
	}
	return "a." + name
}

// isUnion reports whether a Go type stands for a oneOf.
func isUnion(doc *read.Document, name string) bool {
	for schema, ref := range doc.Components.Schemas {
		if _, _, ok := read.Union(ref.Value); ok && goKey(schema) == goKey(name) {
			return true
		}
	}
	return false
}
