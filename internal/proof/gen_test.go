package proof

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestGeneratedCode holds the code in gen against what makes generated code a pain to use.
func TestGeneratedCode(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(moduleRoot, "gen")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			sources[name] = string(data)
		}
	}
	code, err := parseCode(sources)
	if err != nil {
		t.Fatal(err)
	}
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range ops {
		code.given = append(code.given, op.ID)
	}
	if reached := code.responseTypes(); len(reached) < 100 {
		t.Errorf("only %d types are reachable from the responses: the test looks in the wrong place", len(reached))
	}
	const most = 30
	faults := code.faults()
	for _, fault := range faults[:min(most, len(faults))] {
		t.Error(fault)
	}
	if len(faults) > most {
		t.Errorf("… and %d more", len(faults)-most)
	}
}

// TestFaultsOfGeneratedCode shows that each fault is found.
func TestFaultsOfGeneratedCode(t *testing.T) {
	t.Parallel()
	const response = "type XResponse struct { Body []byte; JSON200 *X; JSONDefault *Error }\n" +
		"func (r XResponse) GetJSON200() *X { return r.JSON200 }\ntype Error struct { Code int }\n"
	tests := []struct {
		name, source string
		want         []string
	}{
		{name: "fine", source: response + `type X struct { Name string; Inner *Inner; By map[string]Inner; All []Inner }
			type Inner struct { At float64 }
			type XParams struct { Language *string }
			type Size string
			const SizeW500 Size = "w500"`},
		{name: "anonymous struct", source: response + `type X struct { Inner []struct { A int } }`, want: []string{"gen.X.Inner is an anonymous struct"}},
		{name: "anonymous struct in params", source: response + `type X struct {}; type XParams struct { By *struct { A int } }`,
			want: []string{"gen.XParams.By is an anonymous struct"}},
		{name: "pointer to string", source: response + `type X struct { Inner Inner }; type Inner struct { A *string }`,
			want: []string{"gen.Inner.A is a *string in a response"}},
		{name: "pointer to a named string in a list", source: response + `type X struct { A []*Text }; type Text string`,
			want: []string{"gen.X.A is a *string in a response"}},
		{name: "pointer to an alias of a string", source: response + `type X struct { A *Text }; type Text = string`,
			want: []string{"gen.X.A is a *string in a response"}},
		{name: "member of a union", source: response + `type X struct { union json.RawMessage }; func (x X) AsOne() (One, error) { return One{}, nil }
			type One struct { A *string }`, want: []string{"gen.One.A is a *string in a response"}},
		{name: "headers", source: `type XResponse struct { Headers401 *XHeaders }; type XHeaders struct { Date *string }`,
			want: []string{"gen.XHeaders.Date is a *string in a response"}},
		{name: "float32", source: response + `type X struct { A *float32 }`, want: []string{"gen.X.A is a float32"}},
		{name: "float32 as a type", source: response + `type X struct { A Score }; type Score = float32`, want: []string{"gen.Score is a float32"}},
		{name: "any", source: response + `type X struct { A any; B map[string]interface{}; C *json.RawMessage }`, want: []string{
			"gen.X.A is untyped", "gen.X.B is untyped", "gen.X.C is untyped",
		}},
		{name: "numbered type", source: response + `type X struct {}; type Error1 struct {}`, want: []string{"gen.Error1 ends in a digit"}},
		{name: "numbered field", source: response + `type X struct { Name2 string }`, want: []string{"gen.X.Name2 ends in a digit"}},
		{name: "numbered method", source: response + `type X struct {}; func (x X) AsRated0() int { return 0 }`, want: []string{"gen.X.AsRated0 ends in a digit"}},
		{name: "numbered function", source: response + `type X struct {}; func NewX1() {}`, want: []string{"gen.NewX1 ends in a digit"}},
		{name: "numbered constant", source: response + `type X struct {}; const SizeW1 = "w"`, want: []string{"gen.SizeW1 ends in a digit"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			code, err := parseCode(map[string]string{"x.go": "package gen\n" + test.source})
			if err != nil {
				t.Fatal(err)
			}
			if got := code.faults(); !slices.Equal(got, test.want) {
				t.Errorf("faults %q, want %q", got, test.want)
			}
		})
	}
}

// code is what is declared in the files of a package.
type code struct {
	types map[string]*ast.TypeSpec
	// names are the exported names, fields and methods with that of their type before a dot, with the
	// text that a constant stands for.
	names map[string]string
	// given are the operationIds of the spec, some of which end in a digit.
	given []string
}

func parseCode(sources map[string]string) (*code, error) {
	c := &code{types: map[string]*ast.TypeSpec{}, names: map[string]string{}}
	for name, source := range sources {
		f, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range f.Decls {
			c.add(decl)
		}
	}
	return c, nil
}

