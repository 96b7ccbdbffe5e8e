package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// comment turns paragraphs into a Go comment, wrapped, with a newline at its end.
func comment(paragraphs []string) string {
	const width = 100
	var b strings.Builder
	for i, p := range paragraphs {
		if i > 0 {
			b.WriteString("//\n")
		}
		line := "//"
		for word := range strings.FieldsSeq(p) {
			if len(line)+1+len(word) > width && line != "//" {
				b.WriteString(line + "\n")
				line = "//"
			}
			line += " " + word
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// serviceDoc says what a service is for.
func serviceDoc(t tag) []string {
	first, rest := splitParagraphs(t.description)
	return append([]string{t.service + "Service holds the operations of " + t.name + ". " + sentence(first)}, rest...)
}

// methodDoc says what an operation does, where it is in TMDB's API and how it fails.
func methodDoc(op operation) []string {
	first, rest := splitParagraphs(op.description)
	lead := op.goMethod + " " + lowerFirst(first)
	if !startsWithVerb(first) {
		lead = op.goMethod + " is TMDB's “" + op.summary + "”. " + sentence(first)
	}
	paragraphs := append([]string{sentence(lead)}, rest...)
	paragraphs = append(paragraphs,
		"TMDB: "+strings.ToUpper(op.method)+" "+op.path,
		"Errors: "+strings.Join(append(sentinels(op.statuses), "all as *[Error]."), ", "))
	if op.deprecated {
		paragraphs = append(paragraphs, "Deprecated: TMDB advises against this operation.")
	}
	return paragraphs
}

// sentinels returns the errors that the declared statuses become.
func sentinels(statuses []string) []string {
	var list []string
	for _, status := range statuses {
		name := map[string]string{
			"400": "[ErrInvalid]", "401": "[ErrUnauthorized]", "404": "[ErrNotFound]", "422": "[ErrInvalid]",
			"429": "[ErrRateLimited]", "default": "[ErrUnavailable]",
		}[status]
		if name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

func splitParagraphs(text string) (first string, rest []string) {
	all := strings.Split(strings.TrimSpace(text), "\n\n")
	return all[0], all[1:]
}

func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".:!?") {
		return text
	}
	return text + "."
}

// startsWithVerb reports whether text begins like "Returns the movie", so that it goes on after a
// method's name.
func startsWithVerb(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	return slices.Contains(verbs, strings.ToLower(word))
}

var verbs = []string{
	"adds", "answers", "approves", "asks", "changes", "checks", "clears", "creates", "deletes", "ends", "exchanges",
	"finds", "gets", "gives", "lists", "logs", "looks", "makes", "marks", "opens", "puts", "rates", "removes",
	"returns", "says", "searches", "sets", "signs", "starts", "stores", "takes", "tells", "turns", "updates",
	"validates", "verifies",
}

func lowerFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[size:]
}
