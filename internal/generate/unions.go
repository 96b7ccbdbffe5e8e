package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"
	"text/template"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

//go:embed unions.go.tmpl
var unionsText string

var unionsTemplate = template.Must(template.New("unions").Parse(unionsText))

type union struct {
	Name, Doc string
	Property  string // that tells the members apart
	Members   []member
	Shared    []shared
}

// member is a Go type of a union with the kinds, quoted, that stand for it.
type member struct {
	Type, Kinds     string
	Kind            string // the first
	Property, Field string // that hold the kind
	AsDoc, FromDoc  string
	schema          *openapi3.Schema
}

// shared is what several members of a union have, under one name or another.
type shared struct {
	Method, Type, Doc string
	Properties        string // quoted
}

// synonym is what members have, perhaps under names of their own.
type synonym struct {
	method     string
	properties []string
	doc        string
}

var synonyms = []synonym{
	{"ID", []string{"id"}, "TMDB's id, which is unique among what is of the same kind"},
	{"Name", []string{"title", "name"}, "the title of a movie and the name of anything else"},
	{"OriginalName", []string{"original_title", "original_name"}, "the title or name in the original language"},
	{"ImagePath", []string{"poster_path", "profile_path", "still_path"}, "the path of the poster, of the portrait of a person, or of a still from an episode"},
	{"Date", []string{"release_date", "first_air_date", "air_date"}, "the day of the release, or of the first showing"},
}

// notShared are numbers whose 0 says something, so that they cannot be 0 where there is none.
var notShared = []string{"season_number", "order"}

// renderUnions writes what a program needs that has a union in hand.
func renderUnions(doc *read.Document, idx *goIndex) ([]byte, error) {
	var unions []union
	for _, schema := range doc.Schemas() {
		property, mapping, ok := read.Union(doc.Components.Schemas[schema].Value)
		if !ok {
			continue
		}
		u := union{Name: idx.names[goKey(schema)], Property: property}
		if u.Name == "" {
			return nil, fmt.Errorf("%s: gen has no type for schema %s: run oapi-codegen first", bundleFile, schema)
		}
		if err := u.addMembers(doc, idx, mapping); err != nil {
			return nil, fmt.Errorf("%s: schema %s: %w", bundleFile, schema, err)
		}
		if err := u.addShared(idx); err != nil {
			return nil, fmt.Errorf("%s: schema %s: %w", bundleFile, schema, err)
		}
		unions = append(unions, u)
	}
	return execute(unionsTemplate, unions)
}

func (u *union) addMembers(doc *read.Document, idx *goIndex, mapping []read.Mapped) error {
	var cases []string
	for _, m := range mapping {
		goType := idx.names[goKey(m.Schema)]
		cases = append(cases, fmt.Sprintf("[%s] for %q", goType, m.Value))
		if i := slices.IndexFunc(u.Members, func(m member) bool { return m.Type == goType }); i >= 0 {
			u.Members[i].Kinds += fmt.Sprintf(", %q", m.Value)
			continue
		}
		field, _, err := idx.property(goType, u.Property)
		if err != nil {
			return err
		}
		u.Members = append(u.Members, member{
			Type: goType, Kinds: fmt.Sprintf("%q", m.Value), Kind: m.Value, Property: u.Property, Field: field,
			schema: doc.Components.Schemas[m.Schema].Value,
		})
	}
	for i := range u.Members {
		m := &u.Members[i]
		kinds := strings.ReplaceAll(m.Kinds, ", ", " or ")
		m.AsDoc = comment([]string{fmt.Sprintf(
			"As%s returns the [%s] that it is if %s is %s. For anything else it returns an error that says what it is.",
			m.Type, m.Type, u.Property, kinds)})
		m.FromDoc = comment([]string{fmt.Sprintf(
			"From%s makes it v, with a %s of %q unless v has %s.", m.Type, u.Property, m.Kind, kinds)})
	}
	u.Doc = comment([]string{
		"Value returns what " + u.Property + " says it is: " + strings.Join(cases, ", ") + ".",
		"Any other kind, a missing one and one that does not decode are a json.RawMessage with what TMDB sent, " +
			"so that a switch over the types keeps working when TMDB adds a kind.",
	})
	return nil
}

