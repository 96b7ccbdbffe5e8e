package main

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func parse(t *testing.T, text string) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Content[0]
}

func yamlOf(t *testing.T, node *yaml.Node) string {
	t.Helper()
	data, err := yaml.Marshal(node)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(data))
}

func TestSchema31(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ old, want string }{
		{"{type: string, nullable: true}", "{type: [string, \"null\"]}"},
		{"{type: string, nullable: false, example: a}", "{type: string, examples: [a]}"},
		{"{type: string, nullable: true, enum: [a, b]}", "{type: [string, \"null\"], enum: [a, b, null]}"},
		{"{type: string, enum: [a]}", "{type: string, const: a}"},
		{"{type: number, minimum: 0, exclusiveMinimum: true}", "{type: number, exclusiveMinimum: 0}"},
		{"{type: number, maximum: 9, exclusiveMaximum: false}", "{type: number, maximum: 9}"},
		{"{type: object, properties: {nullable: {type: array, nullable: true, items: {type: integer, nullable: true}}}}",
			"{type: object, properties: {nullable: {type: [array, \"null\"], items: {type: [integer, \"null\"]}}}}"},
		{"{type: object, additionalProperties: {type: string, example: a}}", "{type: object, additionalProperties: {type: string, examples: [a]}}"},
		{"{allOf: [{$ref: x}, {type: object, properties: {example: {type: string, enum: [a]}}}]}", "{allOf: [{$ref: x}, {type: object, properties: {example: {type: string, const: a}}}]}"},
	} {
		node := parse(t, test.old)
		schema31(node)
		if got := yamlOf(t, node); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.old, got, test.want)
		}
	}
}

func TestOpenAPI31(t *testing.T) {
	t.Parallel()
	old := parse(t, `
openapi: 3.0.3
info: {title: T, license: {name: MIT, url: 'https://example.com'}}
paths: {/a: {get: {parameters: [{name: a, example: 1, schema: {type: integer, nullable: true, example: 1}}]}}}
components: {schemas: {A: {type: object, example: {nullable: true}}}}
`)
	before := yamlOf(t, old)
	const want = `openapi: 3.1.1
info: {title: T, license: {name: MIT, identifier: MIT}}
paths: {/a: {get: {parameters: [{name: a, example: 1, schema: {type: [integer, "null"], examples: [1]}}]}}}
components: {schemas: {A: {type: object, examples: [{nullable: true}]}}}`
	if got := yamlOf(t, openAPI31(old)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if yamlOf(t, old) != before {
		t.Error("the bundle itself has changed")
	}
}
