package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// TestServices looks at what is written for the fixture, and that a second run writes nothing.
func TestServices(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	generate(t, root)
	for name, wants := range map[string][]string{
		"wrapper/services.gen.go": {
			"\tGuestSession   *GuestSessionService\n",
			"\t\tMovies:         &MoviesService{client: c},\n",
		},
		"internal/spec/operations.gen.go": {
			`&Operation{ID: "latestMovie", Method: "GET", Path: "/3/movie/latest", Tag: "MOVIES", Service: "Movies", GoMethod: "Latest"`,
			`Writes: true`, "&paramLanguage",
		},
		"wrapper/movies.gen.go": {
			"Languages(ctx context.Context, reqEditors ...gen.RequestEditorFn) (*gen.Languages, error)",
			"// MoviesService holds the operations of MOVIES. One movie and everything that hangs on it.\ntype MoviesService struct",
			// Aliases are resolved, paragraphs kept, statuses told.
			`
// Details is TMDB's “Details”. A movie by its id.
//
// Videos come with it when append_to_response asks for them.
//
// TMDB: GET /3/movie/{movie_id}
//
// Errors: [ErrUnauthorized], [ErrNotFound], [ErrUnavailable], all as *[Error].
func (s *MoviesService) Details(ctx context.Context, movieID int, params *gen.MovieDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.MovieDetails, error) {
	ctx, call := s.client.begin(ctx, spec.MovieDetails, decoder[gen.MovieDetails])
	resp, err := s.client.API.MovieDetailsWithResponse(ctx, movieID, params, guard(reqEditors)...)
	return finish(call, resp, err)
}
`,
			"AddRating(ctx context.Context, movieID int, params *gen.AddMovieRatingParams, body gen.RatingBody, reqEditors ...gen.RequestEditorFn) (*gen.Status, error)",
			"// DeleteRating takes the rating back.\n",
		},
		"wrapper/authentication.gen.go": {
			"DeleteSession(ctx context.Context, body gen.DeleteSessionBody, reqEditors ...gen.RequestEditorFn) (*gen.Success, error)",
		},
		"wrapper/guest_session.gen.go": {
			"checkPath(spec.GuestSessionRatedMovies, \"guest_session_id\", guestSessionID); err != nil {\n\t\treturn nil, call.end(err)\n",
		},
		"gen/unions.gen.go": {
			"// Value returns what media_type says it is: [Movie] for \"movie\", [Person] for \"person\".\n",
			"func (t MultiItem) Value() any {", "func (t MultiItem) Raw() json.RawMessage {",
			"\tcase \"person\":\n\t\tif v, err := member[Person](t.union); err == nil {\n",
			"func (t MultiItem) AsPerson() (Person, error) {\n\treturn memberOf[Person](t.union, \"media_type\", \"person\")\n",
			"func (t *MultiItem) FromPerson(v Person) error {",
			"func (t MultiItem) Name() string { return propertyOf[string](t.union, \"title\", \"name\") }\n",
			"func (t MultiItem) MediaType() MediaType {",
		},
		"gen/parts.gen.go": {
			"// Movie returns what is a [Movie] of it, without the fields that only [MovieDetails] has.\nfunc (t MovieDetails) Movie() Movie {",
		},
		"gen/decoders.gen.go": {
			"func (t *GenreIDs) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, (*[]int)(t)) }\n",
			"func (t *Movie) UnmarshalJSON(data []byte) error {\n\ttype plain Movie\n", "\tt.takeOtherNames()\n", "\tt.Title = cmp.Or(t.Title, t.Name)\n",
		},
		"gen/readers.gen.go": {
			"func (t *Movie) readJSON(r *jsonread.Reader) {\n", "\t\tcase \"_id\":\n\t\t\tjsonread.Code(&t.UnderscoreID, r)\n",
			"\tt.takeOtherNames()\n}\n", "func (t *GenreIDs) readJSON(r *jsonread.Reader) {\n\tjsonread.List(t, r, jsonread.Int)\n}\n",
			"\t\t\tjsonread.Pointer(&t.", "func (t *MultiItem) readJSON(r *jsonread.Reader) {\n\tjsonread.Raw(&t.union, r)\n",
			"\t\tcase \"success\":\n\t\t\tr.Fail()\n",
		},
		"gen/secrets.gen.go": {
			"// Format prints the value for every verb with [redacted] in place of session_id.\nfunc (t DeleteSessionBody) Format(",
			"func (t AddMovieRatingParams) Format(", "func (t AddMovieRatingParams) MarshalJSON(", "\tif t.SessionID != nil {\n\t\tt.SessionID = new(redacted)\n",
			"func (t DeleteSessionBody) LogValue() slog.Value", "\tif t.SessionID != \"\" {\n\t\tt.SessionID = redacted\n",
		},
	} {
		got := readTest(t, filepath.Join(root, name))
		for _, want := range append(wants, "DO NOT EDIT.") {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not hold\n%s\nit is\n%s", name, want, got)
			}
		}
	}

	written := stamps(t, root)
	if err := run(root, []string{"services"}); err != nil {
		t.Fatal(err)
	}
	if names := written(); len(names) > 0 {
		t.Errorf("the second run wrote %v", names)
	}
}

