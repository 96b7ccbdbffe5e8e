package api_test

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// bundle returns the spec that is embedded.
var bundle = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := read.Load(api.Spec)
	if err != nil {
		return nil, err
	}
	return doc.T, nil
})

func loadBundle(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := bundle()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestSpec holds the spec against the rules.
func TestSpec(t *testing.T) {
	t.Parallel()
	doc := loadBundle(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, fault := range r.check(doc) {
				t.Error(fault)
			}
		})
	}
}

// TestExtent counts what there is of TMDB.
func TestExtent(t *testing.T) {
	t.Parallel()
	doc := loadBundle(t)
	if doc.OpenAPI != "3.0.3" {
		t.Errorf("the spec is OpenAPI %s, want 3.0.3", doc.OpenAPI)
	}

	var tags []string
	for _, tag := range doc.Tags {
		tags = append(tags, tag.Name)
	}
	wantTags := []string{
		"ACCOUNT", "AUTHENTICATION", "CERTIFICATION", "CHANGES", "COLLECTION", "COMPANIES", "CONFIGURATION", "CREDITS",
		"DISCOVER", "FIND", "GENRES", "GUEST SESSION", "KEYWORDS", "LISTS", "MOVIE LISTS", "MOVIES", "NETWORK", "PEOPLE",
		"PEOPLE LISTS", "REVIEWS", "SEARCH", "TRENDING", "TV SERIES LIST", "TV SERIES", "TV SEASONS", "TV EPISODES",
		"TV EPISODES GROUPS", "WATCH PROVIDERS", "V4 AUTH", "V4 ACCOUNT", "V4 LISTS",
	}
	if !slices.Equal(tags, wantTags) {
		t.Errorf("tags\n got %q\nwant %q", tags, wantTags)
	}

	count, used := map[string]int{}, map[string]bool{}
	for op := range operations(doc) {
		count[op.path[:3]]++
		used[op.tag()] = true
		if v4 := strings.HasPrefix(op.tag(), "V4 "); v4 != strings.HasPrefix(op.path, "/4/") {
			t.Errorf("%s has the tag %s", op, op.tag())
		}
	}
	if want := map[string]int{"/3/": 155, "/4/": 21}; !maps.Equal(count, want) {
		t.Errorf("operations by version %v, want %v", count, want)
	}
	for _, tag := range tags {
		if !used[tag] {
			t.Errorf("no operation has the tag %s", tag)
		}
	}
}
