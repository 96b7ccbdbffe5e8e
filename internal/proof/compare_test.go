package proof

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		sent, got string
		want      []string
	}{
		{name: "same", sent: `{"a":1,"b":["x",true,null],"c":{}}`, got: `{"c":{},"b":["x",true,null],"a":1}`},
		{name: "lost field", sent: `{"a":{"b":"x"}}`, got: `{"a":{}}`, want: []string{`lost /a/b: "x"`}},
		{name: "lost zeros", sent: `{"a":0,"b":false}`, got: `{}`, want: []string{"lost /a: 0", "lost /b: false"}},
		{name: "lost empty list and object", sent: `{"a":[],"b":{}}`, got: `{"b":null}`, want: []string{"lost /a: []", "lost /b: {}"}},
		{name: "lost element", sent: `[{"a":1},{"a":2}]`, got: `[{"a":1}]`, want: []string{`lost /1: {"a":2}`}},
		{name: "lost below a map", sent: `{"US":{"rent":[{"id":8}]}}`, got: `{"US":{"rent":[{}]}}`, want: []string{"lost /US/rent/0/id: 8"}},
		{name: "slash and tilde in a name", sent: `{"watch/providers":{"a~b":1}}`, got: `{"watch/providers":{}}`, want: []string{"lost /watch~1providers/a~0b: 1"}},
		{name: "name in another case", sent: `{"ID":1}`, got: `{"id":1}`, want: []string{"lost /ID: 1", "invented /id: 1"}},

		{name: "changed text", sent: `{"a":"x"}`, got: `{"a":"y"}`, want: []string{`changed /a: "y", was "x"`}},
		{name: "changed bool", sent: `{"a":true}`, got: `{"a":false}`, want: []string{"changed /a: false, was true"}},
		{name: "changed type", sent: `{"a":"8"}`, got: `{"a":8}`, want: []string{`changed /a: 8, was "8"`}},
		{name: "false for an object", sent: `{"a":false}`, got: `{"a":{"value":0}}`, want: []string{`changed /a: {"value":0}, was false`}},
		{name: "empty object for a list", sent: `{"a":{},"b":[]}`, got: `{"a":[],"b":{}}`},
		{name: "no number", sent: `{"a":null}`, got: `{"a":-1}`},
		{name: "number of nothing", sent: `{"a":0}`, got: `{"a":-1}`, want: []string{`changed /a: -1, was 0`}},
		{name: "another name", sent: `{"title":"a"}`, got: `{"title":"a","name":"a"}`},
		{name: "a name from nowhere", sent: `{"title":"a"}`, got: `{"title":"a","name":"b"}`, want: []string{`invented /name: "b"`}},
		{name: "object for a list", sent: `{"a":{"b":1}}`, got: `{"a":[]}`, want: []string{`changed /a: [], was {"b":1}`}},

		{name: "null, empty and absent", sent: `{"a":null,"b":"","d":["",null]}`, got: `{"b":null,"c":"","d":[null,""]}`},
		{name: "zeros for nothing", sent: `{"a":null,"b":""}`, got: `{"a":0,"b":false,"c":[],"d":0.0}`},
		{name: "invented", sent: `{"a":null}`, got: `{"a":1,"b":"x","c":true,"d":[0]}`, want: []string{
			"invented /a: 1", `invented /b: "x"`, "invented /c: true", "invented /d: [0]",
		}},
		{name: "invented object", sent: `{}`, got: `{"a":{}}`, want: []string{"invented /a: {}"}},
		{name: "invented element", sent: `[1]`, got: `[1,2]`, want: []string{"invented /1: 2"}},

		{name: "integer with a fraction", sent: `[8.0,8,1e3]`, got: `[8,8.00,1000]`},
		{name: "shortest float", sent: `[2.2999999999999998,7.30]`, got: `[2.3,7.3]`},
		{name: "float32", sent: `[8.433]`, got: `[8.4329996]`, want: []string{"changed /0: 8.4329996, was 8.433"}},
		{name: "large integers", sent: `[2923706026,9007199254740993]`, got: `[2923706026,9007199254740992]`, want: []string{
			"changed /1: 9007199254740992, was 9007199254740993",
		}},
		{name: "large integer as a float", sent: `[12345678901234567890]`, got: `[1.2345678901234567e19]`, want: []string{
			"changed /0: 1.2345678901234567e19, was 12345678901234567890",
		}},

		{name: "instants", sent: `["2024-05-31 12:30:00 UTC","2024-05-31T12:30:00.000Z"]`, got: `["2024-05-31T12:30:00Z","2024-05-31T14:30:00+02:00"]`},
		{name: "other instant", sent: `["2024-05-31T12:30:00.001Z"]`, got: `["2024-05-31T12:30:00Z"]`, want: []string{
			`changed /0: "2024-05-31T12:30:00Z", was "2024-05-31T12:30:00.001Z"`,
		}},
		{name: "date for an instant", sent: `["2024-05-31T00:00:00Z"]`, got: `["2024-05-31"]`, want: []string{
			`changed /0: "2024-05-31", was "2024-05-31T00:00:00Z"`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			diffs, err := compare("", []byte(test.sent), []byte(test.got))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range diffs {
				got = append(got, d.String())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("compare(%s, %s)\n got %q\nwant %q", test.sent, test.got, got, test.want)
			}
		})
	}
}

func TestCompareRefusesWhatIsNoJSON(t *testing.T) {
	t.Parallel()
	for _, test := range [][2]string{{`<html>`, `{}`}, {`{}`, `{"a":`}} {
		if _, err := compare("", []byte(test[0]), []byte(test[1])); err == nil {
			t.Errorf("compare(%s, %s) has no error", test[0], test[1])
		}
	}
}
