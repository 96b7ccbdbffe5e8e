package config

import (
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestCodes: all countries and languages that TMDB lists are known, and those that people take for some are not.
func TestCodes(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t))
	countries, err := client.Configuration.Countries(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, country := range *countries {
		if !IsCountry(country.CountryCode) {
			t.Errorf("%s (%s) is no country", country.CountryCode, country.EnglishName)
		}
	}
	languages, err := client.Configuration.Languages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range *languages {
		if !IsLanguage(language.LanguageCode) {
			t.Errorf("%s (%s) is no language", language.LanguageCode, language.EnglishName)
		}
	}
	translations, err := client.Configuration.PrimaryTranslations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, locale := range *translations {
		if !isLocale(locale) {
			t.Errorf("%s is no locale", locale)
		}
	}
	for _, code := range []string{"", "UK", "EL", "EU", "EN", "XX", "de", "DEU"} {
		if IsCountry(code) {
			t.Errorf("%q is a country", code)
		}
	}
	for _, code := range []string{"", "jp", "cz", "dk", "DE", "ger"} {
		if IsLanguage(code) {
			t.Errorf("%q is a language", code)
		}
	}
}
