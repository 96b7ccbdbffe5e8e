package output

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"plain":               {"Amélie", "Amélie"},
		"lines and tabs":      {" a\r\n\tb  c ", "a b c"},
		"a colour":            {"\x1b[31mred", "[31mred"},
		"the window's title":  {"\x1b]0;owned\a film", "]0;owned film"},
		"C1":                  {"a\u009b31mb\u009d0;x\u009cc\u0085d", "a31mb0;xc d"},
		"a byte of Latin-1":   {"a\x9b31m", "a\ufffd31m"},
		"overrides":           {"a\u202egpj.exe\u202c", "agpj.exe"},
		"isolates":            {"\u2066a\u2069", "a"},
		"marks of direction":  {"שלום\u200f!", "שלום\u200f!"},
		"joiners in an emoji": {"👩\u200d🚀", "👩\u200d🚀"},
		"backspace, delete":   {"abc\b\b\x7f", "abc"},
		"separators":          {"a\u2028b\u2029c", "a b c"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Clean(tt.text); got != tt.want {
				t.Errorf("Clean(%q) is %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31mred\u009b\u202e")
	f.Add("a\xff\u2028\r\nb")
	f.Fuzz(func(t *testing.T, text string) {
		if got := Clean(text); strings.ContainsFunc(got, isControl) || !utf8.ValidString(got) || Clean(got) != got {
			t.Errorf("Clean(%q) is %q", text, got)
		}
		data, err := marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(data, &back); err != nil || utf8.ValidString(text) && back != text {
			t.Errorf("%q is %s in JSON, which is %q: %v", text, data, back, err)
		}
		if strings.ContainsFunc(string(data), isControl) {
			t.Errorf("JSON of %q is %q", text, data)
		}
	})
}
