package reference

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestGoSamples compiles the sample of every operation.
func TestGoSamples(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	exports, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "../../wrapper").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(exports)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[name] = file
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("no package %s", path)
		}
		return os.Open(files[path])
	})
	for id, op := range site.byID {
		src, err := site.goSample(op)
		if err != nil {
			t.Error(err)
			continue
		}
		file, err := parser.ParseFile(fset, id+".go", src, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			continue
		}
		config := types.Config{Importer: imports, GoVersion: "go1.26"}
		if _, err := config.Check("main", fset, []*ast.File{file}, nil); err != nil {
			t.Errorf("%v\n%s", err, src)
		}
	}
}

// TestRequests sends what the form of each page begins with to the stand-in: what needs no user gets
// a response that the reader can look at.
func TestRequests(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	server, err := tmdbtest.NewUnstarted(tmdbtest.Lenient())
	if err != nil {
		t.Fatal(err)
	}
	handler := server.Handler()
	for id, op := range site.byID {
		var body io.Reader
		if example := site.bodyExample(op); example != nil {
			data, err := json.Marshal(example)
			if err != nil {
				t.Fatal(err)
			}
			body = bytes.NewReader(data)
		}
		r := httptest.NewRequest(op.Method, site.sampleURL(op), body)
		r.Header.Set("Authorization", "Bearer "+server.Token)
		if body != nil {
			r.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if needed := op.NeedsUser() || op.Writes || op.OfUsers(); w.Code != http.StatusOK && !needed || w.Code >= 500 || w.Code == http.StatusUnprocessableEntity {
			t.Errorf("%s: %s %s: status %d: %s", id, op.Method, site.sampleURL(op), w.Code, w.Body)
		}
	}
}
