package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// spec is what the Go generators need of the bundle.
type spec struct {
	tags       []tag
	operations []operation
	schemas    []schema
}

type tag struct {
	name, description, service string
}

// operation is one method on one path.
type operation struct {
	id, method, path, tag string
	goMethod              string
	summary, description  string
	deprecated            bool
	ignoresPage           bool // answers every page alike
	statuses              []string
	pathParams            []string
	queryParams           []string // with ! after a required one
	writes                bool     // it changes something, as all but GETs do
	unique                bool     // each answer is a new one
}

// schema is a component of the bundle, as far as Go code is written for it.
type schema struct {
	name          string
	lenient       bool
	discriminator string
	mapping       []mapped
	secrets       []string // properties with the format password
}

// mapped is one value of a discriminator and the schema it stands for.
type mapped struct {
	value, schema string
}

// readBundle reads the file that the bundle command writes. Everything in it has been checked.
func readBundle(root string) (*spec, error) {
	name := filepath.Join(root, filepath.FromSlash(bundleFile))
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(doc.Content) != 1 {
		return nil, fmt.Errorf("%s is empty", name)
	}
	tree := doc.Content[0]

	s := &spec{}
	for _, t := range elements(child(tree, "tags")) {
		s.tags = append(s.tags, tag{name: text(t, "name"), description: text(t, "description"), service: text(t, "x-service-name")})
	}
	parameters := child(child(tree, "components"), "parameters")
	for path, item := range pairs(child(tree, "paths")) {
		for method, op := range pairs(item) {
			if slices.Contains(methods, method.Value) {
				s.operations = append(s.operations, newOperation(path.Value, method.Value, op, parameters))
			}
		}
	}
	for name, node := range pairs(child(child(tree, "components"), "schemas")) {
		s.schemas = append(s.schemas, newSchema(name.Value, node))
	}
	return s, nil
}

var placeholder = regexp.MustCompile(`\{([^}]+)\}`)

func newOperation(path, method string, node, parameters *yaml.Node) operation {
	op := operation{
		id: text(node, "operationId"), method: method, path: path,
		goMethod: text(node, "x-method-name"),
		summary:  text(node, "summary"), description: text(node, "description"),
		deprecated:  text(node, "deprecated") == "true",
		ignoresPage: text(node, "x-ignores-page") == "true",
		writes:      method != "get" || text(node, "x-writes") == "true",
		unique:      text(node, "x-unique-answer") == "true",
	}
	for _, t := range elements(child(node, "tags")) {
		op.tag = t.Value
	}
	for status := range pairs(child(node, "responses")) {
		op.statuses = append(op.statuses, status.Value)
	}
	for _, match := range placeholder.FindAllStringSubmatch(path, -1) {
		op.pathParams = append(op.pathParams, match[1])
	}
	for _, p := range elements(child(node, "parameters")) {
		if ref := text(p, "$ref"); ref != "" {
			p = child(parameters, lastSegment(ref))
		}
		if text(p, "in") == "query" {
			name := text(p, "name")
			if text(p, "required") == "true" {
				name += "!"
			}
			op.queryParams = append(op.queryParams, name)
		}
	}
	return op
}

func newSchema(name string, node *yaml.Node) schema {
	s := schema{name: name, lenient: text(node, "x-lenient") == "true"}
	for property, node := range pairs(child(node, "properties")) {
		if text(node, "format") == "password" {
			s.secrets = append(s.secrets, property.Value)
		}
	}
	discriminator := child(node, "discriminator")
	s.discriminator = text(discriminator, "propertyName")
	for value, ref := range pairs(child(discriminator, "mapping")) {
		s.mapping = append(s.mapping, mapped{value: value.Value, schema: lastSegment(ref.Value)})
	}
	return s
}
