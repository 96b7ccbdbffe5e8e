package images_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
)

func TestBest(t *testing.T) {
	t.Parallel()
	list := []gen.Image{
		{FilePath: "/en-low.jpg", LanguageCode: "en", VoteAverage: 5.1},
		{FilePath: "/en-high.jpg", LanguageCode: "en", VoteAverage: 5.6, VoteCount: 3},
		{FilePath: "/en-high-more-votes.jpg", LanguageCode: "en", CountryCode: "US", VoteAverage: 5.6, VoteCount: 9},
		{FilePath: "/en-high-same-votes.jpg", LanguageCode: "en", VoteAverage: 5.6, VoteCount: 9},
		{FilePath: "/pt-PT.jpg", LanguageCode: "pt", CountryCode: "PT", VoteAverage: 9},
		{FilePath: "/pt-BR.jpg", LanguageCode: "pt", CountryCode: "BR", VoteAverage: 1},
		{FilePath: "/bare.jpg", VoteAverage: 7},
		{FilePath: "/xx.jpg", LanguageCode: "xx", VoteAverage: 8},
		{LanguageCode: "de", VoteAverage: 10},
		{FilePath: "/fil.jpg", LanguageCode: "fil", VoteAverage: 1},
	}
	for name, test := range map[string]struct {
		languages []string
		want      types.ImagePath
	}{
		"any":                          {nil, "/pt-PT.jpg"},
		"by average, then count":       {[]string{"en"}, "/en-high-more-votes.jpg"},
		"in another case":              {[]string{"EN"}, "/en-high-more-votes.jpg"},
		"country":                      {[]string{"pt-BR"}, "/pt-BR.jpg"},
		"any country":                  {[]string{"pt"}, "/pt-PT.jpg"},
		"country without an image":     {[]string{"pt-AO"}, "/pt-PT.jpg"},
		"order of the list":            {[]string{"ja", "en", "pt"}, "/en-high-more-votes.jpg"},
		"without text":                 {[]string{"null"}, "/xx.jpg"},
		"without text, empty":          {[]string{"fr", ""}, "/xx.jpg"},
		"without text, the code":       {[]string{"xx"}, "/xx.jpg"},
		"script":                       {[]string{"en-Latn"}, "/en-high-more-votes.jpg"},
		"script and country":           {[]string{"pt-Latn-BR"}, "/pt-BR.jpg"},
		"region of the UN":             {[]string{"pt-019"}, "/pt-PT.jpg"},
		"three letters":                {[]string{"fil"}, "/fil.jpg"},
		"no language at all":           {[]string{"en_US", "klingon", "pt-BR"}, "/pt-BR.jpg"},
		"no such language":             {[]string{"ja", "ko"}, ""},
		"without text, the constant":   {[]string{tmdb.NoLanguage}, "/xx.jpg"},
		"turns that come later":        {[]string{"pt-AO", "en", "pt-PT"}, "/pt-BR.jpg"},
		"before the original":          {[]string{"en", tmdb.OriginalLanguage}, "/en-high-more-votes.jpg"},
		"the original, not known":      {[]string{"ja", tmdb.OriginalLanguage, "en", "null"}, ""},
		"only an image without a file": {[]string{"de"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := images.Best(list, test.languages...)
			if got.FilePath != test.want || ok != (test.want != "") {
				t.Errorf("got %q, %v; want %q", got.FilePath, ok, test.want)
			}
		})
	}
	for name, test := range map[string]struct {
		original  string
		languages []string
		want      types.ImagePath
	}{
		"original":                    {"fil", []string{tmdb.OriginalLanguage}, "/fil.jpg"},
		"original, after others":      {"pt", []string{"ja", "ORIGINAL", "en"}, "/pt-PT.jpg"},
		"original without an image":   {"ja", []string{tmdb.OriginalLanguage, "en"}, "/en-high-more-votes.jpg"},
		"original without a language": {"xx", []string{tmdb.OriginalLanguage}, "/xx.jpg"},
		"original, not known":         {"", []string{tmdb.OriginalLanguage, "en"}, ""},
		"no original asked for":       {"pt", []string{"en"}, "/en-high-more-votes.jpg"},
		"any":                         {"en", nil, "/pt-PT.jpg"},
	} {
		if got, _ := images.BestOf(test.original, list, test.languages...); got.FilePath != test.want {
			t.Errorf("of one in %q, %s: got %q, want %q", test.original, name, got.FilePath, test.want)
		}
	}
	if list[0].FilePath != "/en-low.jpg" || len(list) != 10 || list[8].LanguageCode != "de" {
		t.Error("the images were changed")
	}
	if _, ok := images.Best(nil, "en"); ok {
		t.Error("there is a best image of none")
	}
}
