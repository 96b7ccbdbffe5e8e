package reference

import (
	"bytes"
	_ "embed"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// seedBlock is the block of the page of December 2024 that the spec began with.
//
//go:embed testdata/delete-session.yaml
var seedBlock []byte

// openAPI returns the block of a Markdown page.
func openAPI(t *testing.T, page []byte, fence string) []byte {
	t.Helper()
	_, rest, ok := bytes.Cut(page, []byte("\n## OpenAPI\n\n````yaml "+fence+"\n"))
	block, end, closed := bytes.Cut(rest, []byte("\n````"))
	if !ok || !closed || len(end) > 0 {
		t.Fatalf("the page does not end with a block %q:\n%.600s", fence, page)
	}
	return block
}

// TestDeleteSession compares the Markdown page of the operation that the spec began with, to the letter
// but for what info says.
func TestDeleteSession(t *testing.T) {
	t.Parallel()
	page := load(t)["reference/authentication/delete-session.md"]
	head := "> ## Documentation Index\n> Fetch the complete documentation index at: " + base + "/llms.txt\n" +
		"> Use this file to discover all available pages before exploring further.\n\n" +
		"# Delete Session\n\n> This endpoint is used to delete a session id.\n\n\n\n## OpenAPI\n\n````yaml delete /3/authentication/session\n"
	if !bytes.HasPrefix(page, []byte(head)) {
		t.Errorf("the page begins\n%.400s\nwant\n%s", page, head)
	}
	got, want := &yaml.Node{}, &yaml.Node{}
	if err := yaml.Unmarshal(openAPI(t, page, "delete /3/authentication/session"), got); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(seedBlock, want); err != nil {
		t.Fatal(err)
	}
	if title := get(get(got.Content[0], "info"), "title"); title == nil || title.Value != "The Movie Database" {
		t.Error("info has another title")
	}
	remove(got.Content[0], "info")
	remove(want.Content[0], "info")
	if got, want := ordered(got), ordered(want); !reflect.DeepEqual(got, want) {
		t.Errorf("the block says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// ordered returns what a document says, a line for each key and value in their order, without how it
// is written.
func ordered(n *yaml.Node) []string {
	var lines []string
	var walk func(n *yaml.Node, at string)
	walk = func(n *yaml.Node, at string) {
		lines = append(lines, at+" "+n.ShortTag()+" "+n.Value)
		for _, child := range n.Content {
			walk(child, at+".")
		}
	}
	walk(n, "")
	return lines
}

// TestBlocks wants the block of every page to be a valid document of one operation that needs no other.
func TestBlocks(t *testing.T) {
	t.Parallel()
	files := load(t)
	for _, op := range spec.Operations {
		page := files["reference/"+kebab(op.Service)+"/"+kebab(op.GoMethod)+".md"]
		block := openAPI(t, page, strings.ToLower(op.Method)+" "+op.Path)
		loader := openapi3.NewLoader()
		doc, err := loader.LoadFromData(block)
		if err != nil {
			t.Errorf("%s: %v", op.ID, err)
			continue
		}
		if err := doc.Validate(loader.Context, openapi3.DisableExamplesValidation(), openapi3.DisableSchemaPatternValidation()); err != nil {
			t.Errorf("%s: %v", op.ID, err)
		}
		if doc.Paths.Len() != 1 || doc.Paths.Value(op.Path).GetOperation(op.Method).OperationID != op.ID {
			t.Errorf("%s: the block holds other operations", op.ID)
		}
		if bytes.Contains(block, []byte(" x-go")) || bytes.Contains(block, []byte(" x-method")) {
			t.Errorf("%s: the block has extensions", op.ID)
		}
	}
}
