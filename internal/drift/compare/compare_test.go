package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

// document writes a document with one operation.
func written(operation string) []byte {
	return []byte("openapi: 3.0.3\ninfo: {title: T, version: '1'}\ntags: [{name: MOVIES, x-service-name: Movies}]\npaths:\n  /3/movie/{movie_id}:\n    " + operation + components)
}

const components = `
components:
  schemas:
    Row: {type: object, required: [id], properties: {id: {type: integer}, kind: {type: string}}}
    Kind: {type: string, enum: [a, b]}
    Open: {type: string, x-extensible-enum: [a, b]}
    Self: {type: object, properties: {self: {$ref: '#/components/schemas/Self'}}}
`

// get writes an operation whose response of success has a schema.
func get(schema string) []byte {
	return written("get: {operationId: details, tags: [MOVIES], responses: {'200': {description: d, content: {application/json: {schema: " + schema + "}}}}}")
}

func response200(body string) recorded.Response {
	return recorded.Response{Method: "GET", Path: "/3/movie/{id}", Status: 200, Date: "2026-01-01", Body: []byte(body)}
}

// lines writes the differences of a report, a line each.
func lines(r *Report) []string {
	var list []string
	for _, op := range r.Operations {
		for _, d := range op.Differences {
			list = append(list, fmt.Sprintf("%s %s: %q %q %d/%d", d.Kind, d.Pointer, d.Official, d.Spec, d.Seen, d.Of))
		}
	}
	return list
}

