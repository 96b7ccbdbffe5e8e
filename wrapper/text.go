package wrapper

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// OriginalLanguage stands, in a list of languages, for the one that a movie, a series or a collection
// was made in.
const OriginalLanguage = "null"

// Text is a text and the language it is in.
type Text struct {
	// Text is the text, "" if there is none.
	Text string
	// Language is that of the translation, such as "pt-BR"; that of the original, such as "ja", for an
	// original title; "" for a text that TMDB put there of its own accord.
	Language string
}

// Texts are the texts of a movie, a series, a season, an episode, a person or a collection, each in the
// first language that has it. What such a thing does not have is empty.
type Texts struct {
	Title     Text // the name of a series, a season, an episode or a collection
	Overview  Text
	Tagline   Text
	Homepage  Text // each language may have its own
	Biography Text
}

// translation is the translation of anything.
type translation struct {
	language, country string
	title             string
	overview          string
	tagline           string
	homepage          string
	biography         string
}

func (t translation) isEmpty() bool {
	return t.title+t.overview+t.tagline+t.homepage+t.biography == ""
}

func (t translation) tag() string {
	if t.country == "" {
		return t.language
	}
	return t.language + "-" + t.country
}

// texts are the texts in an answer, to be filled in. nil is one that such a thing does not have.
type texts struct {
	title, overview, tagline, homepage, biography *string
}

// fallback chooses texts among translations.
type fallback struct {
	languages        []string
	list             []translation
	originalTitle    string // "" if such a thing has none
	originalLanguage string
}

// fill replaces each text by that of the first language that has it, and tells which. One that none
// has stays as it is.
func (f fallback) fill(t texts) Texts {
	order := f.order()
	return Texts{
		Title:     f.title(t.title, order),
		Overview:  f.text(t.overview, order, func(t translation) string { return t.overview }),
		Tagline:   f.text(t.tagline, order, func(t translation) string { return t.tagline }),
		Homepage:  f.text(t.homepage, order, func(t translation) string { return t.homepage }),
		Biography: f.text(t.biography, order, func(t translation) string { return t.biography }),
	}
}

// order returns the translations in the order of the languages, without those that hold nothing, of
// which TMDB lists many.
func (f fallback) order() []translation {
	var order []translation
	for _, wanted := range languageOrder(f.languages) {
		isOriginal := wanted.language == OriginalLanguage
		if isOriginal {
			wanted.language = f.originalLanguage
		}
		for _, t := range f.list {
			if wanted.language != "" && wanted.matches(t.language, t.country) && !t.isEmpty() {
				order = append(order, t)
			}
		}
		if isOriginal && f.originalTitle != "" {
			// The original has its title even if TMDB lists no texts in its language.
			order = append(order, translation{language: f.originalLanguage, title: f.originalTitle})
		}
	}
	return order
}

func (f fallback) text(field *string, order []translation, get func(translation) string) Text {
	if field == nil {
		return Text{}
	}
	for _, t := range order {
		if text := get(t); text != "" {
			*field = text
			return Text{text, t.tag()}
		}
	}
	return Text{Text: *field}
}

// title differs from the other texts where there is an original title: a translation leaves its own
// empty if it is the same.
func (f fallback) title(field *string, order []translation) Text {
	if field == nil || f.originalTitle == "" || len(order) == 0 || order[0].title != "" {
		return f.text(field, order, func(t translation) string { return t.title })
	}
	*field = f.originalTitle
	return Text{f.originalTitle, f.originalLanguage}
}

var languageTag = regexp.MustCompile(`^(?:[A-Za-z]{2}(?:-[A-Za-z]{2})?|` + OriginalLanguage + `)$`)

// askTranslations changes the params of details so that the answer holds the translations, too, and is in
// the first of the languages if the caller does not say otherwise.
func askTranslations[A ~string](op *Operation, languages []string, language **string, appended *[]A) error {
	const piece = "translations"
	c := &call{op: op}
	if len(languages) == 0 {
		return c.error(&because{errors.New("languages are none: want at least one, such as pt-BR"), ErrInvalid})
	}
	for _, tag := range languages {
		if !languageTag.MatchString(tag) {
			return c.error(&because{fmt.Errorf("languages hold %.40q: want each like pt, pt-BR or %s for the original", tag, OriginalLanguage), ErrInvalid})
		}
	}
	pieces := splitPieces(*appended) // a copy
	if !slices.Contains(pieces, piece) {
		if len(pieces) >= maxAppends {
			return c.error(&because{fmt.Errorf("append_to_response has %d pieces: want at most %d, to leave room for translations", len(pieces), maxAppends-1), ErrInvalid})
		}
		pieces = append(pieces, piece)
	}
	*appended = pieces
	if first := languages[0]; *language == nil && !strings.EqualFold(first, OriginalLanguage) {
		*language = new(first)
	}
	return nil
}
