package main

import (
	"errors"
	"go/token"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// check returns everything that is wrong with the source and that a JSON Schema validator would
// not see, each with its file and line.
func check(src *source) error {
	var errs []error
	for _, f := range []func(*source) []error{
		checkAnchors, checkRefs, checkUnused, checkNames, checkUnions, checkTags, checkOperations, checkInjections,
	} {
		errs = append(errs, f(src)...)
	}
	return errors.Join(errs...)
}

// checkAnchors refuses YAML's own ways to repeat things, which readers in other languages lack and
// a reader of the files has to look up: $ref is the one way.
func checkAnchors(src *source) []error {
	var errs []error
	for _, f := range src.files {
		for node := range nodes(f.doc) {
			at := position{f.name, node.Line}
			switch {
			case node.Anchor != "":
				errs = append(errs, at.errorf("there is an anchor &%s: want a component and a $ref to it", node.Anchor))
			case node.Kind == yaml.AliasNode:
				errs = append(errs, at.errorf("there is an alias *%s: want a $ref", node.Value))
			case node.Tag == "!!merge":
				errs = append(errs, at.errorf("there is a merge key <<: want the keys themselves"))
			}
		}
	}
	return errs
}

// checkRefs wants every $ref to lead to a named part of a file in api/.
func checkRefs(src *source) []error {
	known := map[string]bool{}
	for _, c := range slices.Concat(src.components, src.pathItems) {
		known[c.pointer()] = true
	}
	var errs []error
	for _, r := range src.refs {
		if !known[r.target] {
			errs = append(errs, r.at.errorf("$ref %q leads nowhere: there is no %s", r.text, r.target))
		}
	}
	return errs
}

// checkUnused wants every named part to be referred to.
func checkUnused(src *source) []error {
	used := map[string]bool{}
	for _, r := range src.refs {
		used[r.target] = true
	}
	var errs []error
	for _, c := range slices.Concat(src.components, src.pathItems) {
		if !used[c.pointer()] {
			errs = append(errs, c.at.errorf("%s/%s is not used: nothing has a $ref to it", c.section, c.name))
		}
	}
	return errs
}

// checkNames wants names that stay apart in the bundle, where all files meet, and in Go, where
// schemas, parameters, responses and request bodies share one namespace and initialisms and
// separators are normalized.
func checkNames(src *source) []error {
	var errs []error
	seen := map[string]component{}
	for _, c := range src.components {
		key := c.section + "/" + c.name
		if goTyped(c.section) {
			key = goKey(c.name)
		}
		if first, ok := seen[key]; ok {
			errs = append(errs, c.at.errorf("%s/%s has the name of %s/%s in %s", c.section, c.name, first.section, first.name, first.at))
			continue
		}
		seen[key] = c
	}
	return errs
}

// goTyped reports whether oapi-codegen makes a Go type of each component of the section.
func goTyped(section string) bool {
	return section != "headers" && section != "examples"
}

// goKey is equal for names that become the same Go identifier.
func goKey(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "").Replace(name))
}

// checkUnions wants every oneOf to be one that a Go program can switch on: members by $ref, a
// discriminator, and a mapping that leads to each member and to nothing else.
func checkUnions(src *source) []error {
	var errs []error
	for _, c := range slices.Concat(src.components, src.pathItems) {
		for node := range mappings(c.node) {
			if child(node, "oneOf") != nil || child(node, "discriminator") != nil {
				errs = append(errs, checkUnion(c, node)...)
			}
		}
	}
	return errs
}

