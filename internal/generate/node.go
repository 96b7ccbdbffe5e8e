package main

import (
	"iter"
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
