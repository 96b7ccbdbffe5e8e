package types_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

type (
	// row and page have a field of each kind that responses have.
	row struct {
		ID     int               `json:"id"`
		Name   string            `json:"name"`
		Genres []int             `json:"genres"`
		Names  map[string]string `json:"names"`
		Votes  types.Float       `json:"votes"`
		Number int               `json:"season_number" null:"-1"`
	}
	page struct {
		Results []row            `json:"results"`
		Map     map[string][]row `json:"map"`
		First   row              `json:"first"`
		Last    *row             `json:"last"`
		Row     *row             `json:"row" append:"row"`
		Page    *page            `json:"page" append:"page"`
	}
	// open keeps what it has no field for, as series keep their seasons.
	open struct {
		Genres               []int                      `json:"genres"`
		Row                  *row                       `json:"row" append:"row"`
		AdditionalProperties map[string]json.RawMessage `json:"-"`
	}
)

func (o *open) UnmarshalJSON(data []byte) error {
	type plain open
	if err := json.Unmarshal(data, (*plain)(o)); err != nil {
		return err
	}
	if err := json.Unmarshal(data, &o.AdditionalProperties); err != nil {
		return err
	}
	delete(o.AdditionalProperties, "genres")
	delete(o.AdditionalProperties, "row")
	return nil
}

