package main

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

var update = flag.Bool("update", false, "write testdata/bundle.golden.yaml anew")

func TestBundle(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	got := readTest(t, filepath.Join(root, bundleFile))
	golden := filepath.Join("testdata", "bundle.golden.yaml")
	if *update {
		writeTest(t, golden, got)
	}
	if want := readTest(t, golden); got != want {
		t.Errorf("the bundle differs from %s; look at it and run go test ./internal/generate -update:\n%s", golden, got)
	}

	// One file, which refers to nothing outside of it.
	for line := range strings.Lines(got) {
		if strings.Contains(line, ".yaml") && !strings.HasPrefix(line, "#") {
			t.Errorf("the bundle refers to another file: %s", line)
		}
	}
	doc, err := openapi3.NewLoader().LoadFromData([]byte(got))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Error(err)
	}

	written := stamps(t, root)
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	if names := written(); len(names) > 0 {
		t.Errorf("the second run wrote %v", names)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"bundel"}, {"bundle", "services"}} {
		if err := run(t.TempDir(), args); err == nil || !strings.Contains(err.Error(), "bundle") {
			t.Errorf("%v: %v", args, err)
		}
	}
	for _, command := range []string{"bundle", "services"} {
		if err := run(t.TempDir(), []string{command}); err == nil {
			t.Errorf("%s of nothing gave no error", command)
		}
	}
}
