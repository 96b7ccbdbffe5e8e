package types_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestRating(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		in    types.Rating
		value float64
		rated bool
		zero  bool
		text  string
		json  string
	}{
		{"zero", types.Rating{}, 0, false, true, "unknown", `null`},
		{"not rated", types.NotRated(), 0, false, false, "not rated", `false`},
		{"rated", types.Rated(8.5), 8.5, true, false, "8.5", `{"value":8.5}`},
		{"rated 9", types.Rated(9), 9, true, false, "9", `{"value":9}`},
		{"rated 0", types.Rated(0), 0, true, false, "0", `{"value":0}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if value, ok := tt.in.Value(); value != tt.value || ok != tt.rated {
				t.Errorf("Value: %v, %v; want %v, %v", value, ok, tt.value, tt.rated)
			}
			if got := tt.in.IsRated(); got != tt.rated {
				t.Errorf("IsRated: %v, want %v", got, tt.rated)
			}
			if got := tt.in.IsZero(); got != tt.zero {
				t.Errorf("IsZero: %v, want %v", got, tt.zero)
			}
			if got := tt.in.String(); got != tt.text {
				t.Errorf("String: %q, want %q", got, tt.text)
			}
			if got := encode(t, tt.in); got != tt.json {
				t.Errorf("JSON: %s, want %s", got, tt.json)
			}
		})
	}
}

func TestRatingNotFinite(t *testing.T) {
	t.Parallel()
	for _, value := range []float64{math.NaN(), math.Inf(1)} {
		if text, err := json.Marshal(types.Rated(value)); err == nil {
			t.Errorf("%v: encoded as %s", value, text)
		}
	}
}

var ratingTests = []decodeTest[types.Rating]{
	{`null`, types.Rating{}, true},
	{`false`, types.NotRated(), true},
	{` false `, types.NotRated(), true},
	{`{"value":8.5}`, types.Rated(8.5), true},
	{`{"value":9}`, types.Rated(9), true},
	{`{"value":9.0,"rated_at":"2024-05-31"}`, types.Rated(9), true},
	{`{"value":null}`, types.NotRated(), true},
	{`{}`, types.NotRated(), true},
	{`{"value":"8.5"}`, types.Rating{}, false},
	{`{"value":1e400}`, types.Rating{}, false},
	{`true`, types.Rating{}, false},
	{`8.5`, types.Rating{}, false},
	{`"8.5"`, types.Rating{}, false},
	{`[ ]`, types.NotRated(), true},
	{`""`, types.NotRated(), true},
	{`[8.5]`, types.Rating{}, false},
	{``, types.Rating{}, false},
	{`{"value":8.5`, types.Rating{}, false},
}

func TestRatingJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, ratingTests, same)
}

func FuzzRatingJSON(f *testing.F) {
	for _, tt := range ratingTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.Rating]) })
}
