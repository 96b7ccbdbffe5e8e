package api_test

import (
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestOpenAPI31 holds the bundle in OpenAPI 3.1 against that version, with its examples, and against
// the bundle: the same operations and schemas, and null where that is nullable.
func TestOpenAPI31(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile("bundle-3.1.gen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !doc.IsOpenAPI31OrLater() {
		t.Errorf("it is OpenAPI %s", doc.OpenAPI)
	}
	if err := doc.Validate(t.Context(), openapi3.EnableMultiError(), openapi3.EnableExamplesValidation(),
		openapi3.EnableSchemaPatternValidation(), openapi3.EnableSchemaDefaultsValidation()); err != nil {
		t.Error(err)
	}

	closeVocabularies(t, doc)
	bundle, list := slices.Collect(schemas(loadBundle(t))), slices.Collect(schemas(doc))
	if len(list) != len(bundle) {
		t.Fatalf("%d schemas, the bundle has %d", len(list), len(bundle))
	}
	for i, p := range list {
		was := bundle[i]
		if p.name != was.name {
			t.Fatalf("%s stands where the bundle has %s", p.name, was.name)
		}
		if p.Value.Nullable || p.Value.Example != nil {
			t.Error(p.at("has nullable or example, which 3.1 does not"))
		}
		if got := p.Value.Type != nil && slices.Contains(p.Value.Type.Slice(), "null"); got != was.Value.Nullable {
			t.Error(p.at("is not null where it is in the bundle, or the other way round"))
		}
	}
}

// closeVocabularies holds the open vocabularies of strings against what they are, unions that take any
// string, and makes them strings again, as the bundle has them.
func closeVocabularies(t *testing.T, doc *openapi3.T) {
	t.Helper()
	const anyString = "AnyString"
	delete(doc.Components.Schemas, anyString)
	for name, ref := range sorted(doc.Components.Schemas) {
		known, _ := ref.Value.Extensions[openEnum].([]any)
		if known == nil || ref.Value.Type.Is("integer") {
			continue
		}
		if ref.Value.AnyOf == nil {
			// Others tell the members of unions apart by it, with single values of their own.
			if name != "MediaType" {
				t.Errorf("%s is no union: TypeScript does not complete it", name)
			}
			continue
		}
		values := map[any]bool{"season/1": true, 1.0: false}
		for _, value := range known {
			values[value] = true
		}
		for value, valid := range values {
			if err := ref.Value.VisitJSON(value); (err == nil) != valid {
				t.Errorf("%s: %v is valid: %v, want %v (%v)", name, value, err == nil, valid, err)
			}
		}
		types := openapi3.Types{"string"}
		if ref.Value.VisitJSON(nil) == nil {
			types = append(types, "null")
		}
		ref.Value.Type, ref.Value.AnyOf = &types, nil
	}
}
