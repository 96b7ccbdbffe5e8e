package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

func TestUnknown(t *testing.T) {
	t.Parallel()
	bundle := get(`{type: object, properties: {
		id: {type: integer}, average: {type: number}, name: {type: string}, tagline: {type: string, nullable: true}, any: {},
		kind: {anyOf: [{$ref: '#/components/schemas/Kind'}, {type: string}]},
		open: {$ref: '#/components/schemas/Open'},
		rows: {type: array, items: {$ref: '#/components/schemas/Row'}},
		countries: {type: object, additionalProperties: {$ref: '#/components/schemas/Row'}}}}`)
	for name, test := range map[string]struct {
		body string
		want []string
	}{
		"nothing":  {`{"id":1,"average":1,"name":"","tagline":null,"any":{"x":1},"kind":"a","rows":[{"id":1}],"countries":{"DE":{"id":1}}}`, nil},
		"field":    {`{"new":[1]}`, []string{"unknown field response/new: array 1/1"}},
		"in a row": {`{"rows":[{"new":1},{"new":2}]}`, []string{"unknown field response/rows[]/new: integer 1/1"}},
		"in a map": {`{"countries":{"DE":{"new":""},"FR":{"id":null}}}`, []string{"unknown type response/countries{}/id: null 1/1", "unknown field response/countries{}/new: string 1/1"}},
		"types":    {`{"id":1.5,"name":null,"average":"1"}`, []string{"unknown type response/average: string 1/1", "unknown type response/id: number 1/1", "unknown type response/name: null 1/1"}},
		"values":   {`{"kind":"c","open":"d"}`, []string{"unknown value response/kind: c 1/1", "unknown value response/open: d 1/1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := unknown(bundle, []recorded.Response{response200(test.body)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := found(r); !slices.Equal(got, test.want) {
				t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// TestUnknownOperations: operations, statuses, and a recording that is too old to tell anything.
func TestUnknownOperations(t *testing.T) {
	t.Parallel()
	old, status, other := response200(`{"x":1}`), response200(`{}`), response200(`{}`)
	old.Date, status.Status, other.Path = "2019", 204, "/3/weather"
	r, err := unknown(get("{type: object}"), []recorded.Response{old, status, response200(`{}`), other}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found(r), []string{"unknown status status: 204 1/2", "unknown operation :  1/1"}; !slices.Equal(got, want) || r.Responses != 3 {
		t.Errorf("%q of %d responses, want %q of 3", got, r.Responses, want)
	}
	known, err := readKnown([]byte("[{name: n, kinds: [unknown status], found: '204', reason: r}]"))
	if err != nil {
		t.Fatal(err)
	}
	r.finish(known)
	if list := r.Unknown(); len(list) != 1 || list[0].Path != "/3/weather" {
		t.Errorf("unknown %+v, want /3/weather", list)
	}
}

func found(r *Report) []string {
	var list []string
	for _, op := range r.Operations {
		for _, d := range op.Differences {
			list = append(list, fmt.Sprintf("%s %s: %s %d/%d", d.Kind, d.Pointer, d.Found, d.Seen, d.Of))
		}
	}
	return list
}
