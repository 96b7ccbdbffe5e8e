package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"

	"github.com/tmdb-go/tmdb/api"
)

// TestBundleIsFresh reads the files that people write and wants the embedded spec to say the same, but
// for the headers of responses, which the bundler adds, and for where nullable stands.
func TestBundleIsFresh(t *testing.T) {
	t.Parallel()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	source, err := loader.LoadFromFile(filepath.Join("..", "openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	source.InternalizeRefs(context.Background(), func(_ *openapi3.T, ref openapi3.ComponentRef) string {
		return refName(ref.RefPath().Fragment)
	})
	bundled, err := openapi3.NewLoader().LoadFromData(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	want, got := essence(t, source), essence(t, bundled)
	if !bytes.Equal(got, want) {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		from := max(0, i-200)
		t.Errorf("api/bundle.gen.yaml is not what the files say: run go generate ./...\n got …%s\nwant …%s",
			got[from:min(i+80, len(got))], want[from:min(i+80, len(want))])
	}
}

// essence returns the document as JSON, without the headers of its responses, and without nullable and
// the copies of schemas that the bundler makes for it.
func essence(t *testing.T, doc *openapi3.T) []byte {
	t.Helper()
	doc.Components.Headers = nil
	for _, response := range doc.Components.Responses {
		response.Value.Headers = nil
	}
	for op := range operations(doc) {
		for _, response := range op.Responses.Map() {
			response.Value.Headers = nil
		}
	}
	maps.DeleteFunc(doc.Components.Schemas, func(name string, _ *openapi3.SchemaRef) bool { return strings.HasPrefix(name, "Nullable") })
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.ReplaceAll(data, []byte("schemas/Nullable"), []byte("schemas/"))
	return regexp.MustCompile(`,?"nullable":true`).ReplaceAll(data, nil)
}

// sourceFile is a file of this folder as its author writes it.
type sourceFile struct {
	Paths      map[string]any `yaml:"paths"`
	Schemas    map[string]any `yaml:"schemas"`
	Parameters map[string]any `yaml:"parameters"`
	Responses  map[string]any `yaml:"responses"`
	Headers    map[string]any `yaml:"headers"`
	Inject     []any          `yaml:"inject"`
}

// TestSourceFiles wants every part of every file to be in the spec, under a name of its own. What
// nothing refers to does not get there.
func TestSourceFiles(t *testing.T) {
	t.Parallel()
	doc := loadBundle(t)
	root, err := os.ReadFile(filepath.Join("..", "openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	bundled := components(doc)

	places := map[named]string{}
	files := 0
	for _, name := range names {
		if strings.HasSuffix(name, ".gen.yaml") || name == "go.overlay.yaml" {
			continue
		}
		files++
		file := readSource(t, name)
		for section, parts := range map[string]map[string]any{
			"schemas": file.Schemas, "parameters": file.Parameters, "responses": file.Responses, "headers": file.Headers,
		} {
			for part := range parts {
				c := named{section, part}
				if other, ok := places[c]; ok {
					t.Errorf("%s: %s is in %s, too", name, c, other)
				}
				places[c] = name
				if !slices.Contains(bundled, c) {
					t.Errorf("%s: nothing refers to %s", name, c)
				}
			}
		}
		for path := range file.Paths {
			if ref := "'api/" + name + "#/paths/" + path + "'"; !strings.Contains(string(root), ref) {
				t.Errorf("%s: openapi.yaml has no %s", name, ref)
			}
		}
	}
	for _, c := range bundled {
		if places[c] == "" && !strings.HasPrefix(c.name, "Nullable") {
			t.Errorf("%s is in the bundle, but in none of %d files", c, files)
		}
	}
}

// readSource refuses a file with another key than those of a sourceFile.
func readSource(t *testing.T, name string) sourceFile {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var f sourceFile
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}
