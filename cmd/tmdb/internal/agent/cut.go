package agent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// shortText is how long a text may be that is never cut.
const shortText = 80

// cutter cuts a tree until it fits: whole rows first, those of the longest lists, and then texts.
type cutter struct {
	lists map[*tree]*cutList
	order []*cutList
	texts bool
}

// cutList is a list with what it had before it was cut.
type cutList struct {
	path string
	had  int
	list *tree
}

// rows reports whether a value is a list: an array of several, or an object whose members are all of a
// kind, such as those by country.
func (t *tree) rows() bool {
	switch t.kind {
	case jsonArray:
		return len(t.items) > 1
	case jsonObject:
		return len(t.items) > 10 && !slices.ContainsFunc(t.items, func(item *tree) bool { return item.kind != jsonArray && item.kind != jsonObject })
	}
	return false
}

// cut shortens the longest of a tree, which has so many bytes too many: to half of it at most, so that of
// two long lists both are left. It reports whether there was anything to cut.
func (c *cutter) cut(root *tree, over int) bool {
	var longest, longestText *tree
	var path string
	most, mostText := 0, shortText
	var walk func(t *tree, at string) int
	walk = func(t *tree, at string) int {
		n := len(t.text) + 2
		for i, item := range t.items {
			below := at
			if t.kind == jsonObject {
				below = strings.TrimPrefix(at+"."+t.names[i], ".")
				n += len(t.names[i]) + 3
			}
			n += walk(item, below) + 1
		}
		switch {
		case t.kind == jsonText && n > mostText:
			longestText, mostText = t, n
		case t != root && t.rows() && n > most, t == root && t.kind == jsonArray && t.rows():
			longest, most, path = t, n, at
		}
		return n
	}
	walk(root, "")
	switch {
	case longest != nil && (longestText == nil || most > mostText):
		keep := int(float64(len(longest.items)) * float64(max(0, most-over)) / float64(most))
		c.shorten(longest, path, max(len(longest.items)/2, min(keep, len(longest.items)-1)))
	case longestText != nil:
		keep := max(len(longestText.text)/2, min(len(longestText.text)-over, len(longestText.text)*9/10))
		for keep > 0 && !utf8.RuneStart(longestText.text[keep]) {
			keep--
		}
		longestText.text = longestText.text[:keep] + "…"
		c.texts = true
	default:
		return false
	}
	return true
}

func (c *cutter) shorten(list *tree, path string, keep int) {
	if c.lists == nil {
		c.lists = map[*tree]*cutList{}
	}
	if c.lists[list] == nil {
		one := &cutList{path: path, had: len(list.items), list: list}
		c.lists[list] = one
		c.order = append(c.order, one)
	}
	list.items = list.items[:keep]
	if list.kind == jsonObject {
		list.names = list.names[:keep]
	}
}

// words say what is cut, and how to go on: "12 of 40 shown: ask for page 2".
func (c *cutter) words(more string) string {
	var parts []string
	for _, one := range c.order {
		if len(parts) == 4 {
			parts = append(parts, "and more lists")
			break
		}
		text := fmt.Sprintf("%d of %d shown", len(one.list.items), one.had)
		if path := strings.TrimPrefix(one.path, "response."); path != "" && path != "rows" && path != "response" {
			text = path + ": " + text
		}
		parts = append(parts, text)
	}
	if c.texts {
		parts = append(parts, "long texts end in …")
	}
	return strings.Join(parts, "; ") + ": " + orLess(more)
}

// orLess returns how to go on where a tool does not say.
func orLess(more string) string { return cmp.Or(more, "ask for less at once") }
