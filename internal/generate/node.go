package main

import (
	"iter"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// pairs yields the keys and values of a mapping in the order of the file, nothing for other nodes.
func pairs(node *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		if node == nil || node.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			if !yield(node.Content[i], node.Content[i+1]) {
				return
			}
		}
	}
}

// child returns the value of key in a mapping, nil if there is none.
func child(node *yaml.Node, key string) *yaml.Node {
	for k, v := range pairs(node) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

// text returns the value of key in a mapping as written, "" if there is none.
func text(node *yaml.Node, key string) string {
	if v := child(node, key); v != nil {
		return v.Value
	}
	return ""
}

// elements returns the items of a sequence, nothing for other nodes.
func elements(node *yaml.Node) []*yaml.Node {
	if node == nil || node.Kind != yaml.SequenceNode {
		return nil
	}
	return node.Content
}

// lastSegment returns what follows the last slash of a $ref: the name of a component.
func lastSegment(ref string) string {
	return ref[strings.LastIndex(ref, "/")+1:]
}

// mappings yields node and everything below it that is a mapping.
func mappings(node *yaml.Node) iter.Seq[*yaml.Node] {
	return func(yield func(*yaml.Node) bool) {
		for n := range nodes(node) {
			if n.Kind == yaml.MappingNode && !yield(n) {
				return
			}
		}
	}
}

// nodes yields node and everything below it.
func nodes(node *yaml.Node) iter.Seq[*yaml.Node] {
	return func(yield func(*yaml.Node) bool) { visit(node, yield) }
}

func visit(node *yaml.Node, yield func(*yaml.Node) bool) bool {
	if node == nil {
		return true
	}
	if !yield(node) {
		return false
	}
	for _, n := range node.Content {
		if !visit(n, yield) {
			return false
		}
	}
	return true
}

// mapping returns a mapping of keys, which are strings, and values, which are nodes, in turn.
func mapping(keysAndValues ...any) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i < len(keysAndValues); i += 2 {
		node.Content = append(node.Content, scalar(keysAndValues[i]), keysAndValues[i+1].(*yaml.Node))
	}
	return node
}

// sequence returns a sequence of nodes.
func sequence(items ...*yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.SequenceNode, Content: items}
}

// scalar returns a node for a string, a number, a boolean or nil.
func scalar(value any) *yaml.Node {
	node := &yaml.Node{}
	_ = node.Encode(value) // which cannot fail for these
	return node
}

// setKey gives a key of a mapping a value: in its place, or at the end.
func setKey(node *yaml.Node, key string, value *yaml.Node) {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			node.Content[i+1] = value
			return
		}
	}
	node.Content = append(node.Content, scalar(key), value)
}

// removeKey removes a key from a mapping and returns the value that it had, nil if there was none.
func removeKey(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			value := node.Content[i+1]
			node.Content = slices.Delete(node.Content, i, i+2)
			return value
		}
	}
	return nil
}

// clone returns a copy of node and all below it.
func clone(node *yaml.Node) *yaml.Node {
	twin := *node
	twin.Content = nil
	for _, n := range node.Content {
		twin.Content = append(twin.Content, clone(n))
	}
	return &twin
}

// flow has node written in one line.
func flow(node *yaml.Node) *yaml.Node {
	node.Style = yaml.FlowStyle
	return node
}

// renameKey gives the value of a key of a mapping another key, in its place.
func renameKey(node *yaml.Node, from, to string) {
	for key := range pairs(node) {
		if key.Value == from {
			key.Value = to
		}
	}
}
