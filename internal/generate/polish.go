package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// packageDoc introduces package gen in place of oapi-codegen's sentence about itself.
const packageDoc = `// Package gen holds the models of the requests and responses of The Movie Database API (TMDB), v3 and v4, and
// an HTTP client with a method for each operation. All of it is generated from api/bundle.gen.yaml.
//
// Most programs start with package wrapper, which makes a client of this package survive a network.
// Alone it is used so:
//
//	client, err := gen.NewClientWithResponses("https://api.themoviedb.org")
//	resp, err := client.MovieDetailsWithResponse(ctx, 550, nil, wrapper.BearerAuth(token))
//	movie := resp.JSON200 // nil unless the status is 200
//
// In responses, text, dates, lists and maps are values, and empty whether TMDB sends null, "" or
// nothing. So are numbers of which 0 says no more than none, such as a runtime: they are 0 when
// unknown. The numbers of seasons and episodes, of which 0 is one, are -1 where TMDB sends null.
// Other numbers, booleans and objects that may be missing are pointers. Vocabularies are open: a
// word that this package has no constant for is kept as it is. What TMDB writes at times for an
// empty list or object, and more, is taken for what is meant: see [types.Unmarshal], by which a kept
// response is decoded. In requests, optional parameters are pointers, and what is nil is not sent.
`

// replacement is a text of oapi-codegen's that is not ours. There has to be one, in its form or
// already in ours, so that another form of a newer oapi-codegen is noticed.
type replacement struct{ file, old, new string }

const (
	typesFile  = "types.gen.go"
	clientFile = "client.gen.go"

	theirPackageDoc = "// Package gen provides primitives to interact with the openapi HTTP API.\n//\n"
	generatedBy     = " DO NOT EDIT.\npackage gen\n"

	// net/http panics without a context.
	orBackground = `// orBackground returns ctx, or one that never ends if it is nil.
func orBackground(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}

`
)

var replacements = []replacement{
	{typesFile, theirPackageDoc, ""},
	{typesFile, generatedBy, " DO NOT EDIT.\n\n" + packageDoc + "package gen\n"},
	{clientFile, theirPackageDoc, ""},
	{clientFile, generatedBy, " DO NOT EDIT.\n\npackage gen\n"},
	{clientFile, "https://api.deepmap.com for example. This can contain a path relative", "https://api.themoviedb.org for example. This can contain a path relative"},
	{clientFile, "https://api.deepmap.com/dev-test", "https://proxy.example.com/tmdb"},
	{clientFile, "range opts {\n\t\tif err", "range opts {\n\t\tif o == nil {\n\t\t\tcontinue\n\t\t}\n\t\tif err"},
	{clientFile, "// The interface specification for the client above.\n", orBackground + "// The interface specification for the client above.\n"},
	{clientFile, "req = req.WithContext(ctx)", "ctx = orBackground(ctx)\n\treq = req.WithContext(ctx)"},
	{clientFile, "range c.RequestEditors {\n\t\tif err", "range c.RequestEditors {\n\t\tif r == nil {\n\t\t\tcontinue\n\t\t}\n\t\tif err"},
	{clientFile, "range additionalEditors {\n\t\tif err", "range additionalEditors {\n\t\tif r == nil {\n\t\t\tcontinue\n\t\t}\n\t\tif err"},
	{clientFile, "url.Parse(server)", "newrequest.Parse(server)"},
	{clientFile, "serverURL.Parse(operationPath)", "newrequest.Resolve(serverURL, operationPath)"},
	{clientFile, "http.NewRequest(", "newrequest.New("},
	{clientFile, ", queryURL.String(), ", ", queryURL, "},
	{clientFile, "\t\"github.com/oapi-codegen/runtime\"\n", "\t\"github.com/oapi-codegen/runtime\"\n\t\"github.com/tmdb-go/tmdb/internal/newrequest\"\n"},
	{clientFile, "io.ReadAll(rsp.Body)", "readBody(rsp)"},
	{clientFile, `strings.Contains(rsp.Header.Get("Content-Type"), "json")`, "isJSON(rsp, bodyBytes)"},
	{clientFile, "json.Unmarshal(bodyBytes, &dest)", "decode(rsp, bodyBytes, &dest)"},
}

// polish edits what oapi-codegen wrote below root: names for what is no type of its own go, and so
// do methods that we write ourselves; enums say which constants they have, and its words about
// itself become ours. It changes nothing the second time.
func polish(root string, doc *read.Document) error {
	files := map[string][]byte{}
	for _, name := range generatedFiles {
		src, err := os.ReadFile(filepath.Join(root, "gen", name))
		if err != nil {
			return err
		}
		if files[name], err = replace(name, src); err != nil {
			return err
		}
	}
	aliases, err := readAliases(files[typesFile], doc)
	if err != nil {
		return err
	}
	for _, name := range generatedFiles {
		src, err := resolveAliases(files[name], aliases)
		if err != nil {
			return fmt.Errorf("gen/%s: %w", name, err)
		}
		if name == typesFile {
			if src, err = listConstants(src); err == nil {
				src, err = dropFuncs(src, ofUnions(doc))
			}
			if err != nil {
				return fmt.Errorf("gen/%s: %w", name, err)
			}
		}
		if err := writeGo(filepath.Join(root, "gen", name), src); err != nil {
			return err
		}
	}
	return nil
}

