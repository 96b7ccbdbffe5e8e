package main

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// bundle31File has the bundle as OpenAPI 3.1, of which the schemas are JSON Schema.
const bundle31File = "api/bundle-3.1.gen.yaml"

// openAPI31 returns the bundle as OpenAPI 3.1: null is a type, a vocabulary of one value a constant, an
// open one a union, and a schema has a list of examples.
func openAPI31(tree *yaml.Node) *yaml.Node {
	tree = clone(tree)
	setKey(tree, "openapi", scalar("3.1.1"))
	if license := child(child(tree, "info"), "license"); license != nil {
		removeKey(license, "url")
		setKey(license, "identifier", scalar(text(license, "name")))
	}
	schemas := child(child(tree, "components"), "schemas")
	for _, schema := range pairs(schemas) {
		schema31(schema)
	}
	// Elsewhere schemas stand below the key of that name: in parameters, headers and content.
	for m := range mappings(tree) {
		if schema := child(m, "schema"); schema != nil && schema.Kind == yaml.MappingNode {
			schema31(schema)
		}
	}
	openVocabularies(schemas)
	return tree
}

// schema31 turns a schema, and those in it, into one of OpenAPI 3.1.
func schema31(schema *yaml.Node) {
	if nullable := removeKey(schema, "nullable"); nullable != nil && nullable.Value == "true" {
		if kind := child(schema, "type"); kind != nil {
			setKey(schema, "type", flow(sequence(kind, scalar("null"))))
		}
		if enum := child(schema, "enum"); enum != nil && !slices.ContainsFunc(enum.Content, isNull) {
			enum.Content = append(enum.Content, scalar(nil))
		}
	}
	if enum := child(schema, "enum"); enum != nil && len(enum.Content) == 1 {
		renameKey(schema, "enum", "const")
		setKey(schema, "const", enum.Content[0])
	}
	for exclusive, bound := range map[string]string{"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"} {
		if is := child(schema, exclusive); is != nil && is.Tag == "!!bool" {
			removeKey(schema, exclusive)
			if is.Value == "true" {
				renameKey(schema, bound, exclusive)
			}
		}
	}
	if example := child(schema, "example"); example != nil {
		renameKey(schema, "example", "examples")
		setKey(schema, "examples", sequence(example))
	}

	for _, property := range pairs(child(schema, "properties")) {
		schema31(property)
	}
	for _, key := range []string{"items", "additionalProperties", "not"} {
		if part := child(schema, key); part != nil && part.Kind == yaml.MappingNode {
			schema31(part)
		}
	}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		for _, part := range elements(child(schema, key)) {
			schema31(part)
		}
	}
}

func isNull(node *yaml.Node) bool { return node.Tag == "!!null" }
