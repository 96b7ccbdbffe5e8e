package main

import "testing"

func TestOpenVocabularies(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		old, want string
		opened    bool
	}{
		"strings": {
			"{A: {type: string, description: D., x-extensible-enum: [a, b]}}",
			"{A: {anyOf: [{type: string, enum: [a, b]}, {$ref: '#/components/schemas/AnyString'}], description: D., x-extensible-enum: [a, b]}}", true,
		},
		"or null": {
			"{A: {type: [string, \"null\"], x-extensible-enum: [a]}}",
			"{A: {anyOf: [{type: string, enum: [a]}, {$ref: '#/components/schemas/AnyString'}, {type: \"null\"}], x-extensible-enum: [a]}}", true,
		},
		"of a pattern": {
			"{A: {type: string, pattern: '^.', x-extensible-enum: [a]}}",
			"{A: {anyOf: [{type: string, enum: [a]}, {type: string, pattern: '^.', allOf: [{$ref: '#/components/schemas/AnyString'}]}], x-extensible-enum: [a]}}", true,
		},
		"numbers": {
			"{A: {type: integer, x-extensible-enum: [1]}, B: {type: [integer, \"null\"], x-extensible-enum: [1]}}",
			"{A: {type: integer, x-extensible-enum: [1]}, B: {type: [integer, \"null\"], x-extensible-enum: [1]}}", false,
		},
		"closed": {
			"{A: {type: string, enum: [a]}}",
			"{A: {type: string, enum: [a]}}", false,
		},
		"of a discriminator": {
			"{A: {type: string, x-extensible-enum: [b]}, B: {properties: {kind: {allOf: [{$ref: '#/components/schemas/A'}]}}}, C: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}}",
			"{A: {type: string, x-extensible-enum: [b]}, B: {properties: {kind: {allOf: [{$ref: '#/components/schemas/A'}]}}}, C: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}}", false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			node := parse(t, test.old)
			openVocabularies(node)
			if opened := removeKey(node, anyString) != nil; opened != test.opened {
				t.Errorf("there is %s: %v", anyString, opened)
			}
			if got, want := yamlOf(t, node), yamlOf(t, parse(t, test.want)); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
