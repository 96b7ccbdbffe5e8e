package reference

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestSearchIndex: each synonym leads to a page, and what guides say is found but for their programs.
func TestSearchIndex(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	var index []entry
	if err := json.Unmarshal(load(t)["search.json"], &index); err != nil {
		t.Fatal(err)
	}
	find := func(address string) entry {
		i := slices.IndexFunc(index, func(e entry) bool { return e.Address == address })
		if i < 0 {
			return entry{}
		}
		return index[i]
	}
	for key, words := range synonyms {
		address := key
		if op := site.byID[key]; op != nil {
			address = op.Address()
		}
		if find(address).Also != words {
			t.Errorf("%s leads nowhere", key)
		}
	}
	if words := find("guides/trouble").Words; !strings.Contains(words, "retry-after") || strings.Contains(words, "package main") {
		t.Errorf("the guide is found by %s", words)
	}
}
