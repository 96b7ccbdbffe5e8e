package main

import (
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"slices"
	"strings"
	"text/template"
)

//go:embed pages.go.tmpl
var pagesText string

var pagesTemplate = template.Must(template.New("pages").Parse(pagesText))

// pagesFile is what the template is executed with.
type pagesFile struct {
	Lists   []listing
	Methods []pagedMethod
}

// UsesTypes reports whether package types has to be imported.
func (f pagesFile) UsesTypes() bool {
	return slices.ContainsFunc(f.Methods, func(m pagedMethod) bool { return strings.Contains(m.Args, "types.") })
}

// listing is an answer that is a page of a list, as the template sees it.
type listing struct {
	Var          string // rowsOfMoviePage
	Answer, Row  string // gen.MoviePage, gen.Movie
	Rows         string // the field with the rows: Results
	Pages, Total string // expressions for how many pages and rows there are
	KeyType, Key string // what rows are told apart by, and the function that returns it
}

// pagedMethod is an operation with pages, as the template sees it.
type pagedMethod struct {
	method
	List *listing
	Doc  string
}

// PassOwn is Pass with a copy of the params in place of those of the caller.
func (m pagedMethod) PassOwn() string { return strings.TrimSuffix(m.Pass, "params,") + "&p," }

// renderPages writes an iterator over the rows of every operation that takes a page and answers with
// a list.
func renderPages(s *spec, idx *goIndex) ([]byte, error) {
	var file pagesFile
	lists := map[string]*listing{}
	var errs []error
	for _, t := range s.tags {
		for _, op := range s.operations {
			if op.tag != t.name || !takesPage(op, idx) {
				continue
			}
			m, err := newPagedMethod(s, t, op, idx)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %s %s: %w", bundleFile, strings.ToUpper(op.method), op.path, err))
				continue
			}
			if m.List == nil {
				continue
			}
			if known := lists[m.List.Var]; known == nil {
				lists[m.List.Var] = m.List
				file.Lists = append(file.Lists, *m.List)
			}
			file.Methods = append(file.Methods, m)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return execute(pagesTemplate, file)
}

// takesPage reports whether an operation has the query parameter page.
func takesPage(op operation, idx *goIndex) bool {
	call, ok := idx.calls[goKey(op.id)]
	if !ok {
		return false
	}
	for _, p := range parameters(call) {
		if star, ok := p.typ.(*ast.StarExpr); ok && p.name == "params" {
			_, found := idx.field(typeText(star.X), "Page")
			return found
		}
	}
	return false
}

func newPagedMethod(s *spec, t tag, op operation, idx *goIndex) (pagedMethod, error) {
	m, err := newMethod(t, op, idx)
	if err != nil {
		return pagedMethod{}, err
	}
	if strings.Contains(m.Pass, "body") {
		return pagedMethod{}, fmt.Errorf("operation %s has pages and a body: no iterator can be written for it", op.id)
	}
	list := newListing(s, op, strings.TrimPrefix(m.Result, "gen."), idx)
	return pagedMethod{method: m, List: list, Doc: comment(iterDoc(t, op))}, nil
}

// newListing finds out where an answer has its rows and what tells them apart. It returns nil if the
// answer is no list.
func newListing(s *spec, op operation, answer string, idx *goIndex) *listing {
	field, row := idx.rows(answer)
	if field == "" {
		return nil
	}
	l := &listing{
		Var: "rowsOf" + answer, Answer: "gen." + answer, Row: idx.outside(row), Rows: field,
		Pages: idx.count(answer, "TotalPages"), Total: idx.count(answer, "TotalResults"),
	}
	if op.ignoresPage {
		l.Var, l.Pages = l.Var+"Alone", "1"
	}
	l.KeyType, l.Key = rowKey(s, typeText(row), l.Row, idx)
	return l
}

// rowKey returns the type of what tells rows apart, and a function that returns it: the id, that with
// the kind for a union, and everything for a row that has no id.
func rowKey(s *spec, name, row string, idx *goIndex) (keyType, key string) {
	if slices.ContainsFunc(s.schemas, func(sc schema) bool { return sc.discriminator != "" && goKey(sc.name) == goKey(name) }) {
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

// rows returns the field of an answer that holds its rows, and their type: Results, or else the only
// list that there is; "" if there is none.
func (idx *goIndex) rows(answer string) (field string, row ast.Expr) {
	t, ok := idx.types[answer]
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

// count returns an expression for a number that an answer may have.
func (idx *goIndex) count(answer, name string) string {
	typ, ok := idx.field(answer, name)
	if !ok {
		return "unknown"
	}
	if _, optional := typ.(*ast.StarExpr); optional {
		return "orUnknown(a." + name + ")"
	}
	return "a." + name
}

// iterDoc says what an iterator yields.
func iterDoc(t tag, op operation) []string {
	twin := "[" + t.service + "Service." + op.goMethod + "]"
	end := "An error is an *[Error] like those of " + op.goMethod + "; it comes once and is the last."
	paragraphs := []string{
		op.goMethod + "Iter yields the rows of " + twin + " from params.Page to the last page, or to page 500, which is " +
			"the last that TMDB shows. A row that comes again, because the list moved meanwhile, is left out. " + end,
		"TMDB: " + strings.ToUpper(op.method) + " " + op.path,
	}
	if op.ignoresPage {
		paragraphs[0] = op.goMethod + "Iter yields the rows of " + twin + ", which has one page: TMDB answers with the same " +
			"whatever params.Page is. " + end
	}
	if op.deprecated {
		paragraphs = append(paragraphs, "Deprecated: TMDB advises against this operation.")
	}
	return paragraphs
}
