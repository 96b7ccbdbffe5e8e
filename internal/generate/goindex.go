package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// goIndex is what the generators need to know of the code that oapi-codegen wrote.
type goIndex struct {
	// names leads from goKey of a name to the Go type of that name.
	names map[string]string
	types map[string]*ast.TypeSpec
	// calls leads from goKey of an operation's id to the method that calls it and parses the response.
	calls map[string]*ast.FuncDecl
}

// generatedFiles are the files that oapi-codegen writes.
var generatedFiles = []string{"types.gen.go", "client.gen.go"}

// readGo parses the generated code below root.
func readGo(root string) (*goIndex, error) {
	idx := &goIndex{
		names: map[string]string{}, types: map[string]*ast.TypeSpec{},
		calls: map[string]*ast.FuncDecl{},
	}
	for _, name := range generatedFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "gen", name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range f.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				idx.addTypes(decl)
			case *ast.FuncDecl:
				idx.addMethod(decl)
			}
		}
	}
	return idx, nil
}

func (idx *goIndex) addTypes(decl *ast.GenDecl) {
	for _, s := range decl.Specs {
		if t, ok := s.(*ast.TypeSpec); ok {
			idx.types[t.Name.Name] = t
			idx.names[goKey(t.Name.Name)] = t.Name.Name
		}
	}
}

func (idx *goIndex) addMethod(decl *ast.FuncDecl) {
	if decl.Recv == nil {
		return
	}
	receiver := strings.TrimPrefix(typeText(decl.Recv.List[0].Type), "*")
	name, ok := strings.CutSuffix(decl.Name.Name, "WithResponse")
	if ok && receiver == "ClientWithResponses" && !strings.HasSuffix(name, "WithBody") {
		idx.calls[goKey(name)] = decl
	}
}

// goField is a field of a generated struct.
type goField struct {
	name string
	typ  ast.Expr
	tag  reflect.StructTag
}

// json returns the name of the field in JSON.
func (f goField) json() string {
	name, _, _ := strings.Cut(f.tag.Get("json"), ",")
	return name
}

// fields yields the fields of a generated struct, none of what is no struct.
func (idx *goIndex) fields(structName string) iter.Seq[goField] {
	return func(yield func(goField) bool) {
		t, ok := idx.types[structName]
		if !ok {
			return
		}
		st, ok := t.Type.(*ast.StructType)
		if !ok {
			return
		}
		for _, f := range st.Fields.List {
			var tag string
			if f.Tag != nil {
				tag, _ = strconv.Unquote(f.Tag.Value)
			}
			for _, n := range f.Names {
				if !yield(goField{n.Name, f.Type, reflect.StructTag(tag)}) {
					return
				}
			}
		}
	}
}

// jsonField returns the name of the field of a struct for a property, "" if there is none.
func (idx *goIndex) jsonField(structName, property string) string {
	name, _, _ := idx.property(structName, property)
	return name
}

// typeText returns a type as it is written: identifiers, pointers, slices, maps and names of
// other packages.
func typeText(expr ast.Expr) string {
	switch t := expr.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		return "*" + typeText(t.X)
	case *ast.SelectorExpr:
		return typeText(t.X) + "." + t.Sel.Name
	case *ast.ArrayType:
		return "[]" + typeText(t.Elt)
	case *ast.MapType:
		return "map[" + typeText(t.Key) + "]" + typeText(t.Value)
	case *ast.Ellipsis:
		return "..." + typeText(t.Elt)
	default:
		return fmt.Sprintf("%T", expr)
	}
}

// resolve follows aliases, which stand for parameters and request bodies, to the type that a user
// has to know.
func (idx *goIndex) resolve(expr ast.Expr) ast.Expr {
	for {
		ident, ok := expr.(*ast.Ident)
		if !ok {
			return expr
		}
		t, ok := idx.types[ident.Name]
		if !ok || !t.Assign.IsValid() {
			return expr
		}
		expr = t.Type
	}
}

// outside returns a type as code outside of package gen writes it.
func (idx *goIndex) outside(expr ast.Expr) string {
	switch t := idx.resolve(expr).(type) {
	case *ast.Ident:
		if _, ok := idx.types[t.Name]; ok {
			return "gen." + t.Name
		}
		return t.Name
	case *ast.StarExpr:
		return "*" + idx.outside(t.X)
	case *ast.ArrayType:
		return "[]" + idx.outside(t.Elt)
	case *ast.MapType:
		return "map[" + idx.outside(t.Key) + "]" + idx.outside(t.Value)
	default:
		return typeText(t)
	}
}

// textOf returns an expression for the text that a path parameter becomes, "" for one that cannot
// hold anything but a number.
func (idx *goIndex) textOf(name string, expr ast.Expr) string {
	switch t := idx.resolve(expr).(type) {
	case *ast.Ident:
		if t.Name == "string" {
			return name
		}
		if def, ok := idx.types[t.Name]; ok && typeText(idx.resolve(def.Type)) == "string" {
			return "string(" + name + ")"
		}
		return ""
	default: // a type of package types
		return name + ".String()"
	}
}

// field returns the type of a field of a generated struct.
func (idx *goIndex) field(structName, name string) (ast.Expr, bool) {
	for f := range idx.fields(structName) {
		if f.name == name {
			return f.typ, true
		}
	}
	return nil, false
}

// property returns the name and the type of the field that holds a property.
func (idx *goIndex) property(structName, property string) (name string, typ ast.Expr, err error) {
	for f := range idx.fields(structName) {
		if f.json() == property {
			return f.name, f.typ, nil
		}
	}
	return "", nil, fmt.Errorf("%s has no field for %s", structName, property)
}
