package agent

import (
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// fieldTree are the fields to keep of a value: all of it if there are none.
type fieldTree map[string]fieldTree

// choose returns what of a value is at some paths such as credits.cast.name, where a list stands for each of its
// items. What none of the paths leads to is left out.
func choose(t *tree, paths []string) (*tree, error) {
	wanted := fieldTree{}
	for _, path := range paths {
		at := wanted
		words := strings.Split(strings.TrimSpace(path), ".")
		for i, word := range words {
			next, known := at[word]
			if known && len(next) == 0 { // all of it is wanted already
				break
			}
			if !known || i == len(words)-1 {
				next = fieldTree{}
				at[word] = next
			}
			at = next
		}
	}
	for _, path := range paths {
		if !has(t, strings.Split(strings.TrimSpace(path), ".")) {
			return nil, app.Usagef("fields: the response has nothing at %.80q: want some of %s", path, strings.Join(t.fieldNames(), ", "))
		}
	}
	return t.keep(wanted), nil
}

// has reports whether a path leads anywhere; in a list that has nothing, any does.
func has(t *tree, path []string) bool {
	switch {
	case len(path) == 0:
		return true
	case t.kind == jsonArray:
		for _, item := range t.items {
			if has(item, path) {
				return true
			}
		}
		return len(t.items) == 0
	case t.kind == jsonObject:
		next := t.get(path[0])
		return next != nil && has(next, path[1:])
	}
	return t.kind == jsonLiteral && t.text == "null"
}

// fieldNames returns the names of an object, or of the first item of a list, not too many.
func (t *tree) fieldNames() []string {
	if t.kind == jsonArray && len(t.items) > 0 {
		return t.items[0].fieldNames()
	}
	if len(t.names) > 40 {
		return append(append([]string{}, t.names[:40]...), "…")
	}
	return t.names
}

func (t *tree) keep(wanted fieldTree) *tree {
	if len(wanted) == 0 {
		return t
	}
	kept := &tree{kind: t.kind, text: t.text}
	for i, item := range t.items {
		if t.kind == jsonArray {
			kept.items = append(kept.items, item.keep(wanted))
			continue
		}
		if next, ok := wanted[t.names[i]]; ok {
			kept.names, kept.items = append(kept.names, t.names[i]), append(kept.items, item.keep(next))
		}
	}
	return kept
}
