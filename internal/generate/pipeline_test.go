package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// generator returns the path of oapi-codegen, which go builds at most once and keeps.
var generator = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "tool", "-n", "oapi-codegen").Output()
	return strings.TrimSpace(string(out)), err
})

// generatedFolder holds what oapi-codegen makes of the fixture, so that tests need not build and run it.
const generatedFolder = "testdata/gen"

// runsTool says whether the tests run oapi-codegen itself, which takes half a minute to build:
//
//	TMDB_OAPI_CODEGEN=1 go test ./internal/generate
//
// They write generatedFolder then, and do what cannot be done without it.
var runsTool = os.Getenv("TMDB_OAPI_CODEGEN") != ""

// generate does below root, which holds the fixture, what the lines in generate.go do.
func generate(t *testing.T, root string) {
	t.Helper()
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range generatedFiles {
		writeTest(t, filepath.Join(root, "gen", name), readTest(t, filepath.Join(generatedFolder, name+".golden")))
	}
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
}

// runTool has oapi-codegen write gen below root.
func runTool(t *testing.T, root string) {
	t.Helper()
	tool, err := generator()
	if err != nil {
		t.Fatal("go tool oapi-codegen: ", err)
	}
	for _, name := range generatedFiles {
		kind, _, _ := strings.Cut(name, ".")
		cmd := exec.CommandContext(t.Context(), tool, "-config", "oapi-codegen.yaml", "-generate", kind, "-o", "gen/"+name, bundleFile)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd, err, out)
		}
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

// TestAddedOperation: an operation that is added to the spec is a method by go generate alone. What is
// kept of oapi-codegen's is what it makes of the fixture.
func TestAddedOperation(t *testing.T) {
	t.Parallel()
	if !runsTool {
		t.Skip("it runs oapi-codegen: set TMDB_OAPI_CODEGEN=1")
	}
	root := copySpec(t)
	if err := os.MkdirAll(filepath.Join(root, "gen"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	runTool(t, root)
	for _, name := range generatedFiles {
		if got := readTest(t, filepath.Join(root, "gen", name)); got != readTest(t, filepath.Join(generatedFolder, name+".golden")) {
			t.Errorf("%s was not what oapi-codegen makes of the fixture; it is written anew", name)
			writeTest(t, filepath.Join(generatedFolder, name+".golden"), got)
		}
	}

	addOperation(t, root)
	if err := run(root, []string{"bundle"}); err != nil {
		t.Fatal(err)
	}
	runTool(t, root)
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
	if got := readTest(t, filepath.Join(root, "wrapper/movies.gen.go")); !strings.Contains(got, addedMethod) {
		t.Errorf("there is no method\n%s\nin\n%s", addedMethod, got)
	}
}
