package transport

import (
	"math"
	"testing"
	"time"
)

func TestParseSeconds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want time.Duration
		ok   bool
	}{
		{"0", 0, true},
		{"60", time.Minute, true},
		{"007", 7 * time.Second, true},
		{"2147483647", math.MaxInt32 * time.Second, true},
		{"2147483648", math.MaxInt32 * time.Second, true},
		{"99999999999999999999999", math.MaxInt32 * time.Second, true},
		{"", 0, false},
		{"-1", 0, false},
		{"+1", 0, false},
		{"1.5", 0, false},
		{" 1", 0, false},
		{"1_000", 0, false},
		{"soon", 0, false},
	}
	for _, tt := range tests {
		if got, ok := parseSeconds(tt.in); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}
