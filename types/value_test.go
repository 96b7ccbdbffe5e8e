package types_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestValue(t *testing.T) {
	t.Parallel()
	// A nil field means that its method answers false.
	tests := []struct {
		in    types.Value
		kind  types.Kind
		text  *string
		n     *int64
		float *float64
		truth *bool
	}{
		{in: nil, kind: types.KindUnknown},
		{in: types.Value(`null`), kind: types.KindUnknown},
		{in: types.Value(` null `), kind: types.KindUnknown},
		{in: types.Value(`not JSON`), kind: types.KindUnknown},
		{in: types.Value(`"Fight \"Club\""`), kind: types.KindString, text: new(`Fight "Club"`)},
		{in: types.Value(`""`), kind: types.KindString, text: new("")},
		{in: types.Value(`"cut`), kind: types.KindString},
		{in: types.Value(`550`), kind: types.KindNumber, n: new(int64(550)), float: new(550.0)},
		{in: types.Value(` -9223372036854775808`), kind: types.KindNumber, n: new(int64(math.MinInt64)), float: new(float64(math.MinInt64))},
		{in: types.Value(`9223372036854775808`), kind: types.KindNumber, float: new(9223372036854775808.0)},
		{in: types.Value(`8.50`), kind: types.KindNumber, float: new(8.5)},
		{in: types.Value(`5.0`), kind: types.KindNumber, float: new(5.0)},
		{in: types.Value(`1e400`), kind: types.KindNumber},
		{in: types.Value(`true`), kind: types.KindBool, truth: new(true)},
		{in: types.Value(`false`), kind: types.KindBool, truth: new(false)},
		{in: types.Value(`[1]`), kind: types.KindArray},
		{in: types.Value(`{"a":1}`), kind: types.KindObject},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			if got := tt.in.Kind(); got != tt.kind {
				t.Errorf("Kind: %v, want %v", got, tt.kind)
			}
			text, ok := tt.in.Text()
			checkScalar(t, "Text", text, ok, tt.text)
			n, ok := tt.in.Int()
			checkScalar(t, "Int", n, ok, tt.n)
			float, ok := tt.in.Float()
			checkScalar(t, "Float", float, ok, tt.float)
			truth, ok := tt.in.Bool()
			checkScalar(t, "Bool", truth, ok, tt.truth)
		})
	}
}

// checkScalar compares what a method of Value returned with want; nil stands for zero and false.
func checkScalar[T comparable](t *testing.T, method string, got T, ok bool, want *T) {
	t.Helper()
	var value T
	if want != nil {
		value = *want
	}
	if got != value || ok != (want != nil) {
		t.Errorf("%s: %v, %v; want %v, %v", method, got, ok, value, want != nil)
	}
}

func TestValueZero(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   types.Value
		zero bool
		text string
	}{
		{nil, true, `null`},
		{types.Value(` `), true, `null`},
		{types.Value(`null`), true, `null`},
		{types.Value(`""`), false, `""`},
		{types.Value(`0`), false, `0`},
		{types.Value(`false`), false, `false`},
		{types.Value(`[]`), false, `[]`},
		{types.Value(`{}`), false, `{}`},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			if got := tt.in.IsZero(); got != tt.zero {
				t.Errorf("IsZero: %v, want %v", got, tt.zero)
			}
			if got := tt.in.String(); got != tt.text {
				t.Errorf("String: %s, want %s", got, tt.text)
			}
			if got := encode(t, tt.in); got != tt.text {
				t.Errorf("JSON: %s, want %s", got, tt.text)
			}
			if raw := tt.in.Raw(); (raw == nil) != tt.zero {
				t.Errorf("Raw: %q", raw)
			}
		})
	}
}

func TestValueRawIsCopy(t *testing.T) {
	t.Parallel()
	value := types.Value(`"a"`)
	value.Raw()[1] = 'b'
	if got, _ := value.Text(); got != "a" {
		t.Errorf("changed to %q", got)
	}
}

func TestValueUnmarshalIsCopy(t *testing.T) {
	t.Parallel()
	data := []byte(`"a"`)
	var value types.Value
	if err := value.UnmarshalJSON(data); err != nil {
		t.Fatal(err)
	}
	data[1] = 'b'
	if got, _ := value.Text(); got != "a" {
		t.Errorf("changed to %q", got)
	}
}

func TestValueDecode(t *testing.T) {
	t.Parallel()
	type image struct {
		Path types.ImagePath `json:"file_path"`
	}
	var got image
	if err := types.Value(`{"file_path":"/a.jpg"}`).Decode(&got); err != nil || got.Path != "/a.jpg" {
		t.Errorf("object: %+v, %v", got, err)
	}
	if err := types.Value(nil).Decode(&got); err != nil || got.Path != "/a.jpg" {
		t.Errorf("unknown: %+v, %v; want it left as it was", got, err)
	}
	checkError(t, types.Value(`[]`).Decode(&got), "array")
	checkError(t, types.Value(`{"file_path`).Decode(&got), "unexpected end")
}

func TestValueOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   any
		want string
	}{
		{"nil", nil, `null`},
		{"text", "<a> & b", `"<a> & b"`},
		{"int", 550, `550`},
		{"struct", struct{ A, B int }{1, 2}, `{"A":1,"B":2}`},
		{"Value", types.Value(`[ 1.50 ]`), `[1.50]`},
		{"RawMessage null", json.RawMessage(`null`), `null`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := types.ValueOf(tt.in)
			if err != nil || got.String() != tt.want {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}

	got, err := types.ValueOf(make(chan int))
	checkError(t, err, "types: ValueOf", "chan int")
	if got != nil {
		t.Errorf("got %s with an error", got)
	}
}

var valueTests = []decodeTest[types.Value]{
	{`null`, nil, true},
	{` null `, nil, true},
	{`""`, types.Value(`""`), true},
	{`"Fight <Club> & \u00e9\/"`, types.Value(`"Fight <Club> & \u00e9\/"`), true},
	{`550`, types.Value(`550`), true},
	{`1.50`, types.Value(`1.50`), true},
	{`12345678901234567890.123456789`, types.Value(`12345678901234567890.123456789`), true},
	{`true`, types.Value(`true`), true},
	{`[ 1 , "a" , null ]`, types.Value(`[1,"a",null]`), true},
	{`{ "b" : 1 , "a" : { "b" : 1 , "b" : 2 } }`, types.Value(`{"b":1,"a":{"b":1,"b":2}}`), true},
	{``, nil, false},
	{`{`, nil, false},
	{`nul`, nil, false},
	{`1 2`, nil, false},
}

func sameValue(a, b types.Value) bool { return bytes.Equal(a, b) }

func TestValueJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, valueTests, sameValue)
}

func TestValueEncodeInvalid(t *testing.T) {
	t.Parallel()
	if text, err := json.Marshal(types.Value(`not JSON`)); err == nil {
		t.Errorf("encoded as %s", text)
	}
}

func FuzzValueJSON(f *testing.F) {
	for _, tt := range valueTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		roundTrip(t, data, sameValue)
		// Nor may the methods panic, JSON or not.
		value := types.Value(data)
		value.Kind()
		value.Text()
		value.Int()
		value.Float()
		value.Bool()
		value.Raw()
		_ = value.Decode(new(any))
	})
}
