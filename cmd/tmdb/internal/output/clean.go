package output

import (
	"bytes"
	"fmt"
	"strings"
)

// Clean returns a text in one line without what a terminal would obey. TMDB's texts are anybody's.
func Clean(text string) string { return oneLine(CleanLines(oneLine(text))) }

// oneLine returns text without line breaks and tabs.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// CleanLines returns a text without control characters, but for line breaks and tabs: what is left
// of an escape sequence shows as plain text.
func CleanLines(text string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// isControl reports whether a terminal may do something else at r than show it: the control characters
// of ASCII and those of Latin-1, which are escape sequences as well, and what embeds, overrides or
// isolates a direction of writing, which would turn round the rest of the line.
func isControl(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

// escaped returns JSON in which control characters are escaped: encoding/json does so with those below
// the blank alone. It is the same JSON to a program.
func escaped(data []byte) []byte {
	if !bytes.ContainsFunc(data, isControl) {
		return data
	}
	var b bytes.Buffer
	for _, r := range string(data) {
		if isControl(r) && r != '\n' {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.Bytes()
}

// cleanStrings returns what JSON decodes to with all of its strings without control characters.
func cleanStrings(v any) any {
	switch v := v.(type) {
	case string:
		return CleanLines(v)
	case []any:
		for i := range v {
			v[i] = cleanStrings(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = cleanStrings(v[name])
		}
	}
	return v
}
