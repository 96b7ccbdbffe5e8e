package main

import (
	"path/filepath"
	"strings"
	"testing"
)

const nullableSpec = `
components:
  schemas:
    Kind: {type: string, x-extensible-enum: [a, b]}
    Only: {type: string, x-extensible-enum: [c]}
    Movie: {type: object, properties: {id: {type: integer}}}
    MovieItem: {allOf: [{$ref: '#/components/schemas/Movie'}, {type: object, properties: {kind: {type: string, enum: [a]}}, required: [kind]}]}
    Item:
      oneOf: [{$ref: '#/components/schemas/MovieItem'}]
      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/MovieItem'}}
    Row:
      type: object
      properties:
        kind: {allOf: [{$ref: '#/components/schemas/Kind'}], description: A kind.}
        last_kind: {allOf: [{$ref: '#/components/schemas/Kind'}], nullable: true, description: A kind.}
        only: {allOf: [{$ref: '#/components/schemas/Only'}], nullable: true, description: A kind.}
        movie: {allOf: [{$ref: '#/components/schemas/Movie'}], nullable: true, description: A movie.}
`

// TestNullables: what is null somewhere only gets a copy, what is null everywhere is nullable itself.
func TestNullables(t *testing.T) {
	t.Parallel()
	tree := parse(t, nullableSpec)
	copies, err := nullables(tree)
	if err != nil {
		t.Fatal(err)
	}
	if len(copies) != 2 || copies["NullableKind"] != "Kind" || copies["NullableMovie"] != "Movie" {
		t.Errorf("copies %v", copies)
	}
	got := yamlOf(t, tree)
	for _, want := range []string{
		"        Kind: {type: string, x-extensible-enum: [a, b]}\n",
		"        NullableKind: {type: string, x-extensible-enum: [a, b], nullable: true}\n",
		"        Only: {type: string, x-extensible-enum: [c], nullable: true}\n",
		"NullableMovie: {type: object, properties: {id: {type: integer}}, nullable: true}\n",
		"last_kind: {allOf: [{$ref: '#/components/schemas/NullableKind'}], description: A kind.}\n",
		"only: {allOf: [{$ref: '#/components/schemas/Only'}], description: A kind.}\n",
		"movie: {allOf: [{$ref: '#/components/schemas/NullableMovie'}], description: A movie.}",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	for old, want := range map[string]string{
		"Movie: {type: object, ": "Movie: {",
		"Movie: {":               "NullableMovie: {type: string}\n    Movie: {",
	} {
		if _, err := nullables(parse(t, strings.Replace(nullableSpec, old, want, 1))); err == nil || !strings.Contains(err.Error(), "schema Movie is nullable in places") {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestOverlay: Go sees vocabularies as known values beside any, unions of what their members are
// elsewhere, and null as nothing; then comes what people have written.
func TestOverlay(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	writeTest(t, filepath.Join(root, ownOverlayFile), "overlay: 1.0.0\nactions:\n  - {target: $.own, remove: true}\n")
	tree := parse(t, nullableSpec)
	copies, err := nullables(tree)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeOverlay(root, tree, copies); err != nil {
		t.Fatal(err)
	}
	got := readTest(t, filepath.Join(root, overlayFile))
	row := "  - target: $.components.schemas['Row']['properties']"
	for _, want := range []string{
		"  - target: $.components.schemas['Kind']\n    update:\n      enum: [a, b]\n",
		"  - target: $.components.schemas['Only']['nullable']\n    remove: true\n",
		"  - target: $.components.schemas['Item']['oneOf', 'discriminator']\n    remove: true\n",
		"      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/Movie'}}\n",
		row + "['kind']['allOf']\n    remove: true\n",
		row + "['kind']\n    update:\n      anyOf: [{$ref: '#/components/schemas/Kind'}, {type: string}]\n      x-go-type: Kind\n",
		row + "['last_kind']\n    update:\n      anyOf: [{$ref: '#/components/schemas/Kind'}, {type: string, nullable: true}]\n      x-go-type: Kind\n",
		row + "['movie']\n    update:\n      allOf: [{$ref: '#/components/schemas/Movie'}]\n      nullable: true\n",
		"  - {target: $.own, remove: true}\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no\n%s in\n%s", want, got)
		}
	}
}

func TestMergeHeaders(t *testing.T) {
	t.Parallel()
	tree := parse(t, `
description: A response.
headers:
  Vary: {schema: {type: string, example: Origin}}
  etag: {schema: {type: string, example: x}}
  vary: {schema: {type: string, example: accept-encoding}}
`)
	mergeHeaders(tree)
	const want = `description: A response.
headers:
    Vary: {schema: {type: string, example: 'Origin, accept-encoding'}}
    etag: {schema: {type: string, example: x}}`
	if got := yamlOf(t, tree); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
