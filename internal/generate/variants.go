package main

import (
	"fmt"
	"go/ast"
	"path"
	"strings"
)

// variant is a method that sets a parameter of its operation to one value of its vocabulary, as the
// template sees it: Find.ByIMDB.
type variant struct {
	GoMethod, Doc string
	Args, Pass    string // without params
	Params        string // &gen.FindByExternalIDParams{ExternalSource: gen.ExternalSourceIMDBID},
}

// addVariants gives a method a variant for each value of the parameter that its operation names in
// x-method-for-each. They are called By and the name of the value, of which an ID at the end goes
// without saying.
func (m *method) addVariants(idx *goIndex) error {
	name, _ := m.Source.Extensions["x-method-for-each"].(string)
	if name == "" {
		return nil
	}
	p := m.Source.Parameters.GetByInAndName("query", name)
	if p == nil || p.Schema.Ref == "" || len(p.Schema.Value.Enum) == 0 {
		return fmt.Errorf("x-method-for-each is %s: want a query parameter that is a vocabulary", name)
	}
	vocabulary := idx.names[goKey(path.Base(p.Schema.Ref))]
	words, _ := p.Schema.Value.Extensions["x-enum-varnames"].([]any)
	if len(words) != len(p.Schema.Value.Enum) {
		return fmt.Errorf("x-method-for-each is %s: want x-enum-varnames for %s", name, vocabulary)
	}
	params := strings.TrimSuffix(m.Call, "WithResponse") + "Params"
	field, ok := idx.fieldOf(params, vocabulary)
	if !ok || !strings.HasSuffix(m.Pass, "params,") {
		return fmt.Errorf("x-method-for-each is %s: want a required parameter of an operation without a body", name)
	}
	for i, value := range p.Schema.Value.Enum {
		word := fmt.Sprint(words[i])
		v := variant{
			GoMethod: "By" + strings.TrimSuffix(word, "ID"),
			Args:     strings.TrimSuffix(m.Args, "params *gen."+params+","),
			Pass:     strings.TrimSuffix(m.Pass, "params,"),
			Params:   fmt.Sprintf("&gen.%s{%s: gen.%s%s},", params, field, vocabulary, word),
		}
		v.Doc = comment([]string{
			fmt.Sprintf("%s is [%sService.%s] with %s %v, with the same errors.", v.GoMethod, m.Service, m.GoMethod, name, value),
			fmt.Sprintf("TMDB: %s?%s=%v", m.Operation, name, value),
		})
		m.Variants = append(m.Variants, v)
	}
	return nil
}

// fieldOf returns the name of the field of a struct that has a type.
func (idx *goIndex) fieldOf(structName, typeName string) (string, bool) {
	t, ok := idx.types[structName]
	if !ok {
		return "", false
	}
	st, ok := t.Type.(*ast.StructType)
	if !ok {
		return "", false
	}
	for _, f := range st.Fields.List {
		if len(f.Names) == 1 && typeText(f.Type) == typeName {
			return f.Names[0].Name, true
		}
	}
	return "", false
}
