package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// TestPages looks at what is written for the fixture, in which two operations take a page.
func TestPages(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	generate(t, root)
	file, service := filepath.Join(root, "wrapper/pages.gen.go"), filepath.Join(root, "wrapper/search.gen.go")
	got := readTest(t, file) + readTest(t, service) + readTest(t, filepath.Join(root, "wrapper/guest_session.gen.go"))
	for _, want := range []string{
		"DO NOT EDIT.",
		"\trowsOfMultiPage = listing[gen.MultiPage, gen.MultiItem, unionKey]{\n",
		"return page[gen.MultiItem]{a.Results, unknown, unknown}",
		" keyOfUnion[gen.MultiItem],\n",
		"\trowsOfMoviePage = listing[gen.MoviePage, gen.Movie, int]{\n",
		"\t\tkey: func(row gen.Movie) int { return row.ID },\n",
		`
// MultiIter yields the rows of [SearchService.Multi] from params.Page to the last page, or to page
// 500, which is the last that TMDB shows. A row that comes again, because the list moved meanwhile,
// is left out. An error is an *[Error] like those of Multi; it comes once and is the last.
//
// TMDB: GET /3/search/multi
func (s *SearchService) MultiIter(ctx context.Context, params *gen.SearchMultiParams, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.MultiItem, error] {
	own := copyParams(params)
	return iterate(ctx, spec.SearchMulti, own.Page, rowsOfMultiPage, func(ctx context.Context, number int) (*gen.MultiPage, error) {
		p := own
		p.Page = &number
		return s.Multi(ctx, &p, reqEditors...)
	})
}
`,
		"func (s *GuestSessionService) RatedMoviesIter(ctx context.Context, guestSessionID string, params *gen.GuestSessionRatedMoviesParams, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.Movie, error] {\n",
		"\t\treturn s.RatedMovies(ctx, guestSessionID, &p, reqEditors...)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the file does not hold\n%s\nit is\n%s", want, got)
		}
	}
	if n := strings.Count(got, "Iter("); n != 2 {
		t.Errorf("%d iterators, want 2", n)
	}

	// The others of the bundle's words on it.
	edit(t, filepath.Join(root, bundleFile), "      operationId: searchMulti\n", "      operationId: searchMulti\n      x-ignores-page: true\n      deprecated: true\n      x-deprecated-reason: Old.\n")
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"return page[gen.MultiItem]{a.Results, 1, unknown}",
		"[SearchService.Multi], which has one page:",
		"// Deprecated: Old.",
	} {
		if got := readTest(t, file) + readTest(t, service); !strings.Contains(got, want) {
			t.Errorf("the file does not hold\n%s\nit is\n%s", want, got)
		}
	}
}

// TestPagesOfLittle: a spec without pages gives a file that compiles.
func TestPagesOfLittle(t *testing.T) {
	t.Parallel()
	src, err := renderPages(nil)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.go")
	if err := writeGo(out, src); err != nil {
		t.Fatal(err)
	}
	if got := readTest(t, out); got != goHeader+"package wrapper\n" {
		t.Errorf("%q", got)
	}
}

// TestListings: where responses have their rows, and what tells these apart.
func TestListings(t *testing.T) {
	t.Parallel()
	idx := &goIndex{names: map[string]string{}, types: map[string]*ast.TypeSpec{}}
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", `package gen
type Movie struct { ID int }
type MovieID = int
type Review struct { ID string }
type List struct { ID types.ID }
type Aliased struct { ID MovieID }
type Odd struct { ID []int }
type Change struct { Key string }
type Item struct { union json.RawMessage }

type MoviePage struct { Results []Movie; Tags []Review; TotalPages int; TotalResults int }
type ReviewPage struct { Reviews []Review; TotalPages *int }
type ListPage struct { Results []List }
type AliasedPage struct { Results []Aliased }
type OddPage struct { Results []Odd }
type ChangePage struct { Changes []Change }
type Items = []Item
type ItemPage struct { Entries Items }

type Two struct { A []Movie; B []Movie }
type None struct { A int }
type Text string
`, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		idx.addTypes(d.(*ast.GenDecl))
	}
	doc := emptyDocument(t)
	doc.Components.Schemas = openapi3.Schemas{"item": {Value: &openapi3.Schema{Discriminator: &openapi3.Discriminator{PropertyName: "media_type"}}}}
	op := &method{Operation: &read.Operation{}}
	for response, want := range map[string]listing{
		"MoviePage":   {"rowsOfMoviePage", "gen.MoviePage", "gen.Movie", "Results", "a.TotalPages", "a.TotalResults", "int", "func(row gen.Movie) int { return row.ID }"},
		"ReviewPage":  {"rowsOfReviewPage", "gen.ReviewPage", "gen.Review", "Reviews", "orUnknown(a.TotalPages)", "unknown", "string", "func(row gen.Review) string { return row.ID }"},
		"ListPage":    {"rowsOfListPage", "gen.ListPage", "gen.List", "Results", "unknown", "unknown", "string", "func(row gen.List) string { return row.ID.String() }"},
		"AliasedPage": {"rowsOfAliasedPage", "gen.AliasedPage", "gen.Aliased", "Results", "unknown", "unknown", "int", "func(row gen.Aliased) int { return row.ID }"},
		"OddPage":     {"rowsOfOddPage", "gen.OddPage", "gen.Odd", "Results", "unknown", "unknown", "contentKey", "keyOfContent[gen.Odd]"},
		"ChangePage":  {"rowsOfChangePage", "gen.ChangePage", "gen.Change", "Changes", "unknown", "unknown", "contentKey", "keyOfContent[gen.Change]"},
		"ItemPage":    {"rowsOfItemPage", "gen.ItemPage", "gen.Item", "Entries", "unknown", "unknown", "unionKey", "keyOfUnion[gen.Item]"},
	} {
		if got := newListing(doc, op, response, idx); got == nil || *got != want {
			t.Errorf("%s: %+v, want %+v", response, got, want)
		}
	}
	for _, response := range []string{"Two", "None", "Text", "Unheard"} {
		if got := newListing(doc, op, response, idx); got != nil {
			t.Errorf("%s: %+v, want none", response, got)
		}
	}
}

// TestPagesRefuse: no iterator is written for what sends a body with each page.
func TestPagesRefuse(t *testing.T) {
	t.Parallel()
	m := &method{Operation: &read.Operation{Operation: spec.Operation{
		ID: "searchMulti", Body: &spec.Schema{}, Parameters: []*spec.Parameter{{Name: "page", In: spec.InQuery}},
	}}}
	if err := m.addPages(emptyDocument(t), &goIndex{}); err == nil || !strings.Contains(err.Error(), "searchMulti has pages and a body") {
		t.Errorf("%v", err)
	}
}
