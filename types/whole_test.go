package types_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

// TestWholeNumbers: 28.0 is 28 where a whole number is meant, and nothing else loses a digit.
func TestWholeNumbers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		want  int
		fails bool
	}{
		{`28.0`, 28, false},
		{`-28.000`, -28, false},
		{`0.0`, 0, false},
		{`100`, 100, false},
		{`8.433`, 0, true},
		{`8.430`, 0, true},
		{`1.0e3`, 0, true},
		{`1e10`, 0, true},
		{`"2.0"`, 0, true},
		{`"cut off 1.0`, 0, true},
		{`"\`, 0, true},
		{``, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			var got int
			if err := types.Unmarshal([]byte(tt.in), &got); got != tt.want || (err != nil) != tt.fails {
				t.Errorf("got %d, %v, want %d", got, err, tt.want)
			}
		})
	}
}
