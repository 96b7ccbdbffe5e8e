package command

import (
	"os/exec"
	"strings"
	"testing"
)

// TestStartsAtOnce: what takes long to be initialised is no part of the program, whose help and completion
// are to be there at once. Those are of the pages of the reference, but for the last, by which tests count
// tokens.
func TestStartsAtOnce(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	for path := range strings.Lines(string(out)) {
		for _, slow := range []string{"alecthomas/chroma", "santhosh-tekuri/jsonschema", "getkin/kin-openapi", "yuin/goldmark", "pkoukk/tiktoken-go"} {
			if strings.HasPrefix(path, "github.com/"+slow) {
				t.Errorf("%s is a part of the program", strings.TrimSpace(path))
			}
		}
	}
}
