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
      externalDocs: {url: 'https://developer.themoviedb.org/reference/movie-details'}
      security: [{bearerAuth: [], userSession: []}]
      x-method-name: Details
      parameters:
        - {$ref: '#/components/parameters/MovieID'}
        - {name: page, in: query, description: A page., schema: {type: integer, minimum: 1, maximum: 500}, example: 1}
        - {name: vote_average.gte, in: query, description: Least., schema: {format: double, type: number, minimum: 0, maximum: 10}, example: 5}
        - {name: vote_count.gte, in: query, description: Least., schema: {type: integer, minimum: 0}, example: 5}
        - {name: release_date.gte, in: query, description: First., schema: {type: string, format: date}, example: '2024-01-01'}
        - {name: end_date, in: query, description: Last., schema: {type: string, format: date}, x-max-days: 14, example: '2024-01-01'}
        - {name: append_to_response, in: query, description: More., schema: {type: array, maxItems: 20, items: {format: word, type: string}}, example: [images]}
        - {name: session_id, in: query, description: A secret., schema: {type: string, format: password}, example: abc}
        - name: with_status
          in: query
          description: Status, several joined.
          schema: {anyOf: [{$ref: '#/components/schemas/StatusCode'}, {type: string}], format: and-or-list}
          example: a|b
      responses:
        '200':
          description: A movie.
          headers: {cache-control: {schema: {type: string}}, etag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '429': {$ref: '#/components/responses/TooMany'}
        default: {$ref: '#/components/responses/Failure'}
  /3/list:
    post:
      tags: [LISTS]
      summary: Create List
      description: Creates a list.
      operationId: createList
      externalDocs: {url: 'https://developer.themoviedb.org/reference/list-create'}
      x-method-name: Create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ListBody'}}}}
      responses:
        '200':
          description: A list.
          headers: {cache-control: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}
        '201':
          description: A new list.
          content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '429': {$ref: '#/components/responses/TooMany'}
        default: {$ref: '#/components/responses/Failure'}
components:
  parameters:
    MovieID: {name: movie_id, in: path, required: true, description: An id., schema: {type: integer}, example: 550}
  headers:
    ETag: {description: A tag., schema: {type: string}}
  responses:
    Unauthorized:
      description: A failure.
      headers: {retry-after: {schema: {type: string}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}, example: {status_code: 7}}}
    NotFound:
      description: A failure.
      headers: {retry-after: {schema: {type: string}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}, example: {status_code: 34}}}
    TooMany:
      description: A failure.
      headers: {retry-after: {schema: {type: string}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}, example: {status_code: 25}}}
    Failure:
      description: A failure.
      headers: {retry-after: {schema: {type: string}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
  schemas:
    Error:
      type: object
      description: An error.
      properties:
        status_code: {type: integer, description: A code., example: 34}
    StatusCode:
      type: integer
      description: A code.
      x-extensible-enum: [1, 7, 25, 34]
      x-enum-varnames: [Success, InvalidAPIKey, TooManyRequests, NotFound]
      x-enum-http: [200, 401, 429, 404]
      x-enum-kinds: [success, unauthorized, rate_limited, not_found]
      x-enum-messages: [Success., No., Wait., There is none.]
      example: 1
    ListBody:
      type: object
      description: A list.
      properties:
        name: {type: string, description: A name., example: Best}
        username: {type: string, format: password, description: A name., example: ada}
        status: {$ref: '#/components/schemas/Order'}
        rating: {$ref: '#/components/schemas/RatingBody'}
    RatingBody:
      type: object
      description: A rating.
      properties:
        value: {format: double, type: number, minimum: 0.5, maximum: 10, multipleOf: 0.5, description: A rating., example: 8.5}
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
      oneOf: [{$ref: '#/components/schemas/MovieItem'}, {$ref: '#/components/schemas/SeriesItem'}]
      discriminator:
        propertyName: media_type
        mapping: {movie: '#/components/schemas/MovieItem', film: '#/components/schemas/MovieItem', tv: '#/components/schemas/SeriesItem'}
    MovieItem:
      description: A movie among others.
      allOf:
        - {$ref: '#/components/schemas/Movie'}
        - {type: object, required: [media_type], properties: {media_type: {type: string, enum: [movie, film], description: The kind., example: movie}}}
    SeriesItem:
      description: A series among others.
      allOf:
        - {$ref: '#/components/schemas/Series'}
        - {type: object, required: [media_type], properties: {media_type: {type: string, enum: [tv], description: The kind., example: tv}}}
    Order:
      type: string
      description: An order.
      enum: [up, down]
      example: up
    Status:
      type: string
      description: A status.
      x-extensible-enum: [a, b]
      example: a
    Movie:
      type: object
      description: A movie.
      properties:
        media_type: {type: string, description: A kind., example: movie}
        vote_average: {type: number, format: double, nullable: true, description: A rating., example: 8.4}
        countries: {type: array, items: {type: string}, description: Countries., example: [US]}
        collection: {allOf: [{$ref: '#/components/schemas/Error'}], description: A collection.}
        change: {type: string, description: Anything., example: x}
        status:
          allOf: [{$ref: '#/components/schemas/Status'}]
          description: A status.
          example: a
        known_code:
          allOf: [{$ref: '#/components/schemas/StatusCode'}]
          description: A code.
          example: 34
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
		{"tags", "description: Movies., ", "", "tag MOVIES has no description"},

		{"operations", "operationId: movieDetails", "operationId: movie-details", `operationId "movie-details", want lowerCamelCase`},
		{"operations", "operationId: movieDetails", "operationId: CreateList", `want lowerCamelCase`},
		{"operations", "summary: Movie Details", "", "has no summary"},
		{"operations", "description: Returns a movie.", "", "has no description"},

		{"deprecations", "description: Returns a movie.", "description: Returns a movie.\n      deprecated: true", "GET /3/movie/{movie_id}: is deprecated without x-deprecated-reason"},
		{"deprecations", "        name: {type: string, description: A name.", "        name: {type: string, deprecated: true, description: A name.", "ListBody.name: is deprecated without x-deprecated-reason"},

		{"responses", "        '401': {$ref: '#/components/responses/Unauthorized'}\n        '404'", "        '404'", "has no response for 401"},
		{"responses", "        '404': {$ref: '#/components/responses/NotFound'}\n", "", "GET /3/movie/{movie_id}: has no response for 404"},
		{"responses", "        '429': {$ref: '#/components/responses/TooMany'}\n", "", "has no response for 429"},
		{"responses", "        default: {$ref: '#/components/responses/Failure'}\n", "", "has no response for default"},
		{"responses", "        '200':\n          description: A movie.", "        '202':\n          description: A movie.", "has no response for 200"},
		{"responses", "'404': {$ref: '#/components/responses/NotFound'}", "'404': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}",
			"response 404 is no $ref to a shared one"},
		{"responses", "content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}", "content: {application/json: {schema: {type: string}}}",
			"GET /3/movie/{movie_id} 200: has no body that is a $ref"},
		{"responses", "          content: {application/json: {schema: {$ref: '#/components/schemas/Movie'}}}\n", "", "GET /3/movie/{movie_id} 200: has no body"},
		{"responses", "content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}", "content: {text/html: {schema: {$ref: '#/components/schemas/Error'}}}",
			"response Failure: has no body"},

		{"headers", ", etag: {$ref: '#/components/headers/ETag'}", "", "GET /3/movie/{movie_id}: response 200 has no header etag"},
		{"headers", "          headers: {cache-control: {schema: {type: string}}}\n", "", "POST /3/list: response 200 has no header cache-control"},
		{"headers", "    TooMany:\n      description: A failure.\n      headers: {retry-after: {schema: {type: string}}}\n", "    TooMany:\n      description: A failure.\n", "POST /3/list: response 429 has no header retry-after"},

		{"created", "'201'", "'202'", "POST /3/list: has no response for 201"},

		{"bodies", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {$ref: '#/components/schemas/List'}", "POST /3/list: the request body is no $ref to a schema named …Body"},
		{"bodies", "schema: {$ref: '#/components/schemas/ListBody'}", "schema: {type: string}", "the request body is no $ref"},
		{"bodies", "    post:", "    get:", "GET /3/list: has a request body"},

		{"parameters", "description: An id., ", "", "parameter MovieID: has no description"},
		{"parameters", ", example: 550", "", "parameter MovieID: has no example"},
		{"parameters", "description: A page., ", "", "GET /3/movie/{movie_id} parameter page: has no description"},
		{"parameters", "description: A page., schema: {type: integer, minimum: 1, maximum: 500}", "description: A page., content: {application/json: {}}", "parameter page: has no schema"},

		{"descriptions", "      description: An error.\n", "", "Error: has no description"},
		{"descriptions", "description: A code., ", "", "Error.status_code: has no description"},
		{"descriptions", "      description: A status.\n      x-extensible-enum", "      enum", "Status: has no description"},
		{"descriptions", "description: A number., ", "", "Series.seasons: has no description"},

		{"examples", "description: A code., example: 34", "description: A code.", "Error.status_code: has no example"},
		{"examples", "description: Countries., example: [US]", "description: Countries.", "Movie.countries: has no example"},
		{"examples", "          description: A status.\n          example: a", "          description: A status.", "Movie.status: has no example"},
		{"examples", "description: Anything., example: x", "description: Anything.", "Movie.change: has no example"},
		{"examples", "enum: [a, b]\n      example: a", "enum: [a, b]", "Status: has no example"},

		{"numbers", "type: number, format: double", "type: number", "Movie.vote_average: is a number without format: double"},
		{"numbers", "type: number, format: double", "type: number, format: float", "without format: double"},
		{"numbers", "description: A page., schema: {type: integer,", "description: A page., schema: {type: number,", "parameter page: is a number"},

		{"computed", "format: double, nullable: true", "format: double", "Movie.vote_average: is not nullable"},
		{"computed", "type: number, format: double, nullable: true", "type: string, format: image-path", "Movie.vote_average: is not nullable"},

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
		{"named components", "change: {type: string, ", "change: {", "Movie.change: has no type"},

		{"names", "Error", "ErrorResponse", "schemas/ErrorResponse: the name is one"},
		{"names", "Error", "ErrorParams", "schemas/ErrorParams: the name is one"},
		{"names", "Error", "Error2", "schemas/Error2: the name ends in a digit"},
		{"names", "Error", "error_body", "schemas/error_body: want a name like MovieDetails"},
		{"names", "ListBody", "V4ListBody", "schemas/V4ListBody: want V4 at the end"},
		{"names", "Failure", "FailureResponse", "responses/FailureResponse: the name is one"},
		{"names", "MovieID", "MovieID1", "parameters/MovieID1: the name ends in a digit"},
		{"names", "ETag", "ETag1", "headers/ETag1: the name ends in a digit"},

		{"connection", "headers: {cache-control: {schema: {type: string}}, etag", "headers: {Cache-Control: {schema: {type: string}}, cache-control: {schema: {type: string}}, etag", "GET /3/movie/{movie_id}: response 200 has the header cache-control twice"},
		{"connection", "headers: {cache-control: {schema: {type: string}}, etag", "headers: {Content-Length: {schema: {type: string}}, etag", "response 200 has the header Content-Length, which is"},

		{"security", "      security: [{bearerAuth: [], userSession: []}]\n", "", "GET /3/movie/{movie_id}: takes session_id: true, has security userSession: false"},
		{"security", "userSession: []}]", "userSession: [], guest: []}]", "takes guest_session_id: false, has security guest: true"},
		{"security", "  /3/list:", "  /4/list:", "POST /4/list: has no security userToken"},

		{"error examples", "example: {status_code: 34}", "example: {status_code: 7}", "GET /3/movie/{movie_id}: the example of 404 has status_code 7"},
		{"error examples", ", example: {status_code: 25}", "", "the example of 429 has status_code <nil>"},

		{"unions", "propertyName: media_type", "propertyName: kind", `Item: its member MovieItem requires a kind of [], want ["film" "movie"]`},
		{"unions", "required: [media_type], properties: {media_type: {type: string, enum: [tv]", "properties: {media_type: {type: string, enum: [tv]", `SeriesItem requires a media_type of [], want ["tv"]`},
		{"unions", "film: '#/components/schemas/MovieItem', ", "", `MovieItem requires a media_type of ["film" "movie"], want ["movie"]`},
		{"unions", "oneOf: [{$ref: '#/components/schemas/MovieItem'}", "oneOf: [{$ref: '#/components/schemas/Movie'}", `Item: its member Movie requires`},

		{"vocabularies", "items: {type: string}", "items: {$ref: '#/components/schemas/Order'}", "Movie.countries[]: is closed"},
		{"vocabularies", "allOf: [{$ref: '#/components/schemas/Status'}]", "allOf: [{$ref: '#/components/schemas/Order'}]", "Movie.status"},
		{"vocabularies", "      x-extensible-enum: [a, b]", "      enum: [a, b]", "Movie.status"},
		{"vocabularies", "allOf: [{$ref: '#/components/schemas/Status'}]", "anyOf: [{$ref: '#/components/schemas/Status'}, {type: string}]", "Movie.status: is an anyOf of one type"},

		{"nullable", "collection: {allOf: [{$ref: '#/components/schemas/Error'}]", "collection: {nullable: true, allOf: [{$ref: '#/components/schemas/Error'}]", "Movie.collection: is nullable without a type"},
		{"neutral", "        change: {", "        change: {x-go-type: types.Value, ", `there is "x-go-type", want it in go.overlay.yaml`},
		{"neutral", "        change: {", "        change: {x-omitempty: true, ", `there is "x-omitempty"`},

		{"links", "      externalDocs: {url: 'https://developer.themoviedb.org/reference/movie-details'}\n", "", "GET /3/movie/{movie_id}: has no externalDocs"},
		{"links", "https://developer.themoviedb.org/reference/movie-details", "https://example.com/movie-details", "GET /3/movie/{movie_id}: has no externalDocs"},
		{"links", "reference/movie-details", "reference/list-create", "reference/list-create is the page of POST /3/list"},
		{"links", "reference/movie-details", "v4/reference/intro/getting-started", "getting-started is of another version"},

		{"secrets", "description: A secret., schema: {type: string, format: password}", "description: A secret., schema: {type: string}", "parameter session_id: holds a secret"},
		{"secrets", "username: {type: string, format: password", "username: {type: string", "ListBody.username: holds a secret"},
		{"secrets", "        name: {type: string, description: A name.", "        session_id: {type: string, description: A name.", "ListBody.session_id: holds a secret"},

		{"limits", "minimum: 1, maximum: 500", "minimum: 1", "parameter page: want minimum: 1, maximum: 500"},
		{"limits", "minimum: 0, maximum: 10}, example: 5", "minimum: 0, maximum: 100}, example: 5", "parameter vote_average.gte: want minimum: 0, maximum: 10"},
		{"limits", "{type: integer, minimum: 0}", "{type: integer}", "parameter vote_count.gte: want minimum: 0"},
		{"limits", "maxItems: 20, ", "", "parameter append_to_response: want maxItems: 20"},
		{"limits", "description: First., schema: {type: string, format: date}", "description: First., schema: {type: string}", "parameter release_date.gte: want format: date"},
		{"limits", "x-max-days: 14, ", "", "parameter end_date: want x-max-days: 14"},
		{"limits", ", format: and-or-list", "", "parameter with_status: want format: and-or-list"},
		{"limits", "multipleOf: 0.5, ", "", "RatingBody.value: want minimum: 0.5"},

		{"codes", "StatusCode", "OtherCode", "there is no schema StatusCode"},
		{"codes", "x-enum-http: [200, 401, 429, 404]", "x-enum-http: [200]", "x-enum-http has 1 entries, want one for each of 4"},
		{"codes", "x-enum-http: [200, 401, 429, 404]", "x-enum-http: [200, 34]", "entry 2 of x-enum-http is 34"},
		{"codes", "x-enum-kinds: [success, unauthorized, rate_limited, not_found]", "x-enum-kinds: [success, gone]", "entry 2 of x-enum-kinds is gone"},
		{"codes", "      x-enum-messages: [Success., No., Wait., There is none.]\n", "", "x-enum-messages has 0 entries"},
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
			if test.rule == "names" || strings.HasPrefix(test.want, "there is no") {
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
