package language

import (
	"strings"
	"testing"
)

func tagsOf(t *testing.T, languages ...string) []Tag {
	t.Helper()
	tags, err := ParseList(languages, true)
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

func of(tag string, texts Texts) Translation {
	language, country, _ := strings.Cut(tag, "-")
	return Translation{Language: language, Country: country, Texts: texts}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	english := Made{"en", "Fight Club"}
	movie := []Translation{
		of("en-US", Texts{Overview: "english", Tagline: "line", Homepage: "https://en.example"}),
		of("pt-PT", Texts{Title: "Clube de Combate", Overview: "de Portugal", Tagline: "frase"}),
		of("pt-BR", Texts{Title: "Clube da Luta", Overview: "do Brasil"}),
		of("de-DE", Texts{Overview: "deutsch"}),
		of("ko-KR", Texts{}),
		of("fr-FR", Texts{Overview: "de France"}),
		of("fr-CA", Texts{Title: "Le Club", Tagline: "du Canada"}),
		of("ja", Texts{Title: "without a country"}),
	}
	for name, test := range map[string]struct {
		languages   []string
		texts, tags Texts
	}{
		"country": {
			[]string{"pt-BR"},
			Texts{Title: "Clube da Luta", Overview: "do Brasil", Tagline: "frase"},
			Texts{Title: "pt-BR", Overview: "pt-BR", Tagline: "pt-PT"},
		},
		"any country": {
			[]string{"pt", "en"},
			Texts{Title: "Clube de Combate", Overview: "de Portugal", Tagline: "frase", Homepage: "https://en.example"},
			Texts{Title: "pt-PT", Overview: "pt-PT", Tagline: "pt-PT", Homepage: "en-US"},
		},
		"a country that is not there": {
			[]string{"pt-AO"},
			Texts{Title: "Clube de Combate", Overview: "de Portugal", Tagline: "frase"},
			Texts{Title: "pt-PT", Overview: "pt-PT", Tagline: "pt-PT"},
		},
		"an empty title is not the original one": {
			[]string{"de", "pt"},
			Texts{Title: "Clube de Combate", Overview: "deutsch", Tagline: "frase"},
			Texts{Title: "pt-PT", Overview: "de-DE", Tagline: "pt-PT"},
		},
		"two countries in the caller's order": {
			[]string{"fr-FR", "fr-CA"},
			Texts{Title: "Le Club", Overview: "de France", Tagline: "du Canada"},
			Texts{Title: "fr-CA", Overview: "fr-FR", Tagline: "fr-CA"},
		},
		"another country before another language": {
			[]string{"fr-FR", "en"},
			Texts{Title: "Le Club", Overview: "de France", Tagline: "du Canada", Homepage: "https://en.example"},
			Texts{Title: "fr-CA", Overview: "fr-FR", Tagline: "fr-CA", Homepage: "en-US"},
		},
		"an empty translation is none": {
			[]string{"ko", "pt-BR"},
			Texts{Title: "Clube da Luta", Overview: "do Brasil", Tagline: "frase"},
			Texts{Title: "pt-BR", Overview: "pt-BR", Tagline: "pt-PT"},
		},
		"original": {
			[]string{Original, "pt"},
			Texts{Title: "Fight Club", Overview: "english", Tagline: "line", Homepage: "https://en.example"},
			Texts{Title: "en", Overview: "en-US", Tagline: "en-US", Homepage: "en-US"},
		},
		"the original's language by its name, in a country that is not there": {
			[]string{"en-GB", "pt"},
			Texts{Title: "Fight Club", Overview: "english", Tagline: "line", Homepage: "https://en.example"},
			Texts{Title: "en", Overview: "en-US", Tagline: "en-US", Homepage: "en-US"},
		},
		"the original title in the end": {
			[]string{"de", "sv"},
			Texts{Title: "Fight Club", Overview: "deutsch"},
			Texts{Title: "en", Overview: "de-DE"},
		},
		"no such language": {[]string{"sv"}, Texts{Title: "Fight Club"}, Texts{Title: "en"}},
		"no such language, then the original": {
			[]string{"sv", Original},
			Texts{Title: "Fight Club", Overview: "english", Tagline: "line", Homepage: "https://en.example"},
			Texts{Title: "en", Overview: "en-US", Tagline: "en-US", Homepage: "en-US"},
		},
		"in another case, without a country": {[]string{"JA"}, Texts{Title: "without a country"}, Texts{Title: "ja"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			texts, tags := Choose(tagsOf(t, test.languages...), movie, english)
			if texts != test.texts || tags != test.tags {
				t.Errorf("got\n\t%+v\n\t%+v\nwant\n\t%+v\n\t%+v", texts, tags, test.texts, test.tags)
			}
		})
	}
}

func TestChooseTitle(t *testing.T) {
	t.Parallel()
	english, korean, chinese, brazilian := Made{"en", "Title"}, Made{"ko", "기생충"}, Made{"zh", "原名"}, Made{"pt", "Cidade"}
	unknown := Made{}
	for name, test := range map[string]struct {
		original          Made
		languages         []string
		list              []Translation
		title, inLanguage string
	}{
		"empty in the first": {
			korean, []string{"es", "en"},
			[]Translation{of("es-ES", Texts{Overview: "sí"}), of("en-US", Texts{Title: "Parasite"})}, "Parasite", "en-US",
		},
		"empty in all": {
			korean, []string{"es", "en"},
			[]Translation{of("es-ES", Texts{Overview: "sí"}), of("en-US", Texts{Overview: "yes"})}, "기생충", "ko",
		},
		"empty in the original's language": {
			korean, []string{"ko-KR", "en"},
			[]Translation{of("en-US", Texts{Title: "Parasite"}), of("ko-KR", Texts{Overview: "네"})}, "기생충", "ko",
		},
		"the original's language, of which nothing is listed": {
			korean, []string{"ko", "en"}, []Translation{of("en-US", Texts{Title: "Parasite"})}, "기생충", "ko",
		},
		"the original's language has another title, too": {
			korean, []string{"ko"}, []Translation{of("ko-KR", Texts{Title: "기생충: 흑백판"})}, "기생충: 흑백판", "ko-KR",
		},
		"the original, for all that": {
			korean, []string{Original}, []Translation{of("ko-KR", Texts{Title: "기생충: 흑백판"})}, "기생충", "ko",
		},
		"the caller's countries first": {
			english, []string{"zh-CN", "zh-SG", "en-US"},
			[]Translation{of("zh-CN", Texts{Overview: "x"}), of("zh-TW", Texts{Title: "TW"}), of("zh-SG", Texts{Title: "SG"})}, "SG", "zh-SG",
		},
		"then the others": {
			english, []string{"zh-CN", "zh-SG", "en-US"},
			[]Translation{of("en-US", Texts{Title: "Title"}), of("zh-SG", Texts{Overview: "x"}), of("zh-TW", Texts{Title: "TW"})}, "TW", "zh-TW",
		},
		"a country in its turn": {
			korean, []string{"zh-CN", "en", "zh-SG"},
			[]Translation{of("zh-SG", Texts{Title: "SG"}), of("en-US", Texts{Title: "Parasite"})}, "Parasite", "en-US",
		},
		"empty for a country of the original's language": {
			chinese, []string{"zh-TW", "zh-CN"},
			[]Translation{of("zh-CN", Texts{Title: "CN"}), of("zh-TW", Texts{Overview: "x"})}, "原名", "zh",
		},
		"another country of the original's language": {
			brazilian, []string{"pt-PT", "en"},
			[]Translation{of("en-US", Texts{Title: "City"}), of("pt-BR", Texts{}), of("pt-PT", Texts{Title: "A Cidade"})}, "A Cidade", "pt-PT",
		},
		"no original, empty":             {unknown, []string{"de", "en"}, []Translation{of("de-DE", Texts{Overview: "x"}), of("en-US", Texts{Title: "Book One"})}, "Book One", "en-US"},
		"no original, none":              {unknown, []string{"de", Original}, []Translation{of("en-US", Texts{Title: "Book One"}), {Texts: Texts{Title: "of no language"}}}, "", ""},
		"no language of the translation": {korean, []string{"de"}, []Translation{{Texts: Texts{Title: "of no language"}}}, "기생충", "ko"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			texts, tags := Choose(tagsOf(t, test.languages...), test.list, test.original)
			if texts.Title != test.title || tags.Title != test.inLanguage {
				t.Errorf("got %q in %q, want %q in %q", texts.Title, tags.Title, test.title, test.inLanguage)
			}
		})
	}
}