func TestCompareResponses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		official, spec string // schemas
		bodies         []string
		want           []string
	}{
		"same": {"{type: object, properties: {id: {type: integer}}}", "{type: object, properties: {id: {type: integer}}}", []string{`{"id":1}`}, nil},
		"missing and extra": {
			"{type: object, properties: {old: {type: string}}}", "{type: object, properties: {'a/b': {type: integer}}}",
			[]string{`{"a/b":1}`, `{"old":""}`},
			[]string{`field missing response/a~1b: "" "integer" 1/2`, `field extra response/old: "string" "" 1/2`},
		},
		"type": {
			"{type: object, properties: {n: {type: integer}, rated: {type: object}}}",
			"{type: object, properties: {n: {type: number}, rated: {anyOf: [{type: boolean}, {type: object}]}}}",
			[]string{`{"n":1,"rated":false}`, `{"n":1.5,"rated":{}}`, `{"n":null}`},
			[]string{`type response/n: "integer" "number" 1/3`, `type response/rated: "object" "boolean, object" 1/2`},
		},
		"nullable in both versions": {
			"{type: object, properties: {a: {type: string}, b: {type: [string, 'null']}, c: {type: [string, 'null']}}}",
			"{type: object, properties: {a: {type: string, nullable: true}, b: {type: string, nullable: true}, c: {type: string}}}",
			[]string{`{"a":null,"c":null}`, `{"a":"x"}`},
			[]string{`null response/a: "string" "null, string" 1/2`, `null response/c: "null, string" "string" 0/1`},
		},
		"nullable reference": {
			"{type: object, properties: {a: {$ref: '#/components/schemas/Row'}}}",
			"{type: object, properties: {a: {nullable: true, allOf: [{$ref: '#/components/schemas/Row'}]}}}",
			[]string{`{"a":null}`}, []string{`null response/a: "object" "null, object" 1/1`},
		},
		"required": {
			"{type: object, properties: {a: {type: string}, b: {type: string}}}",
			"{type: object, required: [a, b, c], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}",
			[]string{`{"a":"","b":"","c":""}`, `{"a":"","c":""}`},
			[]string{`required response: "" "a, b" 1/2`, `field missing response/c: "" "string" 2/2`},
		},
		"vocabulary": {
			"{type: array, items: {type: string}}", "{type: array, items: {anyOf: [{$ref: '#/components/schemas/Kind'}, {type: string}]}}",
			[]string{`["a","c"]`, `["c"]`, `[]`}, []string{`enum response[]: "" "a, b" 1/2`},
		},
		"open vocabulary": {
			"{type: array, items: {type: string}}", "{type: array, items: {$ref: '#/components/schemas/Open'}}",
			[]string{`["a"]`}, []string{`enum response[]: "" "a, b" 1/1`},
		},
		"keys that are data": {
			"{type: object, properties: {DE: {type: object, properties: {link: {type: string}}}, FR: {type: object, properties: {rent: {type: array}}}}}",
			"{type: object, additionalProperties: {type: object, properties: {link: {type: string}, buy: {type: array, items: {type: integer}}}}}",
			[]string{`{"BR":{"buy":[]}}`},
			[]string{`map response: "2 fields" "any key" 1/1`, `field missing response{}/buy: "" "array" 1/1`, `field extra response{}/rent: "array" "" 1/1`},
		},
		"untyped": {
			"{type: object, properties: {a: {}, b: {type: object}}}", "{type: object, properties: {a: {type: string}, b: {$ref: '#/components/schemas/Row'}}}",
			[]string{`{"a":"x"}`}, []string{`untyped response/a: "" "string" 1/1`, `untyped response/b: "" "object" 0/0`},
		},
		"array of anything": {"{type: array}", "{type: array, items: {type: string}}", []string{`[""]`}, []string{`untyped response[]: "" "string" 1/1`}},
		"keys on both sides": {
			"{type: object, additionalProperties: {type: string}}", "{type: object, additionalProperties: {type: integer}}",
			[]string{`{"x":1}`}, []string{`type response{}: "string" "integer" 1/1`},
		},
		"required beside a union": {
			"{type: object, properties: {id: {type: integer}, kind: {type: string}}}",
			"{type: object, required: [kind], properties: {kind: {type: string}}, oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Row'}, {type: 'null'}]}",
			[]string{`{"id":1,"kind":""}`, "null"},
			[]string{`null response: "object" "null, object" 1/2`, `required response: "" "id, kind" 2/2`},
		},
		"any JSON": {
			"{type: object, properties: {value: {type: object, properties: {x: {type: string}}}}}", "{type: object, properties: {value: {}}}",
			[]string{`{"value":"text"}`, `{"value":{}}`}, []string{`type response/value: "object" "" 1/2`},
		},
		"union": {
			"{type: array, items: {type: object, properties: {id: {type: integer}, title: {type: string}}}}",
			"{type: array, items: {oneOf: [{$ref: '#/components/schemas/Row'}, {type: object, required: [id], properties: {id: {type: integer}, title: {type: string}}}]}}",
			[]string{`[{"id":1,"title":""},{"id":2,"kind":"a"}]`},
			[]string{`required response[]: "" "id" 1/1`, `field missing response[]/kind: "" "string" 1/1`},
		},
		"reference to itself": {"{$ref: '#/components/schemas/Self'}", "{$ref: '#/components/schemas/Self'}", []string{`{"self":{}}`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var responses []recorded.Response
			for _, body := range test.bodies {
				responses = append(responses, response200(body))
			}
			r, err := compare(get(test.official), get(test.spec), responses, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(r); !slices.Equal(got, test.want) {
				t.Errorf("differences\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestCompareOperations(t *testing.T) {
	t.Parallel()
	const ok = "responses: {'200': {description: d}}"
	for name, test := range map[string]struct {
		official, spec string // operations of the same path
		want           []string
	}{
		"missing and extra": {"get: {" + ok + "}", "post: {" + ok + "}", []string{`operation extra : "" "" 0/0`, `operation missing : "" "" 3/3`}},
		"parameters": {
			"get: {parameters: [{name: movie_id, in: path, required: true, schema: {type: string}}, {name: page, in: query, required: true, schema: {type: integer, default: 1}}, {name: Accept, in: header, schema: {type: string}}], " + ok + "}",
			"get: {parameters: [{name: movie_id, in: path, required: true, schema: {type: integer}}, {name: page, in: query, schema: {type: integer}}, {name: kind, in: query, schema: {type: string, enum: [x]}}], " + ok + "}",
			[]string{
				`parameter extra header/Accept: "string" "" 0/0`, `type path/movie_id: "string" "integer" 0/0`,
				`parameter missing query/kind: "" "string" 0/0`, `parameter default query/page: "1" "" 0/0`, `parameter required query/page: "true" "false" 0/0`,
			},
		},
		"enum of a parameter": {
			"get: {parameters: [{name: kind, in: query, schema: {type: string, enum: [x, y]}}], " + ok + "}",
			"get: {parameters: [{name: kind, in: query, schema: {type: string, enum: [x]}}], " + ok + "}",
			[]string{`enum query/kind: "x, y" "x" 0/0`},
		},
		"body": {
			"post: {requestBody: {content: {application/json: {schema: {type: object, properties: {value: {type: integer}}}}}}, " + ok + "}",
			"post: {requestBody: {content: {application/json: {schema: {type: object, required: [value], properties: {value: {type: number}}}}}}, " + ok + "}",
			[]string{`required body: "" "value" 0/0`, `type body/value: "integer" "number" 0/0`},
		},
		"body in one text": {
			"post: {requestBody: {content: {application/json: {schema: {type: object, properties: {RAW_BODY: {type: string}}}}}}, " + ok + "}",
			"post: {requestBody: {content: {application/json: {schema: {type: object, properties: {value: {type: number}}}}}}, " + ok + "}",
			[]string{`untyped body: "" "value" 0/0`},
		},
		"no body": {"post: {" + ok + "}", "post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}, " + ok + "}", []string{`body missing body: "" "id, kind" 0/0`}},
		"a body":  {"post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}, " + ok + "}", "post: {" + ok + "}", []string{`body extra body: "id, kind" "" 0/0`}},
		"statuses": {
			"post: {responses: {200: {description: d}, 202: {description: d}}}", "post: {responses: {'200': {description: d}, '201': {description: d}, '404': {description: d}, default: {description: d}}}",
			[]string{`status missing status: "" "404, default" 2/3`, `status missing status/201: "" "201" 1/3`, `status extra status/202: "202" "" 3/3`},
		},
		"piece": {
			"get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}}}",
			"get: {parameters: [{name: append_to_response, in: query, schema: {type: array, items: {type: string, enum: [credits]}}}], responses: {'200': {content: {application/json: {schema: {allOf: [{$ref: '#/components/schemas/Row'}], properties: {credits: {type: object}}}}}}}}",
			[]string{`parameter missing query/append_to_response: "" "array" 0/0`, `piece missing response/credits: "" "object" 1/2`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var responses []recorded.Response
			for _, status := range []int{201, 404, 500} {
				responses = append(responses, recorded.Response{Method: "POST", Path: "/3/movie/{movie_id}", Status: status, Date: "2026", Body: []byte(`{}`)})
			}
			responses = append(responses, response200(`{"id":1,"credits":{}}`), response200(`{"id":1}`))
			r, err := compare(written(test.official), written(test.spec), responses, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(r); !slices.Equal(got, test.want) {
				t.Errorf("differences\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// TestEvidence: what is old, and what nobody received, is none.
func TestEvidence(t *testing.T) {
	t.Parallel()
	old, example := response200(`{"id":null}`), response200(`{"id":null}`)
	old.Date, example.Kind = "2019", "example"
	r, err := compare(get("{type: object, properties: {id: {type: integer}}}"), get("{type: object, properties: {id: {type: integer, nullable: true}}}"),
		[]recorded.Response{old, example, response200(`{"id":1}`)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(r), []string{`null response/id: "integer" "integer, null" 0/1`}; !slices.Equal(got, want) || r.Responses != 1 {
		t.Errorf("%q of %d responses, want %q of 1", got, r.Responses, want)
	}
}

func TestCompareRefuses(t *testing.T) {
	t.Parallel()
	good := get("{type: object}")
	for name, test := range map[string]struct {
		official, bundle []byte
		want             string
	}{
		"no JSON":             {[]byte("{"), good, "TMDB's file: "},
		"no document":         {[]byte("{}"), good, "TMDB's file: it has no paths"},
		"bundle":              {good, []byte("x: 1"), "the bundle: it has no paths"},
		"reference elsewhere": {get("{$ref: 'x.json'}"), good, `GET /3/movie/{movie_id}: $ref is "x.json"`},
		"reference to none":   {get("{$ref: '#/components/schemas/None'}"), good, "there is no such object"},
		"doubling":            {doubling(), good, "more than 100000 schemas"},
		"body that is none":   {good, good, "r.json: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := response200("{")
			bad.File = "r.json"
			if _, err := compare(test.official, test.bundle, []recorded.Response{bad}, nil); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// doubling is a document whose schemas refer twice to the next, which does so too.
func doubling() []byte {
	data := get("{$ref: '#/components/schemas/S0'}")
	for i := range 40 {
		data = fmt.Appendf(data, "    S%d: {type: object, properties: {a: {$ref: '#/components/schemas/S%d'}, b: {$ref: '#/components/schemas/S%d'}}}\n", i, i+1, i+1)
	}
	return append(data, "    S40: {type: string}\n"...)
}

func FuzzCompare(f *testing.F) {
	good := get("{type: object, properties: {id: {type: integer}}}")
	f.Add(good, `{"id":1}`)
	f.Add(get("{allOf: [{$ref: '#/components/schemas/Self'}], nullable: true, oneOf: [{type: 'null'}]}"), `[1.5,null]`)
	f.Add([]byte(`{"paths":{"/a":{"get":{"parameters":[1],"responses":{"200":{"$ref":"#/paths"}}}}}}`), `"`)
	f.Fuzz(func(t *testing.T, official []byte, body string) {
		r, err := compare(official, good, []recorded.Response{response200(body)}, nil)
		if err == nil {
			r.Text()
		}
	})
}
