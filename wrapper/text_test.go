package wrapper

import (
	"testing"

	"github.com/tmdb-go/tmdb/internal/language"
)

func TestFallback(t *testing.T) {
	t.Parallel()
	movie := []translation{
		{language: "en", country: "US", overview: "english", tagline: "line", homepage: "https://en.example"},
		{language: "pt", country: "PT", title: "Clube de Combate", overview: "de Portugal", tagline: "frase"},
		{language: "pt", country: "BR", title: "Clube da Luta", overview: "do Brasil"},
		{language: "de", country: "DE", overview: "deutsch"},
		{language: "ko", country: "KR"},
		{language: "fr", country: "FR", title: "Le Club"},
		{language: "ja", title: "without a country"},
	}
	for name, test := range map[string]struct {
		languages []string
		want      Texts
	}{
		"country": {
			[]string{"pt-BR"},
			Texts{Title: Text{"Clube da Luta", "pt-BR"}, Overview: Text{"do Brasil", "pt-BR"}, Tagline: Text{"frase", "pt-PT"}, Homepage: Text{"sent homepage", ""}},
		},
		"any country": {
			[]string{"pt", "en"},
			Texts{Title: Text{"Clube de Combate", "pt-PT"}, Overview: Text{"de Portugal", "pt-PT"}, Tagline: Text{"frase", "pt-PT"}, Homepage: Text{"https://en.example", "en-US"}},
		},
		"a country that is not there": {
			[]string{"pt-AO"},
			Texts{Title: Text{"Clube de Combate", "pt-PT"}, Overview: Text{"de Portugal", "pt-PT"}, Tagline: Text{"frase", "pt-PT"}, Homepage: Text{"sent homepage", ""}},
		},
		"two countries in the caller's order": {
			[]string{"pt-BR", "pt-PT"},
			Texts{Title: Text{"Clube da Luta", "pt-BR"}, Overview: Text{"do Brasil", "pt-BR"}, Tagline: Text{"frase", "pt-PT"}, Homepage: Text{"sent homepage", ""}},
		},
		"without a title it is the original one": {
			[]string{"de", "pt"},
			Texts{Title: Text{"Fight Club", "en"}, Overview: Text{"deutsch", "de-DE"}, Tagline: Text{"frase", "pt-PT"}, Homepage: Text{"sent homepage", ""}},
		},
		"an empty translation is none": {
			[]string{"ko", "fr"},
			Texts{Title: Text{"Le Club", "fr-FR"}, Overview: Text{"sent overview", ""}, Tagline: Text{"sent tagline", ""}, Homepage: Text{"sent homepage", ""}},
		},
		"the next language for each text": {
			[]string{"fr", "de", "en"},
			Texts{Title: Text{"Le Club", "fr-FR"}, Overview: Text{"deutsch", "de-DE"}, Tagline: Text{"line", "en-US"}, Homepage: Text{"https://en.example", "en-US"}},
		},
		"original": {
			[]string{OriginalLanguage, "pt"},
			Texts{Title: Text{"Fight Club", "en"}, Overview: Text{"english", "en-US"}, Tagline: Text{"line", "en-US"}, Homepage: Text{"https://en.example", "en-US"}},
		},
		"no such language": {
			[]string{"sv"},
			Texts{Title: Text{"sent title", ""}, Overview: Text{"sent overview", ""}, Tagline: Text{"sent tagline", ""}, Homepage: Text{"sent homepage", ""}},
		},
		"no such language, then the original": {
			[]string{"sv", OriginalLanguage},
			Texts{Title: Text{"Fight Club", "en"}, Overview: Text{"english", "en-US"}, Tagline: Text{"line", "en-US"}, Homepage: Text{"https://en.example", "en-US"}},
		},
		"in another case, without a country": {
			[]string{"JA"},
			Texts{Title: Text{"without a country", "ja"}, Overview: Text{"sent overview", ""}, Tagline: Text{"sent tagline", ""}, Homepage: Text{"sent homepage", ""}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			title, overview, tagline, homepage := "sent title", "sent overview", "sent tagline", "sent homepage"
			f := fallback{languages: tags(t, test.languages), list: movie, originalTitle: "Fight Club", originalLanguage: "en"}
			got := f.fill(texts{title: &title, overview: &overview, tagline: &tagline, homepage: &homepage})
			if got != test.want {
				t.Errorf("got\n\t%+v\nwant\n\t%+v", got, test.want)
			}
			if title != got.Title.Text || overview != got.Overview.Text || tagline != got.Tagline.Text || homepage != got.Homepage.Text {
				t.Errorf("filled in %q, %q, %q, %q", title, overview, tagline, homepage)
			}
		})
	}
}

// TestFallbackWithoutOriginalTitle: a season or an episode has no original title, so an empty name says
// nothing.
func TestFallbackWithoutOriginalTitle(t *testing.T) {
	t.Parallel()
	list := []translation{
		{language: "de", country: "DE", overview: "deutsch"},
		{language: "en", country: "US", title: "Book One", overview: "english"},
		{title: "of no language"},
	}
	for name, test := range map[string]struct {
		languages []string
		want      Text
	}{
		"the next language": {[]string{"de", "en"}, Text{"Book One", "en-US"}},
		"none":              {[]string{"de"}, Text{"Staffel 1", ""}},
		"unknown original":  {[]string{OriginalLanguage}, Text{"Staffel 1", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			title := "Staffel 1"
			if got := (fallback{languages: tags(t, test.languages), list: list}).fill(texts{title: &title}); got.Title != test.want || title != test.want.Text {
				t.Errorf("got %+v and %q, want %+v", got.Title, title, test.want)
			}
		})
	}
}

// tags returns languages read, OriginalLanguage as the zero Tag.
func tags(t *testing.T, languages []string) []language.Tag {
	t.Helper()
	var list []language.Tag
	for _, text := range languages {
		if text == OriginalLanguage {
			list = append(list, language.Tag{})
			continue
		}
		tag, err := language.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, tag)
	}
	return list
}
