package command

import "strings"

// indented returns lines for a help text.
func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }
