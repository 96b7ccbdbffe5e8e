package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// outputs are the files that go generate writes.
var outputs = []string{
	bundleFile, "gen/types.gen.go", "gen/client.gen.go", "gen/unions.gen.go", "gen/lenient.gen.go", "gen/secrets.gen.go", "wrapper/services.gen.go", "wrapper/pages.gen.go",
}

// generator returns the path of oapi-codegen, which go builds at most once and keeps.
var generator = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "tool", "-n", "oapi-codegen").Output()
	return strings.TrimSpace(string(out)), err
})

// generate does below root what the lines in generate.go do.
func generate(t *testing.T, root string) {
	t.Helper()
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	tool, err := generator()
	if err != nil {
		t.Fatal("go tool oapi-codegen: ", err)
	}
	for _, kind := range []string{"types", "client"} {
		cmd := exec.CommandContext(t.Context(), tool, "-config", "oapi-codegen.yaml", "-generate", kind, "-o", "gen/"+kind+".gen.go", bundleFile)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd, err, out)
		}
	}
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
}

// typeCheck builds packages of this module with the generated files below root in place of its own.
func typeCheck(t *testing.T, root string, packages ...string) {
	t.Helper()
	module, err := filepath.Abs(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for _, name := range outputs {
		if strings.HasSuffix(name, ".go") {
			replace[filepath.Join(module, name)] = filepath.Join(root, name)
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	writeTest(t, overlay, string(data))
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"build", "-overlay", overlay}, packages...)...)
	cmd.Dir = module
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

// addOperation adds an operation to a copy of a spec: what an author has to write, and no more.
func addOperation(t *testing.T, root string) {
	t.Helper()
	edit(t, filepath.Join(root, rootFile), "\npaths:\n", `
paths:
  /3/movie/{movie_id}/added:
    $ref: 'api/movies.yaml#/paths/added'
`)
	movies := filepath.Join(root, "api", "movies.yaml")
	text := readTest(t, movies)
	at := strings.Index("\n"+text, "\npaths:\n") + len("paths:\n")
	writeTest(t, movies, text[:at]+`  added:
    get:
      tags: [MOVIES]
      operationId: movieAdded
      x-method-name: Added
      summary: Added
      description: Returns a movie in another way.
      parameters:
        - $ref: 'parameters.yaml#/parameters/MovieID'
        - {name: order, in: query, description: Any., schema: {type: string}}
      responses:
        '200':
          description: The movie.
          content:
            application/json:
              schema:
                $ref: '#/schemas/MovieDetails'
        '404':
          $ref: 'errors.yaml#/responses/NotFound'
`+text[at:])
}

const addedMethod = `
// Added returns a movie in another way.
//
// TMDB: GET /3/movie/{movie_id}/added
//
// Errors: [ErrNotFound], all as *[Error].
func (s *MoviesService) Added(ctx context.Context, movieID int, params *gen.MovieAddedParams, reqEditors ...gen.RequestEditorFn) (*gen.MovieDetails, error) {
`

// TestAddedOperation: an operation that is added to the spec is a method by go generate alone.
func TestAddedOperation(t *testing.T) {
	t.Parallel()
	root := copySpec(t, fixture)
	addOperation(t, root)
	generate(t, root)
	if got := readTest(t, filepath.Join(root, "wrapper/services.gen.go")); !strings.Contains(got, addedMethod) {
		t.Errorf("there is no method\n%s\nin\n%s", addedMethod, got)
	}
	typeCheck(t, root, "./gen")
}

// TestRealSpec: what is committed is what the spec gives, and an operation can be added to it.
func TestRealSpec(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("generates and compiles everything twice")
	}
	if _, err := os.Stat(filepath.Join(moduleRoot, rootFile)); err != nil {
		t.Fatal(err)
	}
	root := copySpec(t, moduleRoot)
	generate(t, root)
	for _, name := range outputs {
		if readTest(t, filepath.Join(root, name)) != readTest(t, filepath.Join(moduleRoot, name)) {
			t.Errorf("%s is not what the spec gives: run go generate ./...", name)
		}
	}

	addOperation(t, root)
	generate(t, root)
	if got := readTest(t, filepath.Join(root, "wrapper/services.gen.go")); !strings.Contains(got, addedMethod) {
		t.Errorf("there is no method\n%s", addedMethod)
	}
	typeCheck(t, root, "./gen", "./wrapper")
}
