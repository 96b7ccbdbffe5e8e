package agent

import (
	"reflect"
	"strings"
	"testing"
)

type testInput struct {
	Title  string   `json:"title" jsonschema:"a title"`
	Kind   string   `json:"kind,omitempty" enum:"movie,tv"`
	Page   int      `json:"page,omitempty" min:"1" max:"500"`
	Rating float64  `json:"rating,omitempty" min:"0.5"`
	Adult  bool     `json:"adult,omitempty"`
	Titles []string `json:"titles,omitempty" min:"1" max:"2"`
	Parts  []string `json:"parts,omitempty" enum:"cast,crew"`
}

func TestDecode(t *testing.T) {
	t.Parallel()
	schema := inputSchema(reflect.TypeFor[testInput]())
	tests := []struct {
		arguments string
		want      testInput
		err       string
	}{
		{arguments: `{"title":"x"}`, want: testInput{Title: "x"}},
		{arguments: ` {"title":"x","kind":null} `, want: testInput{Title: "x"}},
		{arguments: `{"title":"x","page":2.0,"rating":8,"adult":true}`, want: testInput{Title: "x", Page: 2, Rating: 8, Adult: true}},
		{arguments: `{"title":"x","titles":"y","parts":["cast","crew"]}`, want: testInput{Title: "x", Titles: []string{"y"}, Parts: []string{"cast", "crew"}}},
		{arguments: ``, err: "title is missing: want a text"},
		{arguments: `null`, err: "title is missing: want a text"},
		{arguments: `{"title":null}`, err: "title is missing: want a text"},
		{arguments: `[]`, err: "the arguments are no JSON object: want one with title, kind, page, rating, adult, titles, parts"},
		{arguments: `{"title":"x"`, err: "the arguments are no JSON object: want one with title, kind, page, rating, adult, titles, parts"},
		{arguments: `{"Title":"x"}`, err: `"Title" is no argument: want some of title, kind, page, rating, adult, titles, parts`},
		{arguments: `{"title":5}`, err: "title is 5: want a text"},
		{arguments: `{"title":{"a":1}}`, err: "title is an object: want a text"},
		{arguments: `{"title":"` + strings.Repeat("ü", maxText) + `"}`, want: testInput{Title: strings.Repeat("ü", maxText)}},
		{arguments: `{"title":"` + strings.Repeat("ü", maxText+1) + `"}`, err: "title has 2001 characters: want at most 2000"},
		{arguments: `{"title":"x","titles":["` + strings.Repeat("x", maxText+1) + `"]}`, err: "one of titles has 2001 characters: want at most 2000"},
		{arguments: `{"title":"x","kind":"film"}`, err: `kind is "film": want one of movie, tv`},
		{arguments: `{"title":"x","page":0}`, err: "page is 0: want a whole number from 1 to 500"},
		{arguments: `{"title":"x","page":501}`, err: "page is 501: want a whole number from 1 to 500"},
		{arguments: `{"title":"x","page":1.5}`, err: "page is 1.5: want a whole number from 1 to 500"},
		{arguments: `{"title":"x","page":"2"}`, err: `page is "2": want a whole number from 1 to 500`},
		{arguments: `{"title":"x","page":1e999}`, err: "page is 1e999: want a whole number from 1 to 500"},
		{arguments: `{"title":"x","rating":0.4}`, err: "rating is 0.4: want a number of 0.5 or more"},
		{arguments: `{"title":"x","adult":"yes"}`, err: `adult is "yes": want true or false`},
		{arguments: `{"title":"x","titles":[]}`, err: "titles has 0 items: want a list of texts, at most 2"},
		{arguments: `{"title":"x","titles":["a","b","c"]}`, err: "titles has 3 items: want a list of texts, at most 2"},
		{arguments: `{"title":"x","titles":["a",2]}`, err: "one of titles is 2: want a text"},
		{arguments: `{"title":"x","titles":{"a":1}}`, err: "titles is an object: want a list of texts, at most 2"},
		{arguments: `{"title":"x","parts":["stunts"]}`, err: `one of parts is "stunts": want one of cast, crew`},
	}
	for _, tt := range tests {
		t.Run(tt.arguments, func(t *testing.T) {
			t.Parallel()
			var got testInput
			err := decode(schema, []byte(tt.arguments), &got)
			if text := errorText(err); text != tt.err {
				t.Errorf("decode has the error %q, want %q", text, tt.err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("decode has %+v, want %+v", got, tt.want)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestSchema: what a client sees is what is checked.
func TestSchema(t *testing.T) {
	t.Parallel()
	got := marshal(t, inputSchema(reflect.TypeFor[testInput]()))
	want := `{"type":"object","properties":{"title":{"type":"string","description":"a title"},"kind":{"type":"string","enum":["movie","tv"]},` +
		`"page":{"type":"integer","minimum":1,"maximum":500},"rating":{"type":"number","minimum":0.5},"adult":{"type":"boolean"},` +
		`"titles":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2},"parts":{"type":"array","items":{"type":"string","enum":["cast","crew"]}}},` +
		`"required":["title"],"additionalProperties":false}`
	if got != want {
		t.Errorf("the schema is\n%s\nwant\n%s", got, want)
	}
	got = marshal(t, outputSchema(reflect.TypeFor[referenceOutput]()))
	if want := `{"type":"object","properties":{"rows":{"type":"array"}}}`; got != want {
		t.Errorf("the schema of a result is %s, want %s", got, want)
	}
}
