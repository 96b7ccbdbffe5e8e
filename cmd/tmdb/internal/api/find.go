package api

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// How much a word counts by where it stands.
const (
	inName    = 4
	inPath    = 3
	inSummary = 2
	inText    = 1
)

// alike are words of people for those of the API.
var alike = map[string]string{
	"film": "movie", "show": "tv", "series": "tv", "television": "tv",
	"actor": "person", "actress": "person", "director": "person", "people": "person", "celebrity": "person",
	"streaming": "watch", "stream": "watch", "justwatch": "watch",
	"poster": "image", "picture": "image", "photo": "image", "logo": "image", "backdrop": "image", "still": "image",
	"trailer": "video", "clip": "video", "teaser": "video",
	"cast": "credit", "crew": "credit", "filmography": "credit",
	"tag": "keyword", "aka": "alternative", "imdb": "external", "wikidata": "external", "tvdb": "external",
	"studio": "company", "channel": "network", "saga": "collection", "franchise": "collection",
	"age": "certification", "mpaa": "certification", "fsk": "certification",
}

// Find returns the readable operations that words are about, the likeliest first.
func Find(words string) []*spec.Operation {
	wanted := stems(words)
	all := Readable()
	places := make([]map[string]float64, len(all))
	have := map[string]int{}
	for i, op := range all {
		places[i] = wordsOf(op)
		for word := range places[i] {
			have[word]++
		}
	}
	type scored struct {
		op    *spec.Operation
		score float64
	}
	var found []scored
	for i, op := range all {
		score, most := 0.0, 0.0
		for _, word := range wanted {
			if weight := places[i][word]; weight > 0 { // a rare word says more
				score += weight * math.Log(1+float64(len(all))/float64(have[word]))
				most = max(most, weight)
			}
		}
		if most <= inText {
			continue
		}
		for _, word := range stems(op.ID) { // a name that says more than is wanted is of something else
			if !slices.Contains(wanted, word) {
				score -= 1
			}
		}
		found = append(found, scored{op, score})
	}
	slices.SortStableFunc(found, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	var ops []*spec.Operation
	for _, one := range found {
		if one.score < found[0].score/3 { // which has little to do with it
			break
		}
		ops = append(ops, one.op)
	}
	return ops
}

// wordsOf returns the words of an operation with how much each counts.
func wordsOf(op *spec.Operation) map[string]float64 {
	all := map[string]float64{}
	add := func(text string, weight float64) {
		for _, word := range stems(text) {
			all[word] = max(all[word], weight)
		}
	}
	add(op.ID, inName)
	add(op.Path, inPath)
	add(op.Summary, inSummary)
	add(readTexts().of(op).Text, inText)
	for _, name := range parameterNames(op) {
		add(name, inText)
	}
	return all
}

// stems returns the words of a text in one form: small, singular, and those of the API.
func stems(text string) []string {
	var all []string
	add := func(word string) {
		if word = stem(word); word != "" && !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	before := ""
	for _, word := range strings.FieldsFunc(kebab(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		add(word)
		if before == "time" { // which the API writes as one word with zones
			add(before + word)
		}
		before = word
	}
	return all
}

func stem(word string) string {
	if other, ok := alike[word]; ok {
		return other
	}
	switch {
	case len(word) < 4 && word != "id" && word != "tv":
		return ""
	case strings.HasSuffix(word, "ies"):
		word = strings.TrimSuffix(word, "ies") + "y"
		if word == "movy" {
			word = "movie"
		}
		if word == "sery" {
			word = "tv"
		}
	case strings.HasSuffix(word, "ed"):
		word = strings.TrimSuffix(word, "d")
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		word = strings.TrimSuffix(word, "s")
	}
	if other, ok := alike[word]; ok {
		return other
	}
	return word
}
