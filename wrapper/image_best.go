package wrapper

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
)

// BestImage returns the image that users voted best among those in the first of the languages that
// has one, and false if none has. A language is a code such as "pt" or "pt-BR", which is first the
// images for Brazil, then all in Portuguese; "null" or "" is an image without text. Without languages
// it is the best of all.
//
// TMDB sends the images of the request's language alone, unless IncludeImageLanguage names the others
// and "null".
func BestImage(images []gen.Image, languages ...string) (gen.Image, bool) {
	if len(languages) == 0 {
		return bestVoted(images)
	}
	for _, wanted := range languageOrder(languages) {
		if isWithoutText(wanted.language) {
			wanted.language = "null"
		}
		matching := slices.DeleteFunc(slices.Clone(images), func(image gen.Image) bool {
			language := image.LanguageCode
			if isWithoutText(language) {
				language = "null"
			}
			return !wanted.matches(language, image.CountryCode)
		})
		if best, ok := bestVoted(matching); ok {
			return best, true
		}
	}
	return gen.Image{}, false
}

// isWithoutText reports whether TMDB marks images without text with a language: it sends null, and
// "xx" on some.
func isWithoutText(language string) bool {
	return language == "" || language == "null" || language == "xx"
}

// bestVoted returns the image with the highest vote average; of equal ones, that with more votes; of
// equal ones again, the first. An image without a file is none.
func bestVoted(images []gen.Image) (best gen.Image, ok bool) {
	for _, image := range images {
		switch {
		case image.FilePath == "":
		case !ok, image.VoteAverage > best.VoteAverage,
			image.VoteAverage == best.VoteAverage && image.VoteCount > best.VoteCount:
			best, ok = image, true
		}
	}
	return best, ok
}