func checkUnion(c component, node *yaml.Node) []error {
	at := position{c.at.file, node.Line}
	oneOf, discriminator := child(node, "oneOf"), child(node, "discriminator")
	switch {
	case oneOf == nil:
		return []error{at.errorf("%s has a discriminator but no oneOf", c.name)}
	case discriminator == nil:
		return []error{at.errorf("%s has oneOf but no discriminator", c.name)}
	case text(discriminator, "propertyName") == "":
		return []error{position{at.file, discriminator.Line}.errorf("the discriminator of %s has no propertyName", c.name)}
	}

	var errs []error
	mapped := map[string]bool{}
	for _, value := range pairs(child(discriminator, "mapping")) {
		mapped[newRef(at.file, value).target] = true
	}
	members := map[string]bool{}
	for _, member := range oneOf.Content {
		target := child(member, "$ref")
		if target == nil {
			errs = append(errs, position{at.file, member.Line}.errorf("a member of oneOf in %s is not a $ref", c.name))
			continue
		}
		name := newRef(at.file, target).target
		members[name] = true
		if !mapped[name] {
			errs = append(errs, position{at.file, member.Line}.errorf("%s is in the oneOf of %s but not in its mapping", name, c.name))
		}
	}
	for _, value := range pairs(child(discriminator, "mapping")) {
		if target := newRef(at.file, value).target; !members[target] {
			errs = append(errs, position{at.file, value.Line}.errorf("the mapping of %s leads to %s, which is not in its oneOf", c.name, target))
		}
	}
	return errs
}

// checkTags wants every tag to have a name and, in x-service-name, a Go name of its own.
func checkTags(src *source) []error {
	tags := child(src.files[0].doc, "tags")
	if tags == nil {
		return []error{position{rootFile, 1}.errorf("there are no tags")}
	}
	var errs []error
	services := map[string]string{}
	for _, tag := range tags.Content {
		at := position{rootFile, tag.Line}
		name, service := text(tag, "name"), text(tag, "x-service-name")
		switch {
		case name == "":
			errs = append(errs, at.errorf("a tag has no name"))
		case service == "":
			errs = append(errs, at.errorf("tag %s has no x-service-name", name))
		case !token.IsExported(service) || !token.IsIdentifier(service):
			errs = append(errs, at.errorf("x-service-name %q of tag %s is not an exported Go name", service, name))
		case services[service] != "":
			errs = append(errs, at.errorf("x-service-name %s of tag %s belongs to tag %s", service, name, services[service]))
		}
		services[service] = name
	}
	return errs
}

// methods are the keys of a path item that hold an operation.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// checkOperations wants every operation to have what the generators name things by.
func checkOperations(src *source) []error {
	tags := map[string]bool{}
	if list := child(src.files[0].doc, "tags"); list != nil {
		for _, tag := range list.Content {
			tags[text(tag, "name")] = true
		}
	}
	var errs []error
	ids, goNames := map[string]position{}, map[string]position{}
	for _, item := range src.pathItems {
		for method, op := range pairs(item.node) {
			if !slices.Contains(methods, method.Value) {
				continue
			}
			at := position{item.at.file, method.Line}
			where := "paths/" + item.name + "/" + method.Value

			var tag string
			if list := child(op, "tags"); list == nil || len(list.Content) != 1 {
				errs = append(errs, at.errorf("%s needs exactly one tag", where))
			} else if tag = list.Content[0].Value; !tags[tag] {
				errs = append(errs, at.errorf("%s has tag %q, which %s does not declare", where, tag, rootFile))
			}

			if id := text(op, "operationId"); id == "" {
				errs = append(errs, at.errorf("%s has no operationId", where))
			} else if first, ok := ids[goKey(id)]; ok {
				errs = append(errs, at.errorf("%s: operationId %s is taken by %s", where, id, first))
			} else {
				ids[goKey(id)] = at
			}

			name := text(op, "x-method-name")
			if name == "" {
				errs = append(errs, at.errorf("%s has no x-method-name", where))
			} else if !token.IsExported(name) || !token.IsIdentifier(name) {
				errs = append(errs, at.errorf("%s: x-method-name %q is not an exported Go name", where, name))
			} else if first, ok := goNames[tag+" "+name]; ok {
				errs = append(errs, at.errorf("%s: x-method-name %s is taken by %s", where, name, first))
			} else {
				goNames[tag+" "+name] = at
			}
		}
	}
	return errs
}