// deprecation is a deprecation that is no paragraph of its own, so that no program would notice it.
var deprecation = regexp.MustCompile(`(\n[ \t]*//.+\n)([ \t]*)(// Deprecated: )`)

// replace carries out the replacements of a file.
func replace(name string, src []byte) ([]byte, error) {
	for _, r := range replacements {
		switch {
		case r.file != name:
		case r.new == "" && !bytes.Contains(src, []byte(r.old)) && bytes.Contains(src, []byte("DO NOT EDIT.\n\n")):
		case r.new != "" && bytes.Contains(src, []byte(r.new)):
		case !bytes.Contains(src, []byte(r.old)):
			return nil, fmt.Errorf("gen/%s: there is no %q: oapi-codegen has changed, and so have the replacements in polish.go to", name, r.old)
		default:
			src = bytes.ReplaceAll(src, []byte(r.old), []byte(r.new))
		}
	}
	return deprecation.ReplaceAll(src, []byte("$1$2//\n$2$3")), nil
}

// readAliases returns what the aliases stand for that oapi-codegen makes of parameters, shared
// responses and request bodies. A schema may be an alias that is meant.
func readAliases(src []byte, doc *read.Document) (map[string]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	schemas, parameters := map[string]bool{}, map[string]bool{}
	for name := range doc.Components.Schemas {
		schemas[goKey(name)] = true
	}
	for name := range doc.Components.Parameters { // a list has a type of its own instead of an alias
		parameters[goKey(name)] = true
	}
	aliases := map[string]string{}
	for _, decl := range f.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range general.Specs {
			t, ok := s.(*ast.TypeSpec)
			if !ok {
				continue
			}
			if key := goKey(t.Name.Name); (t.Assign.IsValid() || parameters[key]) && !schemas[key] {
				aliases[t.Name.Name] = typeText(t.Type)
			}
		}
	}
	for name, target := range aliases { // an alias of an alias
		for aliases[target] != "" {
			target = aliases[target]
		}
		aliases[name] = target
	}
	return aliases, nil
}

// patch is a piece of a source and what takes its place.
type patch struct {
	from, to int
	text     string
}

// resolveAliases puts what an alias stands for in its place wherever it is a type, and takes its
// declaration away.
func resolveAliases(src []byte, aliases map[string]string) ([]byte, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	names := map[*ast.Ident]bool{} // what is no type, whatever its name
	var edits []patch
	for _, decl := range f.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || len(general.Specs) != 1 {
			continue
		}
		if t, ok := general.Specs[0].(*ast.TypeSpec); ok && aliases[t.Name.Name] != "" {
			from := general.Pos()
			if general.Doc != nil {
				from = general.Doc.Pos()
			}
			edits = append(edits, patch{from: at(from), to: at(general.End())})
			names[t.Name] = true
			ast.Inspect(t.Type, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					names[id] = true
				}
				return true
			})
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				names[id] = true
			}
		case *ast.SelectorExpr:
			names[n.Sel] = true
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				names[id] = true
			}
		case *ast.FuncDecl:
			names[n.Name] = true
		case *ast.Ident:
			if target := aliases[n.Name]; target != "" && !names[n] {
				edits = append(edits, patch{at(n.Pos()), at(n.End()), target})
			}
		}
		return true
	})
	return apply(src, edits), nil
}

func apply(src []byte, edits []patch) []byte {
	slices.SortFunc(edits, func(a, b patch) int { return b.from - a.from })
	out := slices.Clone(src)
	for _, e := range edits {
		out = slices.Replace(out, e.from, e.to, []byte(e.text)...)
	}
	return out
}

// listConstants has the doc of each enum name its constants, which stand far from it.
func listConstants(src []byte) ([]byte, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	constants := map[string][]string{}
	for _, decl := range f.Decls {
		if general, ok := decl.(*ast.GenDecl); ok && general.Tok == token.CONST {
			for _, s := range general.Specs {
				v := s.(*ast.ValueSpec)
				if id, ok := v.Type.(*ast.Ident); ok {
					constants[id.Name] = append(constants[id.Name], v.Names[0].Name)
				}
			}
		}
	}
	const lead = "Known values: "
	var edits []patch
	for _, decl := range f.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.TYPE || len(general.Specs) != 1 {
			continue
		}
		list := constants[general.Specs[0].(*ast.TypeSpec).Name.Name]
		if len(list) == 0 || general.Doc != nil && strings.Contains(general.Doc.Text(), lead) {
			continue
		}
		for i, name := range list {
			list[i] = "[" + name + "]"
		}
		at := set.Position(general.Pos()).Offset
		edits = append(edits, patch{at, at, "//\n" + comment([]string{lead + strings.Join(list, ", ") + "."})})
	}
	return apply(src, edits), nil
}

// dropFuncs takes functions away.
func dropFuncs(src []byte, drop func(*ast.FuncDecl) bool) ([]byte, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var edits []patch
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && drop(fn) {
			from := fn.Pos()
			if fn.Doc != nil {
				from = fn.Doc.Pos()
			}
			edits = append(edits, patch{from: set.Position(from).Offset, to: set.Position(fn.End()).Offset})
		}
	}
	return apply(src, edits), nil
}