func (c *code) add(decl ast.Decl) {
	if f, ok := decl.(*ast.FuncDecl); ok {
		receiver := ""
		if f.Recv != nil {
			receiver = strings.TrimPrefix(fmt.Sprint(named(f.Recv.List[0].Type)), "*") + "."
		}
		c.name(receiver, f.Name, "")
		return
	}
	for _, spec := range decl.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			c.types[spec.Name.Name] = spec
			c.name("", spec.Name, "")
			if st, ok := spec.Type.(*ast.StructType); ok {
				for _, field := range st.Fields.List {
					for _, name := range field.Names {
						c.name(spec.Name.Name+".", name, "")
					}
				}
			}
		case *ast.ValueSpec:
			for i, name := range spec.Names {
				value := ""
				if i < len(spec.Values) {
					if literal, ok := spec.Values[i].(*ast.BasicLit); ok {
						value = strings.Trim(literal.Value, `"`)
					}
				}
				c.name("", name, value)
			}
		}
	}
}

func (c *code) name(owner string, name *ast.Ident, value string) {
	if name.IsExported() {
		c.names[owner+name.Name] = value
	}
}

// named returns the name of the type that expr is or leads to, "" if it has none.
func named(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.StarExpr:
		return named(expr.X)
	case *ast.SelectorExpr:
		return named(expr.X) + "." + expr.Sel.Name
	default:
		return ""
	}
}

// faults returns what is wrong, sorted.
func (c *code) faults() []string {
	var faults []string
	reached := c.responseTypes()
	for name, spec := range c.types {
		if c.is(spec.Type, "float32") {
			faults = append(faults, "gen."+name+" is a float32")
		}
		st, ok := spec.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range st.Fields.List {
			for _, fault := range c.fieldFaults(field.Type, reached[name]) {
				for _, fieldName := range field.Names {
					if !fieldName.IsExported() && fault == untyped {
						continue // the JSON of a union
					}
					place := name + "." + fieldName.Name
					if fault == untyped && slices.Contains(mayBeUntyped, place) {
						continue
					}
					faults = append(faults, "gen."+place+" is "+fault)
				}
			}
		}
	}
	for name, value := range c.names {
		if c.numbered(name, value) {
			faults = append(faults, "gen."+name+" ends in a digit")
		}
	}
	slices.Sort(faults)
	return faults
}

// numbered reports whether the generator must have tacked on the digit that the name ends in: it is
// not that of v4, of an operationId, of the value of a constant or of an HTTP status.
func (c *code) numbered(name, value string) bool {
	digits := finalDigits.FindString(name)
	if digits == "" || strings.HasSuffix(name, "V4") || strings.HasSuffix(value, digits) || ofStatus.MatchString(name) {
		return false
	}
	last := name[strings.LastIndex(name, ".")+1:]
	return !slices.ContainsFunc(c.given, func(id string) bool { return strings.EqualFold(id, last) })
}

var (
	finalDigits = regexp.MustCompile(`[0-9]+$`)
	// ofStatus are the fields and methods of a response for one status.
	ofStatus = regexp.MustCompile(`Response\.(JSON|GetJSON|Headers)[1-5][0-9][0-9]$`)
)

const untyped = "untyped"

// mayBeUntyped are fields for what cannot have one type: appended pieces with a number in their name,
// as in season/1.
var mayBeUntyped = []string{"TVSeriesDetails.AdditionalProperties"}

// fieldFaults returns what is wrong with the type of a field.
func (c *code) fieldFaults(expr ast.Expr, inRecording bool) []string {
	var faults []string
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StructType:
			faults = append(faults, "an anonymous struct")
			return false
		case *ast.Ident:
			if n.Name == "float32" {
				faults = append(faults, "a float32")
			}
			if n.Name == "any" && inRecording {
				faults = append(faults, untyped)
			}
		case *ast.InterfaceType:
			if inRecording {
				faults = append(faults, untyped)
			}
		case *ast.SelectorExpr:
			if named(n) == "json.RawMessage" && inRecording {
				faults = append(faults, untyped)
			}
		case *ast.StarExpr:
			if inRecording && c.is(n.X, "string") {
				faults = append(faults, "a *string in a response")
			}
		}
		return true
	})
	return faults
}

// is reports whether expr is the predeclared type, or a type that is made of it.
func (c *code) is(expr ast.Expr, predeclared string) bool {
	name := named(expr)
	if spec, ok := c.types[name]; ok {
		return c.is(spec.Type, predeclared)
	}
	_, pointer := expr.(*ast.StarExpr)
	return name == predeclared && !pointer
}

// responseTypes returns the names of the types that can be reached from what the methods of the
// client return.
func (c *code) responseTypes() map[string]bool {
	reached := map[string]bool{}
	var reach func(name string)
	reach = func(name string) {
		spec, ok := c.types[name]
		if !ok || reached[name] {
			return
		}
		reached[name] = true
		ast.Inspect(spec.Type, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok {
				reach(ident.Name)
			}
			return true
		})
		// The members of a union are the results of its methods.
		for method := range c.names {
			if member, ok := strings.CutPrefix(method, name+".As"); ok {
				reach(member)
			}
		}
	}
	for name := range c.types {
		if strings.HasSuffix(name, "Response") {
			reach(name)
		}
	}
	return reached
}
