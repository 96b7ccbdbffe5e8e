package types_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

var floatTests = []decodeTest[types.Float]{
	{`null`, 0, true},
	{`""`, 0, true},
	{`0`, 0, true},
	{`93.49`, 93.49, true},
	{`"93.49"`, 93.49, true},
	{` "93.4900000000000" `, 93.49, true},
	{`8.433`, 8.433, true},
	{`7`, 7, true},
	{`-1.5e-9`, -1.5e-9, true},
	{`"1e3"`, 1000, true},
	{`1e400`, 0, false},
	{`"1e400"`, 0, false},
	{`"many"`, 0, false},
	{`"NaN"`, 0, false},
	{`"Inf"`, 0, false},
	{`"0x10"`, 0, false},
	{`"1_000"`, 0, false},
	{`"true"`, 0, false},
	{`"\"1\""`, 0, false},
	{`true`, 0, false},
	{`[]`, 0, false},
	{`{}`, 0, false},
	{``, 0, false},
	{`"1`, 0, false},
}

func TestFloatJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, floatTests, same)
}

func TestFloatEncode(t *testing.T) {
	t.Parallel()
	for _, number := range []float64{0, 7, 93.49, 1e21, 1e-7, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		want := encode(t, number)
		if got := encode(t, types.Float(number)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, number := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if text, err := json.Marshal(types.Float(number)); err == nil {
			t.Errorf("%v: encoded as %s", number, text)
		}
	}
}

func TestFloat(t *testing.T) {
	t.Parallel()
	if got := types.Float(93.49).Float64(); got != 93.49 {
		t.Errorf("Float64: %v", got)
	}
	if !types.Float(0).IsZero() || types.Float(93.49).IsZero() {
		t.Error("IsZero is wrong")
	}
}

func FuzzFloatJSON(f *testing.F) {
	for _, tt := range floatTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.Float]) })
}
