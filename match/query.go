package match

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A reading is a way to read the title of a name, and what a match with it is worth.
type reading struct {
	title  string
	factor float64
}

func (h *hunt) readings() []reading {
	var list []reading
	for i, title := range h.name.Titles {
		factor := 1.0
		if i > 0 {
			factor = bySecond
		}
		list = append(list, reading{title, factor})
		head, tail, ok := strings.Cut(title, dash)
		if loc := seriesPart().FindStringIndex(title); loc != nil && !ok && h.name.Kind == Series { // "Lupin Part 2"
			head, ok = title[:loc[0]], true
		}
		if ok && h.name.Kind != Series { // "Harry Potter 2 - Harry Potter and the Chamber of Secrets"
			list = append(list, reading{tail[strings.LastIndex(dash+tail, dash):], byTail * factor})
		}
		if ok && (h.name.Kind == Series || h.name.Year != 0) { // "Money Heist - Part 1", "Die Hard 2 - Die Harder (1990)"
			list = append(list, reading{head, byHead * factor})
		}
	}
	return list
}

// seriesPart is at the end of a title what its season is called.
var seriesPart = lazily(`(?i) (?:part|chapter|volume|vol\.?|book) \S+$`)

// dash parts what a title belongs to from the rest of it.
const dash = " - "

type query struct {
	text string
	year int
}

// queries returns what is searched for, the most promising first, each once.
func (h *hunt) queries() []query {
	var list []query
	add := func(text string, year int) {
		if q := (query{text, year}); text != "" && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	for _, title := range h.name.Titles {
		if year := h.name.yearBeside(title); year != 0 {
			add(title, year)
		}
	}
	for _, reading := range h.readings() {
		add(reading.title, 0)
	}
	for _, title := range h.name.Titles {
		for _, other := range otherwise(title) {
			add(other, 0)
		}
	}
	return list
}

// yearBeside returns the year of a name if it is not part of the title.
func (n *Name) yearBeside(title string) int {
	if n.Year != 0 && strings.HasSuffix(title, " "+fmt.Sprint(n.Year)) {
		return 0
	}
	return n.Year
}

// otherwise returns a title as TMDB may have it: with the other of "and" and "&", and with the
// numbers written in another way.
func otherwise(title string) []string {
	list := strings.Fields(title)
	swapped := func(swap func(word string) string) string {
		other := slices.Clone(list)
		for i := range other {
			other[i] = swap(other[i])
		}
		return strings.Join(other, " ")
	}
	var found []string
	for _, other := range []string{
		swapped(func(w string) string {
			switch strings.ToLower(w) {
			case "and":
				return "&"
			case "&":
				return "and"
			case "vs", "versus":
				return "v"
			}
			return w
		}),
		swapped(func(w string) string { return cmp.Or(numerals[strings.ToLower(w)], w) }),
		swapped(func(w string) string {
			for roman, digit := range numerals {
				if digit == w {
					return strings.ToUpper(roman)
				}
			}
			return w
		}),
		swapped(func(w string) string { // "12 Monkeys", "Part 2", "Part II"
			n, err := strconv.Atoi(cmp.Or(numerals[strings.ToLower(w)], w))
			if err != nil || n < 1 || n >= len(spelled) {
				return w
			}
			return spelled[n]
		}),
		elided().ReplaceAllString(title, "$1'$2"),
		umlauts.Replace(title),
		camel().ReplaceAllString(title, "$1 $2"),
	} {
		if other != title {
			found = append(found, other)
		}
	}
	if len(list) > 1 { // "Spiderman Far From Home", "Naruto Shippuuden": the words that are spelled alike
		found = append(found, strings.Join(list[1:], " "), strings.Join(list[:len(list)-1], " "))
	}
	return found
}

var (
	// elided is an article whose apostrophe the name lost: "L.Avventura", "Le destin d Amelie".
	elided = lazily(`(?i)\b([dl]) (\pL)`)
	// camel is where a name lost its spaces: "BreakingBad".
	camel = lazily(`(\p{Ll})(\p{Lu})`)
	// umlauts are written with two letters where a keyboard has none: "Der Koenig der Loewen".
	umlauts = strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü", "Ae", "Ä", "Oe", "Ö", "Ue", "Ü")
)
