package types_test

import (
	"encoding/json"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestIntJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want types.Int
		out  string
		bad  bool
	}{
		{in: `1080`, want: 1080, out: `1080`},
		{in: `1080.0`, want: 1080, out: `1080`},
		{in: `-3`, want: -3, out: `-3`},
		{in: `1e3`, want: 1000, out: `1000`},
		{in: `0`, want: 0, out: `0`},
		{in: `null`, want: 0, out: `0`},
		{in: `1080.5`, bad: true},
		{in: `1e300`, bad: true},
		{in: `"1080"`, bad: true},
		{in: `{}`, bad: true},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			var got types.Int
			err := json.Unmarshal([]byte(tt.in), &got)
			if (err != nil) != tt.bad {
				t.Fatalf("error = %v, want one: %t", err, tt.bad)
			}
			if err != nil {
				return
			}
			if got != tt.want || got.Int() != int(tt.want) || got.IsZero() != (tt.want == 0) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			out, err := json.Marshal(got)
			if err != nil || string(out) != tt.out {
				t.Errorf("encoded as %s (%v), want %s", out, err, tt.out)
			}
		})
	}
}

func TestIntNullEmpties(t *testing.T) {
	t.Parallel()
	got := types.Int(7)
	if err := got.UnmarshalJSON([]byte(`null`)); err != nil || got != 0 {
		t.Errorf("got %v (%v), want 0", got, err)
	}
}

func FuzzIntJSON(f *testing.F) {
	for _, seed := range []string{`1080`, `1080.0`, `null`, `-0`, `1e3`, `""`, `{}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second types.Int
		if json.Unmarshal(data, &first) != nil {
			return
		}
		out, err := json.Marshal(first)
		if err != nil {
			t.Fatalf("cannot encode %v: %v", first, err)
		}
		if err := json.Unmarshal(out, &second); err != nil || second != first {
			t.Errorf("%s became %v (%v), was %v", out, second, err, first)
		}
	})
}
