package language

import "strings"

// Texts are the texts of anything or, for each of them, the language it is in.
type Texts struct {
	Title, Overview, Tagline, Homepage, Biography string
}

// Translation is the texts in a language and for a country, which may be "".
type Translation struct {
	Language, Country string
	Texts
}

// Made is the language that something was made in and its title there, "" if they are not known.
type Made struct{ Language, Title string }

// List returns translations, none of which is nil, as row reads them.
func List[T any](list []T, row func(T) (language, country string, texts Texts)) []Translation {
	translations := make([]Translation, len(list))
	for i, t := range list {
		translations[i].Language, translations[i].Country, translations[i].Texts = row(t)
	}
	return translations
}

// Choose returns each text in the first of the languages that has it, and the tag of the language.
// The zero Tag stands for the language of the original. What none has is "", but for a title: that
// is the original one then.
func Choose(languages []Tag, list []Translation, original Made) (texts, tags Texts) {
	c := chosen{&texts, &tags}
	title := Texts{Title: original.Title}
	for _, wanted := range Order(Resolve(languages, original.Language)) {
		if wanted.original {
			c.take(title, original.Language)
		}
		for _, t := range list {
			if !wanted.Matches(t.Language, t.Country) {
				continue
			}
			c.take(t.Texts, Tag{Language: t.Language, Country: t.Country}.String())
			if strings.EqualFold(wanted.Language, original.Language) {
				c.take(title, original.Language) // a translation leaves its own empty if it is the same
			}
		}
		if wanted.Country == "" && strings.EqualFold(wanted.Language, original.Language) {
			c.take(title, original.Language) // even if TMDB lists no texts in it
		}
	}
	c.take(title, original.Language)
	return texts, tags
}

// chosen is what has been found so far.
type chosen struct{ texts, tags *Texts }

// take takes of the texts in a language those that are still missing.
func (c chosen) take(texts Texts, tag string) {
	have, from, in := c.texts.fields(), texts.fields(), c.tags.fields()
	for i := range have {
		if *have[i] == "" && *from[i] != "" {
			*have[i], *in[i] = *from[i], tag
		}
	}
}

func (t *Texts) fields() [5]*string {
	return [5]*string{&t.Title, &t.Overview, &t.Tagline, &t.Homepage, &t.Biography}
}
