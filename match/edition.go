package match

import (
	"strings"
)

// editions are what is sold of one movie several times, as names have it and as it is called. They
// stand behind the title, or between title and year: "Blade.Runner.Directors.Cut.1982".
var editions = []struct {
	re   pattern
	name string
}{
	{edition(`director'?s[ ._-](?:cut|edition|definitive[ ._-]edition)`), "Director's Cut"},
	{edition(`(?:the[ ._-])?final[ ._-]cut`), "Final Cut"},
	{edition(`theatrical(?:[ ._-](?:cut|edition|version|release))?`), "Theatrical Cut"},
	{edition(`extended(?:[ ._-](?:cut|edition|version|collector'?s[ ._-]edition|director'?s[ ._-]cut))?`), "Extended"},
	{edition(`ultimate(?:[ ._-](?:cut|edition|collector'?s[ ._-]edition))`), "Ultimate Edition"},
	{edition(`(?:\d\d(?:th|st|nd|rd)[ ._-])?anniversary[ ._-](?:edition|remaster)`), "Anniversary Edition"},
	{edition(`special[ ._-]edition`), "Special Edition"},
	{edition(`collector'?s[ ._-]edition`), "Collector's Edition"},
	{edition(`criterion(?:[ ._-](?:collection|edition))?`), "Criterion"},
	{edition(`(?:4k[ ._-]|digitally[ ._-])?remastered`), "Remastered"},
	{edition(`restored`), "Restored"},
	{edition(`open[ ._-]matte`), "Open Matte"},
	{edition(`imax(?:[ ._-](?:edition|enhanced))?`), "IMAX"},
	{edition(`(?:unrated|uncensored)(?:[ ._-](?:cut|edition|version))?`), "Unrated"},
	{edition(`uncut`), "Uncut"},
	{edition(`redux`), "Redux"},
	{edition(`despeciali[sz]ed(?:[ ._-]edition)?`), "Despecialized"},
	{edition(`black[ ._-](?:and|&)[ ._-]chrome(?:[ ._-]edition)?`), "Black & Chrome"},
	{edition(`rogue[ ._-]cut`), "Rogue Cut"},
}

func edition(pattern string) pattern {
	return lazily(`(?i)[ ._\-(\[{](?:edition-)?` + pattern + `(?:[ ._\-)\]}]|$)`)
}

// taggedEdition is how Plex writes it: {edition-Open Matte}.
var taggedEdition = lazily(`(?i)\{edition-([^}]*)\}`)

// takeEdition takes the editions out of a text. What has nothing before it is a title: "Uncut
// Gems"; and so is what only an article precedes: "The Final Cut".
func (p *part) takeEdition(text string) string {
	if m := taggedEdition().FindStringSubmatch(text); m != nil {
		p.edition = strings.TrimSpace(m[1])
		text = taggedEdition().ReplaceAllString(text, " ")
	}
	var names []string
	for _, e := range editions {
		loc := e.re().FindStringIndex(text)
		if loc == nil || len(words(text[:loc[0]])) == 0 {
			continue
		}
		names = append(names, e.name)
		text = strings.TrimRight(text[:loc[0]], " ") + " " + strings.TrimLeft(text[loc[1]:], " ")
	}
	if p.edition == "" {
		p.edition = strings.Join(names, ", ")
	}
	return text
}
