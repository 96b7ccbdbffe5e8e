package reference

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// operationYAML returns the document of one operation, with what it refers to and nothing else. Bodies
// stand in place, as on the page that the spec began with; what they refer to are components.
func (s *Site) operationYAML(op *operation) (string, error) {
	source := get(get(get(s.root, "paths"), op.Path), strings.ToLower(op.Method))
	o := withoutExtensions(source)
	remove(o, "externalDocs", "security")
	s.inPlace(get(get(get(get(o, "requestBody"), "content"), "application/json"), "schema"))
	responses := get(o, "responses")
	for i := 1; responses != nil && i < len(responses.Content); i += 2 {
		s.inPlace(get(get(get(responses.Content[i], "content"), "application/json"), "schema"))
	}
	if parameters := get(o, "parameters"); parameters != nil {
		for _, p := range parameters.Content {
			s.inPlace(p)
		}
	}
	if op.ID == "deleteSession" {
		asOnItsPage(o)
	}

	doc := mapping()
	set(doc, "openapi", scalar(s.doc.OpenAPI))
	info := mapping()
	for _, key := range []string{"title", "description", "version"} {
		set(info, key, clone(get(get(s.root, "info"), key)))
	}
	set(doc, "info", info)
	server := mapping()
	set(server, "url", scalar(apiURL))
	set(doc, "servers", sequence(server))
	schemes := s.schemes(op)
	security := sequence()
	for _, name := range schemes {
		requirement := mapping()
		set(requirement, name, sequence())
		security.Content = append(security.Content, requirement)
	}
	set(doc, "security", security)
	tags := sequence()
	for _, tag := range s.doc.Tags {
		if strings.HasPrefix(tag.Name, "V4 ") == strings.HasPrefix(op.Path, "/4/") {
			t := mapping()
			set(t, "name", scalar(tag.Name))
			tags.Content = append(tags.Content, t)
		}
	}
	set(doc, "tags", tags)
	methods, paths := mapping(), mapping()
	set(methods, strings.ToLower(op.Method), o)
	set(paths, op.Path, methods)
	set(doc, "paths", paths)
	components := s.components(o)
	securitySchemes := mapping()
	for _, name := range schemes {
		scheme := clone(get(get(get(s.root, "components"), "securitySchemes"), name))
		remove(scheme, "description")
		set(securitySchemes, name, scheme)
	}
	set(components, "securitySchemes", securitySchemes)
	set(doc, "components", components)

	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return "", err
	}
	return b.String(), e.Close()
}

// schemes returns the security schemes of the first way to ask, which is by a token.
func (s *Site) schemes(op *operation) []string {
	security := s.doc.Security
	if op.Source.Security != nil {
		security = *op.Source.Security
	}
	for _, requirement := range security {
		if len(requirement) > 0 {
			return sortedKeys(requirement)
		}
	}
	return nil
}

// asOnItsPage takes from deleteSession what is known beyond the page that the spec began with: the
// page is kept to the letter.
func asOnItsPage(o *yaml.Node) {
	body := get(get(get(o, "requestBody"), "content"), "application/json")
	remove(get(get(get(body, "schema"), "properties"), "session_id"), "format", "example")
	responses := get(o, "responses")
	for i := 0; i < len(responses.Content); {
		if responses.Content[i].Value == "200" {
			i += 2
			continue
		}
		responses.Content = slices.Delete(responses.Content, i, i+2)
	}
	media := get(get(get(get(responses, "200"), "content"), "application/json"), "schema")
	remove(get(get(media, "properties"), "success"), "description")
	// Names of headers are the same in any case, so that the bundle has one with the values of both:
	// the page shows them as they came.
	headers := get(get(responses, "200"), "headers")
	example := get(get(get(headers, "Vary"), "schema"), "example")
	if example == nil || get(headers, "vary") != nil {
		return
	}
	first, second, _ := strings.Cut(example.Value, ", ")
	schema, header := mapping(), mapping()
	set(schema, "type", scalar("string"))
	set(schema, "example", scalar(second))
	set(header, "schema", schema)
	set(headers, "vary", header)
	example.SetString(first)
}

// inPlace puts what a node refers to in its place; a body needs no description beside that of the
// response.
func (s *Site) inPlace(n *yaml.Node) {
	ref := get(n, "$ref")
	if ref == nil {
		return
	}
	target := withoutExtensions(s.target(ref.Value))
	if strings.HasPrefix(ref.Value, "#/components/schemas/") {
		remove(target, "description")
	}
	*n = *target
}

func (s *Site) target(ref string) *yaml.Node {
	n := s.root
	for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		n = get(n, part)
	}
	return n
}

// components returns all components that a node refers to, in the order of the bundle.
func (s *Site) components(n *yaml.Node) *yaml.Node {
	needed := map[string]bool{}
	var collect func(n *yaml.Node)
	collect = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 {
				continue
			}
			isRef := n.Kind == yaml.MappingNode && n.Content[i-i%2].Value == "$ref"
			inMapping := strings.HasPrefix(child.Value, "#/components/")
			if (isRef || inMapping) && child.Kind == yaml.ScalarNode && !needed[child.Value] {
				needed[child.Value] = true
				if target := s.target(child.Value); target != nil {
					collect(target)
				}
			}
			collect(child)
		}
	}
	collect(n)
	result := mapping()
	all := get(s.root, "components")
	for i := 0; i+1 < len(all.Content); i += 2 {
		kind, group := all.Content[i].Value, mapping()
		for j := 0; j+1 < len(all.Content[i+1].Content); j += 2 {
			name := all.Content[i+1].Content[j].Value
			if needed["#/components/"+kind+"/"+name] {
				set(group, name, withoutExtensions(all.Content[i+1].Content[j+1]))
			}
		}
		if len(group.Content) > 0 {
			set(result, kind, group)
		}
	}
	return result
}

// The following read and make nodes of YAML.

func get(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func set(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, scalar(key), value)
}

func remove(n *yaml.Node, keys ...string) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); {
		if slices.Contains(keys, n.Content[i].Value) {
			n.Content = slices.Delete(n.Content, i, i+2)
			continue
		}
		i += 2
	}
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func scalar(text string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(text)
	return n
}

func sequence(items ...*yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.SequenceNode, Content: items}
}

// clone copies a node in block style.
func clone(n *yaml.Node) *yaml.Node {
	if n == nil {
		return scalar("")
	}
	c := *n
	c.Style &^= yaml.FlowStyle
	c.HeadComment, c.LineComment, c.FootComment = "", "", ""
	c.Content = nil
	for _, child := range n.Content {
		c.Content = append(c.Content, clone(child))
	}
	return &c
}

// withoutExtensions copies a node without what only tools of this project read. Known values of an
// open vocabulary are for all.
func withoutExtensions(n *yaml.Node) *yaml.Node {
	c := clone(n)
	var strip func(n *yaml.Node)
	strip = func(n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			for i := 0; i+1 < len(n.Content); {
				if key := n.Content[i].Value; strings.HasPrefix(key, "x-") && key != "x-extensible-enum" {
					n.Content = slices.Delete(n.Content, i, i+2)
					continue
				}
				i += 2
			}
		}
		for _, child := range n.Content {
			strip(child)
		}
	}
	strip(c)
	return c
}
