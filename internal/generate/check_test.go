package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestBundleRefuses makes one mistake at a time and wants to be told what and where it is.
func TestBundleRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		file, old, with string
		at              string // the error names the file and the line in which the first of this ends; another file as file:text
		want            string
	}{
		"ref to nothing": {
			"api/movies.yaml", "parameters.yaml#/parameters/MovieID", "parameters.yaml#/parameters/FilmID",
			"FilmID", "there is no api/parameters.yaml#/parameters/FilmID",
		},
		"ref to no file": {"api/search.yaml", "'media.yaml#/schemas/Movie'", "'medium.yaml#/schemas/Movie'", "medium.yaml", "leads nowhere"},
		"ref to no path": {"openapi.yaml", "#/paths/details", "#/paths/detials", "detials", "leads nowhere"}, //nolint:misspell // meant
		"ref to the wrong section": {
			"api/movies.yaml", "parameters.yaml#/parameters/MovieID", "media.yaml#/parameters/Movie", "#/parameters/Movie", "leads nowhere",
		},
		"two of a name in two files": {
			"api/search.yaml", "\nschemas:\n", "\nschemas:\n  Movie: {type: string}\n",
			"Movie: {type", "schemas/Movie has the name of schemas/Movie in api/media.yaml:",
		},
		"two of a name in one file": {
			"api/search.yaml", "\n  MultiItem:\n", "\n  MultiPage: {type: string}\n  MultiItem:\n", "MultiPage: {type", "is already in line",
		},
		"two of a name in Go": {
			"api/parameters.yaml", "\n  SortBy:\n", "\n  rated_sort_by: {type: string}\n  SortBy:\n",
			"rated_sort_by", "has the name of parameters/RatedSortBy in api/parameters.yaml:",
		},
		"two names of an operation": {
			"api/movies.yaml", "operationId: latestMovie", "operationId: movieDetails", "  latest:\n    get:", "operationId movieDetails is taken by api/movies.yaml:",
		},
		"two methods of a name": {
			"api/movies.yaml", "x-method-name: Latest", "x-method-name: Details", "  latest:\n    get:", "x-method-name Details is taken by api/movies.yaml:",
		},
		"unused schema": {
			"api/media.yaml", "\n  Movie:\n", "\n  Film: {type: string}\n  Movie:\n", "Film:", "schemas/Film is not used",
		},
		"unused path": {
			"openapi.yaml", "  /3/movie/latest:\n    $ref: 'api/movies.yaml#/paths/latest'\n", "",
			"api/movies.yaml:  latest:", "paths/latest is not used",
		},
		"invalid example of a property":  {"api/media.yaml", "example: 61.416", "example: lots", "  popularity:", `invalid example: value must be a number, not "lots"`},
		"invalid example of a body":      {"api/movies.yaml", "popularity: 61.416", "popularity: lots", "Fight Club:\n                  value:", "/popularity"},
		"invalid example of a parameter": {"api/parameters.yaml", "example: 550", "example: many", "  MovieID:", "many"},
		"invalid default":                {"api/parameters.yaml", "default: 1\n", "default: many\n", "1 to 500.\n    schema:", "many"},
		"unknown type":                   {"api/media.yaml", "    type: string", "    type: strin", "  MediaType:", "strin"},
		"wrong kind of value":            {"api/media.yaml", "required: [id, title]", "required: true", "  Movie:", "schemas/Movie"},
		"path without its parameter":     {"openapi.yaml", "/3/movie/{movie_id}:", "/3/movie/{film_id}:", "api/movies.yaml:  details:", "film_id"},
		"mapping to nothing":             {"api/search.yaml", "person: 'media.yaml#/schemas/Person'", "person: 'media.yaml#/schemas/Human'", "Human", "leads nowhere"},
		"mapping to another schema": {
			"api/search.yaml", "person: 'media.yaml#/schemas/Person'", "person: 'media.yaml#/schemas/MoviePage'",
			"person: 'media", "leads to api/media.yaml#/schemas/MoviePage, which is not in its oneOf",
		},
		"mapping without a member": {
			"api/search.yaml", "        person: 'media.yaml#/schemas/Person'\n", "", "- $ref: 'media.yaml#/schemas/Person'", "not in its mapping",
		},
		"member without a name":        {"api/search.yaml", "- $ref: 'media.yaml#/schemas/Person'", "- type: string", "- type: string", "is not a $ref"},
		"oneOf without discriminator":  {"api/search.yaml", "    discriminator:", "    x-discriminator:", "description: A movie or a person", "no discriminator"},
		"discriminator without oneOf":  {"api/search.yaml", "    oneOf:", "    anyOf:", "description: A movie or a person", "no oneOf"},
		"discriminator without a name": {"api/search.yaml", "propertyName: media_type", "x-name: media_type", "x-name", "no propertyName"},
		"no operationId":               {"api/movies.yaml", "      operationId: latestMovie\n", "", "  latest:\n    get:", "no operationId"},
		"no method name":               {"api/movies.yaml", "      x-method-name: Latest\n", "", "  latest:\n    get:", "no x-method-name"},
		"method name not for Go":       {"api/movies.yaml", "x-method-name: Latest", "x-method-name: latest", "  latest:\n    get:", "not an exported Go name"},
		"no tag":                       {"api/movies.yaml", "tags: [MOVIES]", "tags: []", "  details:\n    get:", "exactly one tag"},
		"two tags":                     {"api/movies.yaml", "tags: [MOVIES]", "tags: [MOVIES, SEARCH]", "  details:\n    get:", "exactly one tag"},
		"undeclared tag":               {"api/movies.yaml", "tags: [MOVIES]", "tags: [FILMS]", "  details:\n    get:", `tag "FILMS"`},
		"no service name":              {"openapi.yaml", "    x-service-name: Search\n", "", "- name: SEARCH", "no x-service-name"},
		"service name twice":           {"openapi.yaml", "x-service-name: Search", "x-service-name: Movies", "- name: SEARCH", "belongs to tag MOVIES"},
		"service name not for Go":      {"openapi.yaml", "x-service-name: Search", "x-service-name: the search", "- name: SEARCH", "not an exported Go name"},
		"tag without a name":           {"openapi.yaml", "- name: SEARCH", "- nam: SEARCH", "- nam: SEARCH", "no name"},
		"no tags":                      {"openapi.yaml", "\ntags:", "\nx-tags:", "openapi: 3.0.3", "no tags"},
		"unknown section":              {"api/media.yaml", "schemas:", "schemata:", "schemata:", `unknown key "schemata"`},
		"anchor":                       {"api/media.yaml", "    type: string", "    type: &kind string", "type: &kind", "an anchor &kind"},
		"merge key": {
			"api/media.yaml", "  MediaType:\n", "  MediaType:\n    <<: {title: Kind}\n", "<<:", "a merge key <<",
		},
		"header for no response": {
			"api/headers.yaml", "[addMovieRating]", "[addFilmRating]", "[get]\n    statuses: ['200']\n    headers: {etag: {$ref: '#/headers/ETag'}}\n  -", "is for no response",
		},
		"header of no name":    {"api/headers.yaml", "'#/headers/RetryAfter'", "'#/headers/Retry'", "/Retry'", "leads nowhere"},
		"header for no status": {"api/headers.yaml", "  - statuses: [default]\n    headers:", "  - headers:", "  - headers:", "needs statuses and headers"},
		"header by what":       {"api/headers.yaml", "operations:", "operation:", "- operation:", `unknown key "operation"`},
		"no YAML":              {"api/media.yaml", "schemas:", "schemas: [", "", "api/media.yaml"},
		"empty file":           {"api/headers.yaml", "inject:", "[]\n#", "[]", "not a mapping"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := copySpec(t)
			edit(t, filepath.Join(root, test.file), test.old, test.with)
			err := run(root, []string{"bundle"})
			if err == nil {
				t.Fatal("no error")
			}
			want := test.want
			if test.at != "" {
				want = lineOf(t, root, test.file, test.at) + ": "
			}
			if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("want %s and %q in:\n%v", want, test.want, err)
			}
		})
	}
}

// lineOf returns the file and line in which the first occurrence of text ends; text may start with
// another file and a colon.
func lineOf(t *testing.T, root, file, text string) string {
	t.Helper()
	if name, rest, ok := strings.Cut(text, ".yaml:"); ok {
		file, text = name+".yaml", rest
	}
	before, _, ok := strings.Cut(readTest(t, filepath.Join(root, file)), text)
	if !ok {
		t.Fatalf("%s does not hold %q", file, text)
	}
	return fmt.Sprintf("%s:%d", file, 1+strings.Count(before+text, "\n"))
}
