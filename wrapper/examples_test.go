package wrapper_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestEveryServiceHasAnExample looks for an example of at least one method of each service.
func TestEveryServiceHasAnExample(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("example_*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var examples strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		examples.Write(text)
	}
	for service := range reflect.TypeFor[tmdb.Services]().Fields() {
		name := service.Type.Elem().Name()
		if !strings.Contains(examples.String(), "\nfunc Example"+name+"_") {
			t.Errorf("%s has no example: want a func Example%s_ and one of its methods", name, name)
		}
	}
}
