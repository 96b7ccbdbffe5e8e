package agent

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClip(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"short":             {" They came. ", "They came."},
		"just right":        {"1234567890123456", "1234567890123456"},
		"between words":     {"They came to ask.", "They came to…"},
		"a sign before":     {"They come on, or do they", "They come on…"},
		"one long word":     {"Donaudampfschiffahrt", "Donaudampfschif…"},
		"some that are not": {"Fünf für dich ab", "Fünf für dich ab"},
		"not Latin, short":  {"千と千尋", "千と千尋"},
		"not Latin, longer": {"千と千尋の神隠し", "千と千尋の神隠…"},
		"not UTF-8":         {"\xff\xfe", "\xff\xfe"},
		"nothing":           {"", ""},
	} {
		if got := clip(tt.text, 16); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func FuzzClip(f *testing.F) {
	f.Add("They came to ask.", 5)
	f.Add("千と千尋の神隠し", 4)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = 2 + max(0, most)%500
		got := clip(text, most)
		if n := utf8.RuneCountInString(got); n > most {
			t.Errorf("%q has %d characters, want %d at most", got, n, most)
		}
		if !strings.HasPrefix(strings.ToValidUTF8(strings.TrimSpace(text), "�"), strings.ToValidUTF8(strings.TrimSuffix(got, "…"), "�")) && utf8.ValidString(text) {
			t.Errorf("%q is no beginning of %q", got, text)
		}
	})
}