func TestUnmarshal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     page
	}{
		{"as it should be", `{"results":[{"id":1,"genres":[2],"names":{"a":"b"},"season_number":3}],"last":{"id":4}}`,
			page{Results: []row{{ID: 1, Genres: []int{2}, Names: map[string]string{"a": "b"}, Number: 3}}, Last: &row{ID: 4}}},
		{"empty lists as objects", `{"results":{},"map":{"a":{}},"first":{"id":1,"genres":{}}}`,
			page{Results: []row{}, Map: map[string][]row{"a": {}}, First: row{ID: 1, Genres: []int{}}}},
		{"empty objects as lists", `{"results":[{"id":1,"names":[]}],"map":[ ],"first":[],"last":[]}`,
			page{Results: []row{{ID: 1, Names: map[string]string{}}}, Map: map[string][]row{}}},
		{"nothing as false and text", `{"results":false,"map":"","first":false,"last":"","row":false}`,
			page{Results: []row{}, Map: map[string][]row{}}},
		{"lists with numbers", `{"results":{"10":{"id":3},"0":{"id":1},"2":{"id":2}},"first":{"genres":{"1":18}}}`,
			page{Results: []row{{ID: 1}, {ID: 2}, {ID: 3}}, First: row{Genres: []int{18}}}},
		{"lists in an object", `{"results":{"rows":[{"id":1}]},"first":{"genres":{"a":[]}}}`,
			page{Results: []row{{ID: 1}}, First: row{Genres: []int{}}}},
		{"objects in a list", `{"first":[{"id":1}],"last":[{"id":2}],"row":[{"id":3}]}`,
			page{First: row{ID: 1}, Last: &row{ID: 2}, Row: &row{ID: 3}}},
		{"whole numbers", `{"first":{"id":28.0},"results":[{"genres":[18.00]}]}`,
			page{First: row{ID: 28}, Results: []row{{Genres: []int{18}}}}},
		{"no number", `{"first":{"id":1,"season_number": null},"results":[{"season_number":null},{"season_number":0},{}]}`,
			page{First: row{ID: 1, Number: -1}, Results: []row{{Number: -1}, {}, {}}}},
		{"text that looks like no number", `{"first":{"name":"\"season_number\":null","season_number":0}}`,
			page{First: row{Name: `"season_number":null`}}},
		{"null", `{"results":null,"map":null,"first":null,"last":null,"page":null}`, page{}},
		{"odd pieces", `{"first":{"id":1},"row":5,"page":{"results":[{"id":"x"}]}}`, page{First: row{ID: 1}}},
		{"an odd piece of a piece", `{"page":{"first":{"id":1,"genres":{}},"row":["a"]}}`,
			page{Page: &page{First: row{ID: 1, Genres: []int{}}}}},
		{"a piece that failed", `{"first":{"id":1},"row":{"success": false,"status_message":"no"},"page":{"status_code":34}}`,
			page{First: row{ID: 1}}},
		{"no piece that failed", `{"first":{"name":"success"},"row":{"success":true,"id":2}}`,
			page{First: row{Name: "success"}, Row: &row{ID: 2}}},
		{"a piece that is an empty list", `{"row":[]}`, page{}},
		{"an odd number in quotes", `{"first":{"votes":"8.5","genres":{}}}`, page{First: row{Votes: 8.5, Genres: []int{}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got page
			if err := types.Unmarshal([]byte(tt.in), &got); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestUnmarshalKeepsOthers(t *testing.T) {
	t.Parallel()
	var got open
	if err := types.Unmarshal([]byte(`{"genres":{},"row":7,"season/1":[],"null":null}`), &got); err != nil {
		t.Fatal(err)
	}
	want := open{Genres: []int{}, AdditionalProperties: map[string]json.RawMessage{"season/1": json.RawMessage(`[]`), "null": json.RawMessage(`null`)}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestUnmarshalTopLevel(t *testing.T) {
	t.Parallel()
	list, object := []int{9}, map[string]int{"a": 9}
	if err := types.Unmarshal([]byte(`{}`), &list); err != nil || list == nil || len(list) != 0 {
		t.Errorf("list: %v, %v", list, err)
	}
	if err := types.Unmarshal([]byte(`[]`), &object); err != nil || object == nil || len(object) != 0 {
		t.Errorf("object: %v, %v", object, err)
	}
	var value any
	if err := types.Unmarshal([]byte(`{"season_number":null}`), &value); err != nil || value == nil {
		t.Errorf("value: %v, %v", value, err)
	}
}

// TestUnmarshalErrors wants errors for what is not meant by anything, with the field that it is in.
func TestUnmarshalErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want, field string }{
		{`[]`, "array", ""}, // a whole response is no empty list
		{`[{"first":{}}]`, "array", ""},
		{`{"results":[[]]}`, "array", "results"},
		{`{"results":{"a":{}}}`, "object", "results"},
		{`{"results":7}`, "number", "results"},
		{`{"first":{"id":"x"}}`, "string", "first.id"},
		{`{"first":{"genres":{},"id":"x"}}`, "string", "first.id"},
		{`{"first":{"id":28.5}}`, "number 28.5", "first.id"},
		{`{"first":{"votes":[]}}`, "array", "first.votes"},
		{`{"map":{"US":[{"name":5}]}}`, "number", "map.name"},
		{`{"map":[1]}`, "array", "map"},
		{`{"first":[1]}`, "array", "first"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			err := types.Unmarshal([]byte(tt.in), new(page))
			checkError(t, err, tt.want)
			if mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok || mismatch.Field != tt.field {
				t.Errorf("%v is in %q, want %q", err, mismatch.Field, tt.field)
			}
		})
	}
	for _, in := range []string{``, `{`, `{"results":{}`, `{"results":}`} {
		if err := types.Unmarshal([]byte(in), new(page)); err == nil || errors.As(err, new(*json.UnmarshalTypeError)) {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, v := range []any{nil, page{}, (*page)(nil)} {
		if _, ok := errors.AsType[*json.InvalidUnmarshalError](types.Unmarshal([]byte(`{"results":{}}`), v)); !ok {
			t.Errorf("no InvalidUnmarshalError for %T", v)
		}
	}
}

// FuzzUnmarshal wants everything that encoding/json takes to be the same, no panic, and no error for
// what was decoded and encoded again.
func FuzzUnmarshal(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `[]`, `{}`, `{"results":{}}`, `{"results":{"1":{"id":28.0}},"map":[]}`, `{"first":{"season_number":null}}`,
		`{"row":5,"page":{"page":[],"results":[{"votes":"1"}]}}`, `{"last":false,"first":""}`, `{"map":{"":{"0":[]}}}`, `{"results":{"-1":1}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var strict, got, again page
		strictErr, err := json.Unmarshal(data, &strict), types.Unmarshal(data, &got)
		if err != nil {
			if strictErr == nil {
				t.Fatalf("%q: %v, encoding/json takes it", data, err)
			}
			return
		}
		text := encode(t, got)
		if err := types.Unmarshal([]byte(text), &again); err != nil {
			t.Fatalf("%q: encoded as %q: %v", data, text, err)
		}
		if second := encode(t, again); second != text {
			t.Fatalf("%q: encoded as %q, and then as %q", data, text, second)
		}
	})
}
