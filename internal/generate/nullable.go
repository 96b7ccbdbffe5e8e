package main

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// nullables makes true in the bundle what an author writes as allOf with one $ref and nullable: beside
// allOf it has no effect in OpenAPI 3.0.3, for the type that refuses null is in what the $ref leads to.
// A schema that only such places refer to is nullable itself. Any other gets a nullable copy, whose
// names it returns with those of the originals.
func nullables(tree *yaml.Node) (map[string]string, error) {
	schemas := child(child(tree, "components"), "schemas")
	places := map[string][]*yaml.Node{}
	refs := map[string]int{}
	for m := range mappings(tree) {
		if ref := text(m, "$ref"); ref != "" {
			refs[lastSegment(ref)]++
		}
		if name := nullableRef(m); name != "" {
			places[name] = append(places[name], m)
		}
	}

	copies := map[string]string{}
	for i := 0; i < len(schemas.Content); i += 2 {
		key, schema := schemas.Content[i], schemas.Content[i+1]
		name := key.Value
		if places[name] == nil {
			continue
		}
		if child(schema, "type") == nil {
			return nil, fmt.Errorf("schema %s is nullable in places: want one with a type, not one composed of others", name)
		}
		for _, place := range places[name] {
			removeKey(place, "nullable")
		}
		if refs[name] == len(places[name]) {
			setKey(schema, "nullable", scalar(true))
			continue
		}
		copied := "Nullable" + name
		if child(schemas, copied) != nil {
			return nil, fmt.Errorf("schema %s is nullable in places: the name %s is taken", name, copied)
		}
		copies[copied] = name
		for _, place := range places[name] {
			child(child(place, "allOf").Content[0], "$ref").Value = schemaRef + copied
		}
		twin := clone(schema)
		setKey(twin, "nullable", scalar(true))
		schemas.Content = slices.Insert(schemas.Content, i+2, &yaml.Node{Kind: yaml.ScalarNode, Value: copied}, twin)
		i += 2
	}
	return copies, nil
}

const schemaRef = "#/components/schemas/"

// singleRef returns the name of the schema that a schema is, apart from its description: that of
// allOf with one $ref.
func singleRef(schema *yaml.Node) string {
	if all := elements(child(schema, "allOf")); len(all) == 1 {
		if ref := text(all[0], "$ref"); ref != "" {
			return lastSegment(ref)
		}
	}
	return ""
}

// nullableRef returns what singleRef does if the schema says nullable, too.
func nullableRef(schema *yaml.Node) string {
	if text(schema, "nullable") != "true" {
		return ""
	}
	return singleRef(schema)
}
