package match

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func lower(s string) string { return strings.ToLower(s) }

// letters that the decomposition of Unicode leaves as they are, as people type them.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "ß", "ss", "æ", "ae", "œ", "oe", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// fold returns the words of a text in lower case, without accents and signs. An apostrophe parts no
// words, "&" is "and", and "½" stays.
func fold(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(letters.Replace(lower(text))) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '`':
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.Mc, r):
			b.WriteRune(r)
		case r == '&', r == '+':
			b.WriteString(" and ")
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// articles stand before a title or not. They are dropped if something is left.
var articles = []string{"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "l", "o"}

// words returns what a title is compared by: its words without an article at the start.
func words(title string) []string {
	list := fold(title)
	if len(list) > 1 && slices.Contains(articles, list[0]) {
		return list[1:]
	}
	if len(list) == 1 && slices.Contains(articles, list[0]) {
		return nil
	}
	return list
}

// numerals are the numbers of sequels as they are written otherwise. "I" is more often a word.
var numerals = map[string]string{
	"ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13",
}

var (
	// counted are the words before the number of a sequel.
	counted = []string{"part", "chapter", "volume", "vol", "episode", "book"}
	// spelled are the numbers in words: "Part Two", "Twelve Monkeys".
	spelled = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)

// plain returns the words of a title with the numbers as digits, and without "part" before them:
// "The Godfather Part II", "Godfather 2". A title does not begin with a numeral: "X-Men" and
// "V for Vendetta" are words.
func plain(title string) []string {
	list := slices.Clone(words(title))
	for i := range list {
		if n := slices.Index(spelled, list[i]); n > 0 {
			list[i] = strconv.Itoa(n)
		}
		if i == 0 {
			continue
		}
		after := slices.Contains(counted, list[i-1])
		if list[i] == "vs" || list[i] == "versus" {
			list[i] = "v"
		}
		if list[i] == "i" && after {
			list[i] = "1"
		}
		// "x" and "v" are numbers at the end or after "part", elsewhere "versus" and a letter.
		if n, ok := numerals[list[i]]; ok && (len(list[i]) > 1 || after || i == len(list)-1) {
			list[i] = n
		}
	}
	for i := len(list) - 2; i > 0; i-- {
		if slices.Contains(counted[:4], list[i]) && isNumber(list[i+1]) {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

func isNumber(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
}

// near is how alike two titles are that differ in nothing but spelling.
const near = 0.97

// alike tells how alike two titles are, 0 to 1. 1 is the same but for case, accents, signs,
// articles and how numbers are written. Less than 0.5 is another title.
func alike(a, b string) float64 {
	x, y := plain(a), plain(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	switch {
	case slices.Equal(x, y):
		return 1
	case typed(x) == typed(y): // "Spider Man" and "Spiderman", "Koenig" and "König"
		return near
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	// The number tells a sequel from the rest of its series, and nothing else does.
	sameNumbers := slices.Equal(numbersOf(x), numbersOf(y))
	switch common := common(x, y); {
	case !sameNumbers && common >= len(x)-1:
		return 0.3
	case slices.Equal(x, y[:len(x)]) && hasSubtitle(a, b, len(x)): // "Dr. Strangelove"
		return 0.8
	case slices.Equal(x, y[len(y)-len(x):]) && hasSubtitle(a, b, len(y)-len(x)): // "A New Hope"
		return 0.75
	case len(x) > 2 && slices.Equal(x, y[:len(x)]): // "The Assassination of Jesse James"
		return 0.7
	case common == len(x): // one has words more
		return 0.2 + 0.6*float64(len(x))/float64(len(y))
	default:
		return 0.9 * max(2*float64(common)/float64(len(x)+len(y))*0.9, closeness(strings.Join(x, " "), strings.Join(y, " ")))
	}
}

// typed returns words as one, without the second letter of umlauts that were typed as two.
func typed(list []string) string { return undotted.Replace(strings.Join(list, "")) }

var undotted = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// hasSubtitle reports whether the longer of two titles is parted by a colon or the like after n
// words, or before an article that is the last of them.
func hasSubtitle(a, b string, n int) bool {
	if len(words(a)) < len(words(b)) {
		a = b
	}
	for _, mark := range []string{": ", " - ", " – ", " or ", " or: ", "... "} {
		if head, _, ok := strings.Cut(a, mark); ok && (len(plain(head)) == n || len(plain(head)) == n-1) {
			return true
		}
	}
	return false
}

func numbersOf(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return !isNumber(w) })
}

// common returns how many words of x are in y, each once.
func common(x, y []string) int {
	rest, n := slices.Clone(y), 0
	for _, w := range x {
		if i := slices.Index(rest, w); i >= 0 {
			rest, n = slices.Delete(rest, i, i+1), n+1
		}
	}
	return n
}

// maxCompared is how many letters of a title are compared one by one.
const maxCompared = 120

// closeness is 1 less the share of letters that have to change to make one text the other.
func closeness(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	x, y = x[:min(len(x), maxCompared)], y[:min(len(y), maxCompared)]
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := diagonal
			if r != s {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return 1 - float64(row[len(y)])/float64(max(len(x), len(y)))
}
