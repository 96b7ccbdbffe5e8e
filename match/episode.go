package match

import (
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

// An episodeRule reads one way to write seasons and episodes. The groups of its expression are
// named: s for the season, e for the episode, more for what follows it in a file of several, a for
// a number counted from the start of the series, y, m and d for a day.
type episodeRule struct {
	example string
	re      pattern
	// yearless rules hold only where no year follows: with one it is a movie.
	yearless bool
}

// Between a number and the next.
const gap = `[ ._]*`

// before and after keep a rule from reading in the middle of a word or a number.
const (
	before = `(?i)(?:^|[^\pL\pN])`
	after  = `(?:$|[^\pL\pN])`
)

// episodeRules in the order in which they are tried: what is unmistakable comes first.
var episodeRules = []episodeRule{
	{example: "Show.S01E02, S01E02E03, S01E02-E04, S01E02-04, s01.e02, S01EP02, S01E02 - S01E03",
		re: lazily(before + `s(?P<s>\d{1,4})` + gap + `-?` + gap + `e(?:p|pisode)?` + gap + `(?P<e>\d{1,4})(?P<more>(?:` + gap + `[-+&~]?` + gap + `(?:s\d{1,4})?ep?\d{1,4}|-\d{1,3}\b)*)`)},
	{example: "Show 1x02, 1x02-03, 1x02x03, [1x02]",
		re: lazily(before + `(?P<s>\d{1,2})x(?P<e>\d{2,3})(?P<more>(?:[-x]\d{2,3}\b|[ ._]*[-+&][ ._]*\d{1,2}x\d{2,3})*)` + after)},
	{example: "Show Season 1 Episode 2, Staffel 1 Folge 2, Saison 1 Épisode 2, Temporada 1 Capítulo 2",
		re: lazily(before + `(?:season|series|staffel|saison|temporada|stagione)` + gap + `(?P<s>\d{1,2})[ ._,-]*(?:episodes?|ep|folge|[ée]pisode|cap[íi]tulo|episodio)` + gap + `(?P<e>\d{1,3})(?P<more>(?:` + gap + `[-&+]` + gap + `\d{1,3})*)` + after)},
	{example: "Show.2024.01.15, Show 2024-01-15, Show 20240115",
		re: lazily(before + `(?P<y>(?:19|20)\d\d)[ ._-]?(?P<m>0[1-9]|1[0-2])[ ._-]?(?P<d>0[1-9]|[12]\d|3[01])` + after)},
	{example: "Show.15.01.2024",
		re: lazily(before + `(?P<d>0[1-9]|[12]\d|3[01])[ ._-](?P<m>0[1-9]|1[0-2])[ ._-](?P<y>(?:19|20)\d\d)` + after)},
	{example: "Show S02 - 05, Show S2 05",
		re: lazily(before + `s(?P<s>\d{1,2})(?:[ ._]+-[ ._]+|[ ._]+)(?P<e>\d{2,3})(?:v\d)?(?P<more>)` + after)},
	{example: "Show 2nd Season - 05",
		re: lazily(before + `(?P<s>\d)(?:st|nd|rd|th)[ ._]season[ ._]+-[ ._]+(?P<e>\d{2,3})(?:v\d)?(?P<more>)` + after)},
	{example: "[Group] Show - 12v2 (1080p), [Group]_Show_-_12-13_[ABCD1234], One Piece - 1015",
		re: lazily(`(?i)[ ._]-[ ._]+(?:ep?|#)?(?P<a>\d{2,4})(?:v\d)?(?P<more>(?:-\d{2,4})?)(?:$|[ ._]*[\[(]|[ ._]-[ ._]|[ ._]end\b|[ ._]+(?:\d{3,4}p|v\d))`), yearless: true},
	{example: "Show Episode 12, Show Ep. 12, Show E12, Show Folge 12",
		re: lazily(before + `(?:episode|ep|e|folge|[ée]pisode|cap[íi]tulo|#)` + `[ ._]*(?P<a>\d{1,4})(?P<more>(?:` + gap + `[-&+]` + gap + `e?\d{1,4}\b)*)` + after), yearless: true},
}

// bareRules are for files in the folder of a season, whose numbers can be nothing else.
var bareRules = []episodeRule{
	{example: "03 - Title, 03. Title, 03, 3 Title, [03] Title",
		re: lazily(`^[ ._\[(]*(?P<e>\d{1,3})(?P<more>(?:-\d{1,3}\b)*)(?:$|[ ._\-\])]+)`)},
	{example: "Show - 03 - Title, Show 03",
		re: lazily(`(?i)[ ._-]+(?:ep?|#)?(?P<e>\d{2,3})(?P<more>(?:-\d{2,3}\b)*)(?:v\d)?(?:$|[ ._]*[-\[(]|[ ._]+\d{3,4}p)`)},
}

// An episodeMark is what a rule read, and where.
type episodeMark struct {
	start, end int
	season     *int
	episodes   []int
	absolute   []int
	date       types.Date
}

// maxSpan is the most episodes that one file is believed to have.
const maxSpan = 40

// findEpisode returns the first mark that a rule reads in a text.
func findEpisode(text string, rules []episodeRule) (episodeMark, bool) {
	for _, rule := range rules {
		m := rule.re().FindStringSubmatchIndex(text)
		if m == nil || rule.yearless && enclosedYear().MatchString(text[m[0]:]) {
			continue
		}
		if mark, ok := rule.mark(text, m); ok {
			return mark, true
		}
	}
	return episodeMark{}, false
}

// mark makes a mark of what an expression found.
func (r *episodeRule) mark(text string, m []int) (episodeMark, bool) {
	group := func(name string) string {
		i := r.re().SubexpIndex(name)
		if i < 0 || m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	number := func(name string) int { n, _ := strconv.Atoi(group(name)); return n }
	mark := episodeMark{start: m[0], end: m[1]}
	if s := group("s"); s != "" {
		mark.season = new(number("s"))
	}
	switch {
	case group("y") != "":
		mark.date = types.NewDate(number("y"), time.Month(number("m")), number("d"))
		return mark, mark.date.Valid()
	case group("a") != "":
		mark.absolute = span(number("a"), group("more"))
		if n := mark.absolute[0]; n == 0 || n > 1900 && group("more") == "" && n <= maxYear() {
			return mark, false // a year, or nothing that is counted from one
		}
	default:
		mark.episodes = span(number("e"), group("more"))
	}
	return mark, true
}

var digits = lazily(`\d+`)

// span returns the episodes that begin with first: "E02E03" and "E02-E03" follow it. Between first
// and last are all if the text is a range. Where the season is said again, it is left out:
// "1x02-1x03", "S01E02-S01E03".
func span(first int, more string) []int {
	list := []int{first}
	more = repeatedS().ReplaceAllString(more, "e")
	ranged := strings.ContainsAny(more, "-~")
	if strings.Contains(more[min(1, len(more)):], "x") && strings.ContainsAny(more, "-+& ") {
		more = repeatedSeason().ReplaceAllString(more, " ")
	}
	for _, text := range digits().FindAllString(more, -1) {
		n, err := strconv.Atoi(text)
		last := list[len(list)-1]
		if err != nil || n <= last || n-first >= maxSpan {
			continue
		}
		if ranged {
			for i := last + 1; i < n; i++ {
				list = append(list, i)
			}
		}
		list = append(list, n)
	}
	return list
}

var (
	repeatedSeason = lazily(`\d{1,2}x`)
	repeatedS      = lazily(`(?i)s\d{1,4}e`)
)
