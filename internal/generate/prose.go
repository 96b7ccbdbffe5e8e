package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// comment turns paragraphs into a Go comment, wrapped, with a newline at its end. The target of a
// link, which begins with a bracket, stays on a line of its own.
func comment(paragraphs []string) string {
	const width = 100
	var b strings.Builder
	for i, p := range paragraphs {
		if i > 0 && !(strings.HasPrefix(p, "[") && strings.HasPrefix(paragraphs[i-1], "[")) {
			b.WriteString("//\n")
		}
		if strings.HasPrefix(p, "[") {
			b.WriteString("// " + p + "\n")
			continue
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
func serviceDoc(service string, tag *openapi3.Tag) []string {
	first, rest := splitParagraphs(tag.Description)
	return append([]string{service + "Service holds the operations of " + tag.Name + ". " + sentence(first)}, rest...)
}

// methodDoc says what an operation does, where it is in TMDB's API and how it fails.
func methodDoc(op *read.Operation) []string {
	first, rest := splitParagraphs(op.Source.Description)
	lead := op.GoMethod + " " + lowerFirst(first)
	if !startsWithVerb(first) {
		lead = op.GoMethod + " is TMDB's “" + op.Summary + "”. " + sentence(first)
	}
	paragraphs := append([]string{sentence(lead)}, rest...)
	paragraphs = append(paragraphs, place(op),
		"Errors: "+strings.Join(append(sentinels(op.Statuses), "all as *[Error]."), ", "))
	return withLinks(op, paragraphs)
}

// iterDoc says what an iterator yields.
func iterDoc(op *read.Operation) []string {
	twin := "[" + op.Service + "Service." + op.GoMethod + "]"
	end := "An error is an *[Error] like those of " + op.GoMethod + "; it comes once and is the last."
	lead := op.GoMethod + "Iter yields the rows of " + twin + " from params.Page to the last page, or to page 500, which is " +
		"the last that TMDB shows. A row that comes again, because the list moved meanwhile, is left out. " + end
	if op.IgnoresPage {
		lead = op.GoMethod + "Iter yields the rows of " + twin + ", which has one page: TMDB responds with the same " +
			"whatever params.Page is. " + end
	}
	return withLinks(op, []string{lead, place(op)})
}

// place names the path of an operation and links TMDB's own page.
func place(op *read.Operation) string {
	if op.Docs == "" {
		return "TMDB: " + op.String()
	}
	return "TMDB: " + op.String() + ", [" + op.Summary + "]"
}

// withLinks adds what stands at the end of the doc of an operation.
func withLinks(op *read.Operation, paragraphs []string) []string {
	if op.Source.Deprecated {
		reason, _ := op.Source.Extensions["x-deprecated-reason"].(string)
		paragraphs = append(paragraphs, "Deprecated: "+reason)
	}
	if op.Docs != "" {
		paragraphs = append(paragraphs, "["+op.Summary+"]: "+op.Docs)
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
	"adds", "approves", "asks", "changes", "checks", "clears", "creates", "deletes", "ends", "exchanges",
	"finds", "gets", "gives", "lists", "logs", "looks", "makes", "marks", "opens", "puts", "rates", "removes",
	"responds", "returns", "says", "searches", "sets", "signs", "starts", "stores", "takes", "tells", "turns", "updates",
	"validates", "verifies",
}

func lowerFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[size:]
}
