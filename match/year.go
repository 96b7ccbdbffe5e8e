package match

import (
	"strconv"
	"time"
)

// enclosedYear is a year that can be nothing else: "(1999)", "[1999]".
var enclosedYear = lazily(`[(\[{]((?:18[89]|19\d|20\d)\d)[)\]}]`)

// frontYear is one before the title, as shelves in order of years have it: "(1999) The Matrix".
var frontYear = lazily(`^[ ._]*[(\[]((?:18[89]|19\d|20\d)\d)[)\]][ ._-]*(.*\pL.*)$`)

// endYear is a bare one at the end of a text: "Battlestar Galactica 2004".
var endYear = lazily(`[ ._\-]((?:18[89]|19\d|20\d)\d)[ ._\-]*$`)

// maxYear is the last year in which something can come out that has a name today. Later ones belong
// to the title: "Blade Runner 2049".
func maxYear() int { return time.Now().Year() + 2 }

// takeYear cuts a text at the last enclosed year that has something before it. What follows is of
// the release, but for the rest of names such as "Show (2019) - 03".
func (p *part) takeYear(text string) (head string, ok bool) {
	all := enclosedYear().FindAllStringSubmatchIndex(text, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		if len(words(text[:m[0]])) > 0 {
			p.year, _ = strconv.Atoi(text[m[2]:m[3]])
			p.sureYear = true
			return text[:m[0]], true
		}
	}
	if m := frontYear().FindStringSubmatch(text); m != nil {
		p.year, _ = strconv.Atoi(m[1])
		p.sureYear = true
		return m[2], true
	}
	return text, false
}