// addShared finds what at least two members have.
func (u *union) addShared(idx *goIndex) error {
	count := map[string]int{}
	for _, m := range u.Members {
		for name := range allProperties(m.schema) {
			count[name]++
		}
	}
	candidates := slices.Clone(synonyms)
	for _, name := range slices.Sorted(maps.Keys(count)) {
		known := slices.ContainsFunc(synonyms, func(s synonym) bool { return slices.Contains(s.properties, name) })
		if count[name] > 1 && !known && !slices.Contains(notShared, name) {
			candidates = append(candidates, synonym{properties: []string{name}})
		}
	}
	for _, s := range candidates {
		if err := u.add(idx, s); err != nil {
			return err
		}
	}
	slices.SortFunc(u.Shared, func(a, b shared) int { return strings.Compare(a.Method, b.Method) })
	return nil
}

// add adds a method for s if members have any of its properties, in one type.
func (u *union) add(idx *goIndex, s synonym) error {
	var goType string
	for _, m := range u.Members {
		properties := allProperties(m.schema)
		for _, name := range s.properties {
			if properties[name] == nil {
				continue
			}
			field, typ, err := idx.property(m.Type, name)
			if err != nil {
				return err
			}
			text := strings.TrimPrefix(typeText(typ), "*")
			if goType != "" && goType != text {
				return fmt.Errorf("%s is %s in one member and %s in another", name, goType, text)
			}
			goType = text
			s.method = cmp.Or(s.method, field)
			s.doc = cmp.Or(s.doc, lowerFirst(strings.TrimSuffix(properties[name].Value.Description, ".")))
		}
	}
	if goType == "" {
		return nil
	}
	doc := fmt.Sprintf("%s returns %s: %s. ", s.method, strings.Join(s.properties, " or "), s.doc)
	if s.properties[0] == u.Property {
		doc = fmt.Sprintf("%s returns %s, which says what it is. ", s.method, u.Property)
	}
	u.Shared = append(u.Shared, shared{
		Method: s.method, Type: goType, Properties: `"` + strings.Join(s.properties, `", "`) + `"`,
		Doc: comment([]string{doc + nothing(goType)}),
	})
	return nil
}

// nothing says what a method returns where there is nothing.
func nothing(goType string) string {
	switch goType {
	case "bool":
		return "It is false where TMDB sends none."
	case "int", "float64", "types.Float":
		return "It is 0 where TMDB sends none."
	}
	return "It is empty where TMDB sends none."
}

// allProperties returns the properties of a schema with those of its parts.
func allProperties(s *openapi3.Schema) openapi3.Schemas {
	all := maps.Clone(s.Properties)
	if all == nil {
		all = openapi3.Schemas{}
	}
	for _, part := range s.AllOf {
		maps.Copy(all, allProperties(part.Value))
	}
	return all
}

// ofUnions returns the methods that unions.gen.go has in place of oapi-codegen's.
func ofUnions(doc *read.Document) func(*ast.FuncDecl) bool {
	unions := map[string]bool{}
	for name, ref := range doc.Components.Schemas {
		if _, _, ok := read.Union(ref.Value); ok {
			unions[goKey(name)] = true
		}
	}
	return func(f *ast.FuncDecl) bool {
		return f.Recv != nil && unions[goKey(strings.TrimPrefix(typeText(f.Recv.List[0].Type), "*"))] &&
			(strings.HasPrefix(f.Name.Name, "As") || strings.HasPrefix(f.Name.Name, "From"))
	}
}

func execute(tmpl *template.Template, data any) ([]byte, error) {
	buf := bytes.NewBufferString(goHeader)
	if err := tmpl.Execute(buf, data); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
