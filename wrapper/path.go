package wrapper

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// checkPathValue returns an error if value, put into a path in place of {name}, could lead to another
// operation: TMDB's edge decodes a path once more and then resolves its dots. The error does not
// repeat the value, which may be a secret.
func checkPathValue(name, value string) error {
	if value == "" {
		return fmt.Errorf("%s is empty: want an id", name)
	}
	texts := []string{value}
	if decoded, err := url.PathUnescape(value); err == nil && decoded != value {
		texts = append(texts, decoded)
	}
	for _, text := range texts {
		switch {
		case strings.TrimSpace(text) == "":
			return fmt.Errorf("%s holds nothing but spaces: want an id", name)
		case strings.ContainsAny(text, `/\`):
			return fmt.Errorf("%s holds a slash or a backslash: want an id", name)
		case text == "." || strings.Contains(text, ".."):
			return fmt.Errorf("%s holds dots that stand for a folder: want an id", name)
		case strings.ContainsFunc(text, unicode.IsControl):
			return fmt.Errorf("%s holds a control character: want an id", name)
		}
	}
	return nil
}
