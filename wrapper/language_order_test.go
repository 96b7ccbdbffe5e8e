package wrapper

import (
	"slices"
	"testing"
)

func TestLanguageOrder(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		languages []string
		want      []wantedLanguage
	}{
		"none":                     {nil, nil},
		"language":                 {[]string{"pt"}, []wantedLanguage{{"pt", ""}}},
		"country":                  {[]string{"pt-BR"}, []wantedLanguage{{"pt", "BR"}, {"pt", ""}}},
		"two languages":            {[]string{"pt-BR", "en"}, []wantedLanguage{{"pt", "BR"}, {"pt", ""}, {"en", ""}}},
		"two of a language":        {[]string{"zh-TW", "zh-HK", "en"}, []wantedLanguage{{"zh", "TW"}, {"zh", "HK"}, {"zh", ""}, {"en", ""}}},
		"any country further down": {[]string{"pt-BR", "en", "PT"}, []wantedLanguage{{"pt", "BR"}, {"en", ""}, {"PT", ""}}},
		"without text":             {[]string{"null", ""}, []wantedLanguage{{"null", ""}, {"", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := languageOrder(test.languages); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
