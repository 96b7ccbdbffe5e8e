package types_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestTexts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, out, text string
		want          types.Texts
		bad           bool
	}{
		{in: `["Media has already been taken"]`, want: types.Texts{"Media has already been taken"}, out: `["Media has already been taken"]`, text: "Media has already been taken"},
		{in: `["a","b"]`, want: types.Texts{"a", "b"}, out: `["a","b"]`, text: "a; b"},
		{in: `"a"`, want: types.Texts{"a"}, out: `["a"]`, text: "a"},
		{in: `""`, out: `null`},
		{in: `null`, out: `null`},
		{in: `[]`, want: types.Texts{}, out: `[]`},
		{in: `{}`, out: `null`},
		{in: `{"a":"b"}`, bad: true},
		{in: `[1]`, bad: true},
		{in: `7`, bad: true},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			got := types.Texts{"before"}
			err := json.Unmarshal([]byte(tt.in), &got)
			if (err != nil) != tt.bad {
				t.Fatalf("error = %v, want one: %t", err, tt.bad)
			}
			if err != nil {
				return
			}
			if !slices.Equal(got, tt.want) || got.String() != tt.text || got.IsZero() != (len(tt.want) == 0) {
				t.Errorf("got %q, %q, zero %t", got, got.String(), got.IsZero())
			}
			if out, err := json.Marshal(got); err != nil || string(out) != tt.out {
				t.Errorf("encoded as %s (%v), want %s", out, err, tt.out)
			}
		})
	}
}
