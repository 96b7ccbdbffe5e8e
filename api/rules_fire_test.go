package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// soundSpec breaks no rule. TestRulesFire breaks it in one place at a time.
const soundSpec = `
openapi: '3.0.3'
info: {title: Test, version: '1'}
tags:
  - {name: MOVIES, description: Movies., x-service-name: Movies}
  - {name: LISTS, description: Lists., x-service-name: Lists}
paths:
  /3/movie/{movie_id}:
    get:
      tags: [MOVIES]
      summary: Movie Details
      description: Returns a movie.
      operationId: movieDetails
      x-method-name: Details
      parameters:
        - {$ref: '#/components/parameters/MovieID'}
        - {name: page, in: query, description: A page., schema: {type: integer}, example: 1}
        - name: with_status
          in: query
          description: Status, several joined.
          schema: {anyOf: [{$ref: '#/components/schemas/Status'}, {type: string}], x-go-type: string}
          example: a|b
      responses:
        '200':
          description: A movie.
          headers: {etag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}
        '401': {$ref: '#/components/responses/Failure'}
        '404': {$ref: '#/components/responses/Failure'}
        '429': {$ref: '#/components/responses/Failure'}
        default: {$ref: '#/components/responses/Failure'}
  /3/list:
    post:
      tags: [LISTS]
      summary: Create List
      description: Creates a list.
      operationId: createList
      x-method-name: Create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ListBody'}}}}
      responses:
        '200':
          description: A list.
          content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}
        '201':
          description: A new list.
          content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}
        '401': {$ref: '#/components/responses/Failure'}
        '429': {$ref: '#/components/responses/Failure'}
        default: {$ref: '#/components/responses/Failure'}
components:
  parameters:
    MovieID: {name: movie_id, in: path, required: true, description: An id., schema: {type: integer}, example: 550}
  headers:
    ETag: {description: A tag., schema: {type: string}}
  responses:
    Failure:
      description: A failure.
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
  schemas:
    Error:
      type: object
      description: An error.
      properties:
        status_code: {type: integer, description: A code., example: 34}
    ListBody:
      type: object
      description: A list.
      properties:
        name: {type: string, description: A name., example: Best}
        status: {$ref: '#/components/schemas/Status'}
    List:
      type: object
      description: A list.
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/Item'}, description: The items.}
        by_country:
          type: object
          additionalProperties: {$ref: '#/components/schemas/Movie'}
          description: Movies.
    Item:
      description: A movie or a series.
      oneOf: [{$ref: '#/components/schemas/Movie'}, {$ref: '#/components/schemas/Series'}]
      discriminator:
        propertyName: media_type
        mapping: {movie: '#/components/schemas/Movie', tv: '#/components/schemas/Series'}
    Status:
      type: string
      description: A status.
      enum: [a, b]
      example: a
    Movie:
      type: object
      description: A movie.
      properties:
        media_type: {type: string, description: A kind., example: movie}
        vote_average: {type: number, format: double, description: A rating., example: 8.4}
        countries: {type: array, items: {type: string}, description: Countries., example: [US]}
        collection: {allOf: [{$ref: '#/components/schemas/Error'}], description: A collection.}
        change: {x-go-type: types.Value, description: Anything., example: x}
        status:
          anyOf: [{$ref: '#/components/schemas/Status'}, {type: string}]
          x-go-type: Status
          description: A status.
          example: a
    Series:
      description: A series.
      allOf:
        - {$ref: '#/components/schemas/Movie'}
        - {type: object, properties: {seasons: {type: integer, description: A number., example: 3}}}
`

