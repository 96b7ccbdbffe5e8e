package wrapper

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestBestImage(t *testing.T) {
	t.Parallel()
	images := []gen.Image{
		{FilePath: "/en-low.jpg", LanguageCode: "en", VoteAverage: 5.1},
		{FilePath: "/en-high.jpg", LanguageCode: "en", VoteAverage: 5.6, VoteCount: 3},
		{FilePath: "/en-high-more-votes.jpg", LanguageCode: "en", CountryCode: "US", VoteAverage: 5.6, VoteCount: 9},
		{FilePath: "/en-high-same-votes.jpg", LanguageCode: "en", VoteAverage: 5.6, VoteCount: 9},
		{FilePath: "/pt-PT.jpg", LanguageCode: "pt", CountryCode: "PT", VoteAverage: 9},
		{FilePath: "/pt-BR.jpg", LanguageCode: "pt", CountryCode: "BR", VoteAverage: 1},
		{FilePath: "/bare.jpg", VoteAverage: 7},
		{FilePath: "/xx.jpg", LanguageCode: "xx", VoteAverage: 8},
		{LanguageCode: "de", VoteAverage: 10},
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
		"no such language":             {[]string{"ja", "ko"}, ""},
		"only an image without a file": {[]string{"de"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := BestImage(images, test.languages...)
			if got.FilePath != test.want || ok != (test.want != "") {
				t.Errorf("got %q, %v; want %q", got.FilePath, ok, test.want)
			}
		})
	}
	if images[0].FilePath != "/en-low.jpg" || len(images) != 9 || images[8].LanguageCode != "de" {
		t.Error("the images were changed")
	}
	if _, ok := BestImage(nil, "en"); ok {
		t.Error("there is a best image of none")
	}
}