// TestServicesOfLittle: a spec without unions, decoders and secrets gives files that compile.
func TestServicesOfLittle(t *testing.T) {
	t.Parallel()
	for name, render := range map[string]func(*read.Document, *goIndex) ([]byte, error){
		"unions": renderUnions, "decoders": renderDecoders, "readers": renderReaders, "secrets": renderSecrets, "parts": renderParts,
	} {
		src, err := render(emptyDocument(t), &goIndex{})
		if err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(t.TempDir(), "out.go")
		if err := writeGo(out, src); err != nil {
			t.Fatal(err)
		}
		if got := readTest(t, out); got != goHeader+"package gen\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// emptyDocument returns a spec with nothing in it.
func emptyDocument(t *testing.T) *read.Document {
	t.Helper()
	doc, err := read.Load([]byte("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestServicesRefuses(t *testing.T) {
	t.Parallel()
	root := copySpec(t)
	generate(t, root)
	for name, test := range map[string]struct{ file, old, with, want string }{
		"operation that gen lacks":     {bundleFile, "operationId: latestMovie", "operationId: newestMovie", "no method for operation newestMovie"},
		"union that gen lacks":         {"gen/types.gen.go", "type MultiItem struct", "type OtherItem struct", "no type for schema MultiItem"},
		"other name gen lacks":         {bundleFile, "x-other-name: name", "x-other-name: nick", "title has x-other-name nick"},
		"secret schema gen lacks":      {"gen/types.gen.go", "type DeleteSessionBody struct", "type OtherBody struct", "no type for schema DeleteSessionBody"},
		"secret that is no text":       {"gen/types.gen.go", "SessionID string", "SessionID int", "session_id has the format password but is int in Go"},
		"union without its property":   {"gen/types.gen.go", `json:"media_type`, `json:"other_type`, "schema MultiItem: Movie has no field for media_type"},
		"part of another type":         {"gen/types.gen.go", "UnderscoreID string", "UnderscoreID int", "schema MovieDetails, composed of Movie: the Go type MovieDetails has no field UnderscoreID of type int"},
		"secret that gen lacks":        {"gen/types.gen.go", `json:"session_id"`, `json:"other_id"`, "session_id has the format password but no field in Go"},
		"response without JSON":        {"gen/client.gen.go", "JSON200 *MovieDetails", "XML200 *MovieDetails", "no JSON body in its response 200"},
		"no vocabulary":                {bundleFile, "x-method-name: Multi", "x-method-name: Multi\n      x-method-for-each: query", "x-method-for-each is query: want a query parameter that is a vocabulary"},
		"vocabulary without names":     {bundleFile, "x-method-name: RatedMovies", "x-method-name: RatedMovies\n      x-method-for-each: sort_by", "want x-enum-varnames for SortBy"},
		"bundle that is no YAML":       {bundleFile, "openapi: 3.0.3", "openapi: [", "bundle.gen.yaml"},
		"generated code that is no Go": {"gen/types.gen.go", "package gen", "pakage gen", "types.gen.go"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			broken := t.TempDir()
			for _, file := range []string{bundleFile, "gen/types.gen.go", "gen/client.gen.go"} {
				writeTest(t, filepath.Join(broken, file), readTest(t, filepath.Join(root, file)))
			}
			edit(t, filepath.Join(broken, test.file), test.old, test.with)
			err := run(broken, []string{"services"})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("want %q, got %v", test.want, err)
			}
		})
	}
}

func TestWriteGoRefuses(t *testing.T) {
	t.Parallel()
	if err := writeGo(filepath.Join(t.TempDir(), "x.go"), []byte("package")); err == nil {
		t.Error("no error")
	}
}
