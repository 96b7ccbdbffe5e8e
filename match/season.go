package match

import (
	"strconv"
)

const seasonWord = `(?:season|series|staffel|saison|temporada|stagione)`

// seasonFolder is a folder that says nothing but its season: "Season 01", "S1", "Season 1 (2019)".
var seasonFolder = lazily(`(?i)^(?:` + seasonWord + `[ ._-]*|s)(\d{1,4})(?:[ ._]*[(\[].*)?$`)

// specials are what TMDB has as season 0.
var specials = lazily(`(?i)^specials?$`)

// seasonPack is a season at the end of a title, or before what else there is: "Show.S01.1080p",
// "Show Season 2", "Show - Season 2 (2019)", "Show.S01-S03".
var seasonPack = lazily(`(?i)[ ._\-(\[]+(?:complete[ ._]+)?(?:` + seasonWord + `s?[ ._-]*(\d{1,2})|s(\d{1,2}))(?:[ ._]*-[ ._]*s?\d{1,2})?(?:$|[ ._\-)\]])`)

// ordinalSeason is how anime counts them: "Show 2nd Season".
var ordinalSeason = lazily(`(?i)[ ._-]+(\d)(?:st|nd|rd|th)[ ._]season(?:$|[ ._\-)\]])`)

// seasonOf returns the season of a folder that has nothing else to say.
func seasonOf(folder string) (int, bool) {
	if specials().MatchString(folder) {
		return 0, true
	}
	m := seasonFolder().FindStringSubmatch(folder)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// takeSeason cuts a text at the season in it, and returns what is before.
func (p *part) takeSeason(text string) string {
	for _, re := range []pattern{seasonPack, ordinalSeason} {
		m := re().FindStringSubmatchIndex(text)
		if m == nil || len(words(text[:m[0]])) == 0 {
			continue
		}
		for i := 2; i+1 < len(m); i += 2 {
			if m[i] >= 0 {
				n, _ := strconv.Atoi(text[m[i]:m[i+1]])
				p.season = &n
			}
		}
		p.kind = Series
		return text[:m[0]]
	}
	return text
}
