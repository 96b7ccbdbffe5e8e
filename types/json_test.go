package types_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

// scalars has a field of each type, as generated structs do.
type scalars struct {
	Date      types.Date      `json:"date,omitzero"`
	Timestamp types.Timestamp `json:"timestamp,omitzero"`
	ImagePath types.ImagePath `json:"image_path,omitzero"`
	ID        types.ID        `json:"id,omitzero"`
	Rating    types.Rating    `json:"rating,omitzero"`
	Value     types.Value     `json:"value,omitzero"`
	Float     types.Float     `json:"float,omitzero"`
	Int       types.Int       `json:"int,omitzero"`
}

// full is what encoding/json makes of a scalars with every field set.
const full = `{"date":"2024-05-31","timestamp":"2024-05-31 12:30:00 UTC","image_path":"/a.jpg","id":"8504076",` +
	`"rating":{"value":8.5},"value":{"a":[1,"b",1.50]},"float":93.49,"int":1080}`

func TestScalarsInStruct(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   string
		want string
	}{
		{"all set", full, full},
		{"absent", `{}`, `{}`},
		{
			"null",
			`{"date":"","timestamp":"","image_path":"","id":null,"rating":null,"value":null,"float":null,"int":null}`,
			`{}`,
		},
		{"empty text", `{"date":"","timestamp":"","image_path":"","id":"","float":""}`, `{}`},
		{
			"not zero though it looks so",
			`{"id":0,"rating":false,"value":false}`,
			`{"id":0,"rating":false,"value":false}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got scalars
			if err := json.Unmarshal([]byte(tt.in), &got); err != nil {
				t.Fatal(err)
			}
			if text := encode(t, got); text != tt.want {
				t.Errorf("encoded again: %s\nwant %s", text, tt.want)
			}
		})
	}
}

func TestNullReplaces(t *testing.T) {
	t.Parallel()
	var got scalars
	for _, text := range []string{
		full,
		`{"date":"","timestamp":"","image_path":"","id":null,"rating":null,"value":null,"float":null,"int":null}`,
	} {
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
	}
	if text := encode(t, got); text != `{}` {
		t.Errorf("after null: %s, want {}", text)
	}
}

// zeros are encoded without omitzero as what TMDB sends for unknown.
func TestEncodeZero(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   any
		want string
	}{
		{"Date", types.Date(""), `""`},
		{"Timestamp", types.Timestamp(""), `""`},
		{"ImagePath", types.ImagePath(""), `""`},
		{"ID", types.ID{}, `null`},
		{"Rating", types.Rating{}, `null`},
		{"Value", types.Value(nil), `null`},
		{"Float", types.Float(0), `0`},
		{"Int", types.Int(0), `0`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := encode(t, tt.in); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestTypeErrorNamesField(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want []string
	}{
		{`{"date":1}`, []string{"number", "scalars.date", "types.Date"}},
		{`{"timestamp":{}}`, []string{"object", "scalars.timestamp", "types.Timestamp"}},
		{`{"image_path":[]}`, []string{"array", "scalars.image_path", "types.ImagePath"}},
		{`{"id":1.5}`, []string{"number", "scalars.id", "types.ID", "an integer, a string or null"}},
		{`{"rating":true}`, []string{"bool", "scalars.rating", "types.Rating", "false, null or an object"}},
		{`{"rating":{"value":"8"}}`, []string{"string", "scalars.rating.value", "float64"}},
		{`{"float":"many"}`, []string{"string", "scalars.float", "types.Float", "a float64"}},
		{`{"rating":{"value":1e999}}`, []string{"number 1e999", "scalars.rating.value", "float64"}},
		{`{"int":1.5}`, []string{"number", "scalars.int", "types.Int", "a whole number"}},
		{`{"int":"1080"}`, []string{"string", "scalars.int", "types.Int", "a whole number"}},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			err := json.Unmarshal([]byte(tt.in), new(scalars))
			if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok {
				t.Fatalf("got %v, want an UnmarshalTypeError", err)
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
		})
	}
}

func TestTypeErrorInList(t *testing.T) {
	t.Parallel()
	var list struct {
		Items []scalars `json:"items"`
	}
	err := json.NewDecoder(strings.NewReader(`{"items":[{"id":1},{"id":true}]}`)).Decode(&list)
	mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		t.Fatalf("got %v, want an UnmarshalTypeError", err)
	}
	// Whether the index is in it depends on the version of Go.
	if !strings.HasPrefix(mismatch.Field, "items.") || !strings.HasSuffix(mismatch.Field, ".id") {
		t.Errorf("field %q, want items….id", mismatch.Field)
	}
}

// unmarshalJSON decodes data by the UnmarshalJSON of v if it has one, and by encoding/json if not.
func unmarshalJSON(data []byte, v any) error {
	if u, ok := v.(json.Unmarshaler); ok {
		return u.UnmarshalJSON(data)
	}
	return json.Unmarshal(data, v)
}

// decodeTest is a case of testDecode.
type decodeTest[T any] struct {
	in   string
	want T
	ok   bool
}

// testDecode decodes each case and encodes it again.
func testDecode[T any](t *testing.T, tests []decodeTest[T], equal func(a, b T) bool) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			var got T
			err := unmarshalJSON([]byte(tt.in), &got)
			if (err == nil) != tt.ok {
				t.Fatalf("error %v, want success %v", err, tt.ok)
			}
			if !equal(got, tt.want) {
				t.Errorf("got %#v, want %#v", got, tt.want)
			}
			roundTrip(t, []byte(tt.in), equal)
		})
	}
}

// roundTrip fails t if data decodes into a T but does not survive being encoded and decoded again.
func roundTrip[T any](t *testing.T, data []byte, equal func(a, b T) bool) {
	t.Helper()
	var first, viaJSON, second T
	err := unmarshalJSON(data, &first)
	if jsonErr := json.Unmarshal(data, &viaJSON); (err == nil) != (jsonErr == nil) {
		t.Fatalf("%q: UnmarshalJSON says %v, json.Unmarshal %v", data, err, jsonErr)
	}
	if err != nil {
		return
	}
	text := encode(t, first)
	if !json.Valid([]byte(text)) {
		t.Fatalf("%q: encoded as %q, which is not JSON", data, text)
	}
	if err := json.Unmarshal([]byte(text), &second); err != nil {
		t.Fatalf("%q: encoded as %q: %v", data, text, err)
	}
	if !equal(first, viaJSON) || !equal(first, second) {
		t.Fatalf("%q: decoded %#v, by encoding/json %#v, and after encoding %#v", data, first, viaJSON, second)
	}
}

// same is equality of comparable types for testDecode and roundTrip.
func same[T comparable](a, b T) bool { return a == b }

// encode returns the JSON of v without the HTML escapes that json.Marshal adds.
func encode(t *testing.T, v any) string {
	t.Helper()
	var buf bytes.Buffer
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(buf.String(), "\n")
}

// checkError fails t unless err is an error that says each of parts.
func checkError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one that says %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}
