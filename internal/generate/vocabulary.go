package main

import "go.yaml.in/yaml/v3"

// openVocabularies makes a string with known values one of these or any string, for TypeScript, which
// knows nothing of x-extensible-enum. Two kinds stay as they are: numbers, for nobody completes 10751,
// and what tells the members of a union apart, for there TypeScript takes nothing but single values.
func openVocabularies(schemas *yaml.Node) {
	tellApart := map[string]bool{}
	for m := range mappings(schemas) {
		tellApart[text(child(m, "discriminator"), "propertyName")] = true
	}
	closed := map[string]bool{}
	for m := range mappings(schemas) {
		for name, property := range pairs(child(m, "properties")) {
			if tellApart[name.Value] {
				closed[singleRef(property)] = true
			}
		}
	}
	opened := false
	for name, schema := range pairs(schemas) {
		if values := child(schema, openEnum); values != nil && !closed[name.Value] {
			opened = openVocabulary(schema, values) || opened
		}
	}
	if opened {
		setKey(schemas, anyString, anyStringSchema())
	}
}

// openVocabulary opens one with these known values, and tells whether it has: it is one of strings.
func openVocabulary(schema, values *yaml.Node) bool {
	kind := child(schema, "type")
	nullable := kind != nil && len(kind.Content) == 2 && isString(kind.Content[0])
	if !nullable && !isString(kind) {
		return false
	}
	other := mapping("$ref", scalar(schemaRef+anyString))
	if pattern := removeKey(schema, "pattern"); pattern != nil {
		other = mapping("type", scalar("string"), "pattern", pattern, "allOf", sequence(other))
	}
	members := sequence(mapping("type", scalar("string"), "enum", clone(values)), other)
	if nullable {
		members.Content = append(members.Content, mapping("type", scalar("null")))
	}
	renameKey(schema, "type", "anyOf")
	setKey(schema, "anyOf", members)
	return true
}

func isString(kind *yaml.Node) bool { return kind != nil && kind.Value == "string" }

// anyString is the name of the schema that a value of an open vocabulary has, if not a known one.
const anyString = "AnyString"

// anyStringSchema returns it. TypeScript makes a string of 'Released' | string and forgets the value, so
// that no editor completes it; but not of 'Released' | (string & {…}). Hence all of this:
//
//   - properties say nothing of a string, and an empty schema says nothing of a property, so every
//     string is valid; openapi-typescript and hey-api write string & {length?: unknown};
//   - the type within allOf is for hey-api, which drops the one beside it;
//   - the type beside allOf is for tools that stop at a type, such as orval, whose validators would
//     want an object otherwise.
func anyStringSchema() *yaml.Node {
	return mapping(
		"type", scalar("string"),
		"description", scalar("Any string, for the vocabulary is open."),
		"$comment", scalar("properties says nothing of a string, but keeps TypeScript from forgetting the known values."),
		"allOf", sequence(mapping("type", scalar("string")), flow(mapping("properties", mapping("length", mapping())))),
	)
}
