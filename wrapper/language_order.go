package wrapper

import "strings"

// wantedLanguage is a language in a list of languages that a text or an image may be in, the first
// that has one being taken.
type wantedLanguage struct {
	language string
	country  string // "" for any country
}

// languageOrder returns what to look for, in order: "pt-BR" is first Brazil's Portuguese, then that of
// any country. Where a tag of the same language follows, as in zh-TW, zh-HK, the list's own order
// comes before any other country.
func languageOrder(languages []string) []wantedLanguage {
	var order []wantedLanguage
	for i, tag := range languages {
		language, country, _ := strings.Cut(tag, "-")
		if country != "" {
			order = append(order, wantedLanguage{language, country})
			if hasLanguage(languages[i+1:], language) {
				continue
			}
		}
		order = append(order, wantedLanguage{language, ""})
	}
	return order
}

func hasLanguage(languages []string, language string) bool {
	for _, tag := range languages {
		if own, _, _ := strings.Cut(tag, "-"); strings.EqualFold(own, language) {
			return true
		}
	}
	return false
}

func (w wantedLanguage) matches(language, country string) bool {
	return strings.EqualFold(w.language, language) && (w.country == "" || strings.EqualFold(w.country, country))
}