// TestRulesFire shows that each rule finds what it is there for, so that none is passed for doing
// nothing.
func TestRulesFire(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rule string
		// old in soundSpec becomes new.
		old, new string
		want     string
	}{
		{"valid", "example: 8.4", "example: high", "movie"},
		{"valid", "enum: [a, b]\n      example: a", "enum: [a, b]\n      example: c", "example"},
		{"valid", "openapi: '3.0.3'\ninfo: {title: Test, version: '1'}", "openapi: '3.0.3'\ninfo: {title: Test}", "version"},

		{"tags", "description: Movies., ", "", "tag MOVIES has no description"},
		{"tags", "description: Movies., x-service-name: Movies", "description: Movies.", `tag MOVIES has x-service-name ""`},
		{"tags", "x-service-name: Movies", "x-service-name: movies", `tag MOVIES has x-service-name "movies"`},
		{"tags", "x-service-name: Lists", "x-service-name: Movies", "tag LISTS has the x-service-name Movies of tag MOVIES"},

		{"operations", "tags: [MOVIES]", "tags: [MOVIES, LISTS]", "want one"},
		{"operations", "tags: [MOVIES]", "tags: []", "want one"},
		{"operations", "tags: [MOVIES]", "tags: [FILMS]", "GET /3/movie/{movie_id}: tag FILMS is not declared"},
		{"operations", "operationId: movieDetails", "operationId: movie-details", `operationId "movie-details", want lowerCamelCase`},
		{"operations", "operationId: movieDetails", "operationId: CreateList", `want lowerCamelCase`},
		{"operations", "operationId: movieDetails", "operationId: createLIST", "operationId createLIST is that of POST /3/list"},
		{"operations", "x-method-name: Details", "x-method-name: details", "want an exported Go name"},
		{"operations", "x-method-name: Details", "", `x-method-name ""`},
		{"operations", "tags: [MOVIES]\n      summary: Movie Details\n      description: Returns a movie.\n      operationId: movieDetails\n      x-method-name: Details",
			"tags: [LISTS]\n      summary: Movie Details\n      description: Returns a movie.\n      operationId: movieDetails\n      x-method-name: Create",
			"x-method-name Create is that of POST /3/list"},
		{"operations", "summary: Movie Details", "", "has no summary"},
		{"operations", "description: Returns a movie.", "", "has no description"},

		{"responses", "        '401': {$ref: '#/components/responses/Failure'}\n        '404'", "        '404'", "has no response for 401"},
		{"responses", "        '404': {$ref: '#/components/responses/Failure'}\n", "", "GET /3/movie/{movie_id}: has no response for 404"},
		{"responses", "        '429': {$ref: '#/components/responses/Failure'}\n", "", "has no response for 429"},
		{"responses", "        default: {$ref: '#/components/responses/Failure'}\n", "", "has no response for default"},
		{"responses", "        '200':\n          description: A movie.", "        '202':\n          description: A movie.", "has no response for 200"},
		{"responses", "'404': {$ref: '#/components/responses/Failure'}", "'404': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}",
			"response 404 is no $ref to a shared one"},
		{"responses", "content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}", "content: {application/json: {schema: {type: string}}}",
			"GET /3/movie/{movie_id} 200: has no body that is a $ref"},
		{"responses", "          content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}\n", "", "GET /3/movie/{movie_id} 200: has no body"},
		{"responses", "content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}", "content: {text/html: {schema: {$ref: '#/components/schemas/Error'}}}",
			"response Failure: has no body"},

		{"created", "'201'", "'202'", "POST /3/list: has no response for 201"},

		{"bodies", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {$ref: '#/components/schemas/List'}", "POST /3/list: the request body is no $ref to a schema named …Body"},
		{"bodies", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {type: string}", "the request body is no $ref"},
		{"bodies", "    post:", "    get:", "GET /3/list: has a request body"},

		{"parameters", "description: An id., ", "", "parameter MovieID: has no description"},
		{"parameters", ", example: 550", "", "parameter MovieID: has no example"},
		{"parameters", "description: A page., ", "", "GET /3/movie/{movie_id} parameter page: has no description"},
		{"parameters", ", schema: {type: integer}, example: 1", ", content: {application/json: {}}, example: 1", "parameter page: has no schema"},

		{"descriptions", "      description: An error.\n", "", "Error: has no description"},
		{"descriptions", "description: A code., ", "", "Error.status_code: has no description"},
		{"descriptions", "      description: A status.\n      enum", "      enum", "ListBody.status: has no description"},
		{"descriptions", "description: A number., ", "", "Series.seasons: has no description"},

		{"examples", "description: A code., example: 34", "description: A code.", "Error.status_code: has no example"},
		{"examples", "description: Countries., example: [US]", "description: Countries.", "Movie.countries: has no example"},
		{"examples", "          description: A status.\n          example: a", "          description: A status.", "Movie.status: has no example"},
		{"examples", "description: Anything., example: x", "description: Anything.", "Movie.change: has no example"},
		{"examples", "enum: [a, b]\n      example: a", "enum: [a, b]", "Status: has no example"},

		{"numbers", "type: number, format: double", "type: number", "Movie.vote_average: is a number without format: double"},
		{"numbers", "type: number, format: double", "type: number, format: float", "without format: double"},
		{"numbers", "description: A page., schema: {type: integer}", "description: A page., schema: {type: number}", "parameter page: is a number"},

		{"named components", "allOf: [{$ref: '#/components/schemas/Error'}]", "type: object, properties: {a: {type: string}}", "Movie.collection: is an object without a name"},
		{"named components", "allOf: [{$ref: '#/components/schemas/Error'}]", "type: object", "Movie.collection: is an object without a name"},
		{"named components", "allOf: [{$ref: '#/components/schemas/Error'}]", "allOf: [{$ref: '#/components/schemas/Error'}, {type: object}]", "Movie.collection: is an allOf without a name"},
		{"named components", "allOf: [{$ref: '#/components/schemas/Error'}]", "oneOf: [{$ref: '#/components/schemas/Error'}]", "Movie.collection: is a union without a name"},
		{"named components", "items: {$ref: '#/components/schemas/Item'}", "items: {type: object, properties: {a: {type: string}}}", "List.items[]: is an object without a name"},
		{"named components", "additionalProperties: {$ref: '#/components/schemas/Movie'}", "additionalProperties: {type: object, properties: {a: {type: string}}}",
			"List.by_country{}: is an object without a name"},
		{"named components", "additionalProperties: {$ref: '#/components/schemas/Movie'}", "additionalProperties: true", "List.by_country: is an object without a name"},
		{"named components", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {type: object, properties: {a: {type: string}}}", "POST /3/list body: is an object without a name"},
		{"named components", "items: {type: string}", "items: {type: string, enum: [US]}", "Movie.countries[]: is a vocabulary without a name"},
		{"named components", "x-go-type: types.Value, ", "", "Movie.change: has no type"},

		{"names", "Error", "ErrorResponse", "schemas/ErrorResponse: the name is one"},
		{"names", "Error", "ErrorParams", "schemas/ErrorParams: the name is one"},
		{"names", "Error", "Error2", "schemas/Error2: the name ends in a digit"},
		{"names", "Error", "error_body", "schemas/error_body: want a name like MovieDetails"},
		{"names", "Failure", "FailureResponse", "responses/FailureResponse: the name is one"},
		{"names", "MovieID", "MovieID1", "parameters/MovieID1: the name ends in a digit"},
		{"names", "ETag", "ETag1", "headers/ETag1: the name ends in a digit"},

		{"unused", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {$ref: '#/components/schemas/List'}", "schemas/ListBody: is not used"},
		{"unused", "        - {$ref: '#/components/parameters/MovieID'}\n", "", "parameters/MovieID: is not used"},
		{"unused", "          headers: {etag: {$ref: '#/components/headers/ETag'}}\n", "", "headers/ETag: is not used"},
		{"unused", "  responses:\n    Failure:", "  responses:\n    Spare: {description: Spare.}\n    Failure:", "responses/Spare: is not used"},
		{"unused", "  schemas:\n", "  requestBodies:\n    Spare: {content: {}}\n  schemas:\n", "requestBodies/Spare: is not used"},

		{"unions", "        propertyName: media_type\n", "", "Item: is a oneOf without a discriminator"},
		{"unions", "      discriminator:\n        propertyName: media_type\n        mapping: {movie: '#/components/schemas/Movie', tv: '#/components/schemas/Series'}\n", "",
			"Item: is a oneOf without a discriminator"},
		{"unions", ", tv: '#/components/schemas/Series'", "", "Item: nothing is mapped to its member Series"},
		{"unions", "tv: '#/components/schemas/Series'", "tv: '#/components/schemas/Series', list: '#/components/schemas/List'", `Item: the mapping of "list" leads to List`},
		{"unions", "oneOf: [{$ref: '#/components/schemas/Movie'}, {$ref: '#/components/schemas/Series'}]", "oneOf: [{$ref: '#/components/schemas/Movie'}, {type: object}]",
			"Item: a member of oneOf has no name"},
		{"unions", "propertyName: media_type", "propertyName: kind", "Item: its member Movie has no property kind"},
		{"unions", "allOf: [{$ref: '#/components/schemas/Error'}]", "oneOf: [{$ref: '#/components/schemas/Error'}]", "Movie.collection: is a oneOf without"},

		{"vocabularies", "          x-go-type: Status\n", "", `Movie.status: has x-go-type "", want Status`},
		{"vocabularies", "x-go-type: Status", "x-go-type: string", `Movie.status: has x-go-type "string", want Status`},
		{"vocabularies", "x-go-type: string", "x-go-type: int", `parameter with_status: has x-go-type "int", want Status`},
		{"vocabularies", "anyOf: [{$ref: '#/components/schemas/Status'}, {type: string}]\n", "anyOf: [{type: string}, {type: integer}]\n", "Movie.status: is an anyOf"},
		{"vocabularies", "anyOf: [{$ref: '#/components/schemas/Status'}, {type: string}]\n", "anyOf: [{$ref: '#/components/schemas/Status'}]\n", "Movie.status: is an anyOf"},
		{"vocabularies", "items: {type: string}", "items: {$ref: '#/components/schemas/Status'}", "Movie.countries[]: is closed"},
		{"vocabularies", "allOf: [{$ref: '#/components/schemas/Error'}]", "allOf: [{$ref: '#/components/schemas/Status'}]", "Movie.collection: is closed"},
	}
	check := func(t *testing.T, name, text string) []string {
		t.Helper()
		doc, err := openapi3.NewLoader().LoadFromData([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(rules, func(r rule) bool { return r.name == name })
		if i < 0 {
			t.Fatalf("there is no rule %q", name)
		}
		return rules[i].check(doc)
	}
	for _, r := range rules {
		if faults := check(t, r.name, soundSpec); len(faults) > 0 {
			t.Errorf("%s: the sound spec has %q", r.name, faults)
		}
	}
	for _, test := range tests {
		t.Run(test.rule+"/"+test.want, func(t *testing.T) {
			t.Parallel()
			text := soundSpec
			if !strings.Contains(text, test.old) {
				t.Fatalf("the sound spec has no %q", test.old)
			}
			times := 1
			if test.rule == "names" {
				times = -1 // a renamed component keeps its uses
			}
			text = strings.Replace(text, test.old, test.new, times)
			faults := check(t, test.rule, text)
			if !slices.ContainsFunc(faults, func(s string) bool { return strings.Contains(s, test.want) }) {
				t.Errorf("faults %q, want one with %q", faults, test.want)
			}
		})
	}
	for _, r := range rules {
		if !slices.ContainsFunc(tests, func(test struct{ rule, old, new, want string }) bool { return test.rule == r.name }) {
			t.Errorf("no test breaks the rule %q", r.name)
		}
	}
}
