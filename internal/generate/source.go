package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// rootFile is the file of the spec that all others are reached from.
const rootFile = "openapi.yaml"

// source is the spec as its authors wrote it: YAML nodes, which know their lines.
type source struct {
	files      []*file
	components []component
	pathItems  []component
	refs       []ref
}

// file is one YAML file of the spec, named relative to the root with slashes.
type file struct {
	name string
	doc  *yaml.Node
}

// position is a place in a file of the spec.
type position struct {
	file string
	line int
}

func (p position) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// errorf returns an error that starts with the position, as editors and CI like it.
func (p position) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", p, fmt.Errorf(format, args...))
}

// component is a named part that others refer to: a schema, a parameter, a path item and so on.
type component struct {
	section string
	name    string
	at      position
	node    *yaml.Node
}

// pointer is what a $ref to the component has to name.
func (c component) pointer() string { return c.at.file + "#/" + c.section + "/" + c.name }

// ref is a $ref, or a value of a discriminator's mapping, with the file it leads to filled in.
type ref struct {
	text   string
	target string
	at     position
}

// readSource reads openapi.yaml and api/*.yaml below root, leaving out what is generated and
// what is meant for one tool only.
func readSource(root string) (*source, error) {
	names := []string{rootFile}
	matches, err := filepath.Glob(filepath.Join(root, "api", "*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, match := range matches {
		base := filepath.Base(match)
		if !strings.HasSuffix(base, ".gen.yaml") && !strings.HasSuffix(base, ".overlay.yaml") {
			names = append(names, "api/"+base)
		}
	}

	src := &source{}
	var errs []error
	for _, name := range names {
		f, err := readFile(root, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		src.files = append(src.files, f)
		errs = append(errs, src.add(f)...)
	}
	return src, errors.Join(errs...)
}

func readFile(root, name string) (*file, error) {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, position{name, 1}.errorf("the file is empty or not a mapping")
	}
	return &file{name: name, doc: doc.Content[0]}, nil
}

// sections are the keys that a file in api/ may have. Everything in them but paths becomes a
// component of the bundle.
var sections = []string{"paths", "schemas", "parameters", "responses", "headers", "requestBodies", "examples"}

// add collects the components and refs of f and returns what is wrong with its form.
func (s *source) add(f *file) []error {
	errs := duplicateKeys(f.name, f.doc)
	s.addRefs(f.name, f.doc)
	if f.name == rootFile {
		return errs
	}
	for section, items := range pairs(f.doc) {
		if section.Value == injectKey {
			continue
		}
		if !slices.Contains(sections, section.Value) {
			errs = append(errs, position{f.name, section.Line}.errorf("unknown key %q: want %s", section.Value, strings.Join(sections, ", ")))
			continue
		}
		for name, node := range pairs(items) {
			c := component{section: section.Value, name: name.Value, at: position{f.name, name.Line}, node: node}
			if section.Value == "paths" {
				s.pathItems = append(s.pathItems, c)
			} else {
				s.components = append(s.components, c)
			}
		}
	}
	return errs
}

// addRefs collects every $ref and every value of a discriminator's mapping below node.
func (s *source) addRefs(name string, node *yaml.Node) {
	for m := range mappings(node) {
		if target := child(m, "$ref"); target != nil && target.Kind == yaml.ScalarNode {
			s.refs = append(s.refs, newRef(name, target))
		}
		for _, target := range pairs(child(child(m, "discriminator"), "mapping")) {
			s.refs = append(s.refs, newRef(name, target))
		}
	}
}

func newRef(name string, value *yaml.Node) ref {
	r := ref{text: value.Value, target: value.Value, at: position{name, value.Line}}
	to, pointer, _ := strings.Cut(value.Value, "#")
	if to == "" {
		r.target = name + "#" + pointer
	} else {
		r.target = path.Join(path.Dir(name), to) + "#" + pointer
	}
	return r
}

// duplicateKeys finds keys that occur twice in a mapping, of which YAML would keep the last.
func duplicateKeys(name string, node *yaml.Node) []error {
	var errs []error
	for m := range mappings(node) {
		seen := map[string]int{}
		for key := range pairs(m) {
			if line, ok := seen[key.Value]; ok {
				errs = append(errs, position{name, key.Line}.errorf("%q is already in line %d", key.Value, line))
			}
			seen[key.Value] = key.Line
		}
	}
	return errs
}

// find returns the first of components that has the section and name.
func find(components []component, section, name string) (component, bool) {
	i := slices.IndexFunc(components, func(c component) bool { return c.section == section && c.name == name })
	if i < 0 {
		return component{}, false
	}
	return components[i], true
}

// pathItem returns the path item that openapi.yaml has under a path.
func (s *source) pathItem(template string) (component, bool) {
	target := child(child(child(s.files[0].doc, "paths"), template), "$ref")
	if target == nil {
		return component{}, false
	}
	want := newRef(rootFile, target).target
	i := slices.IndexFunc(s.pathItems, func(c component) bool { return c.pointer() == want })
	if i < 0 {
		return component{}, false
	}
	return s.pathItems[i], true
}
