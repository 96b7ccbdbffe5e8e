package handlers

import (
	"slices"
	"testing"
)

func TestFold(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Amélie", []string{"amelie"}},
		{"  THE  Matrix ", []string{"the", "matrix"}},
		{"Spider-Man: No Way Home", []string{"spider", "man", "no", "way", "home"}},
		{"Schindler's List", []string{"schindlers", "list"}},
		{"Schindler’s List", []string{"schindlers", "list"}},
		{"Æon Flüx Œuvre Straße Łódź", []string{"aeon", "flux", "oeuvre", "strasse", "lodz"}},
		{"İstanbul", []string{"istanbul"}},
		{"千と千尋の神隠し", []string{"千と千尋の神隠し"}},
		{"Cafe\u0301", []string{"cafe"}},
		{"WALL·E 2", []string{"wall", "e", "2"}},
	}
	for _, tt := range tests {
		if got := fold(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("fold(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
