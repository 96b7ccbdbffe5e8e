package images

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/language"
)

// withoutText is the language of images without text.
const withoutText = "null"

// Best returns the image that users voted best among those in the first of the languages that has
// one, and false if none has. A language is a code such as "pt" or "pt-BR", which is first the
// images for Brazil, then all in Portuguese; of "zh-Hans" and "es-419" the language counts. "null"
// or "" is an image without text. Without languages it is the best of all.
//
// TMDB sends the images of the request's language alone, unless IncludeImageLanguage names the
// others and "null".
func Best(list []gen.Image, languages ...string) (gen.Image, bool) {
	if len(languages) == 0 {
		return bestVoted(list, func(gen.Image) bool { return true })
	}
	for _, wanted := range language.Order(tagsOf(languages)) {
		if best, ok := bestVoted(list, func(image gen.Image) bool {
			return wanted.Matches(languageOf(image.LanguageCode), image.CountryCode)
		}); ok {
			return best, true
		}
	}
	return gen.Image{}, false
}

// tagsOf leaves out what is no language: no image is in it.
func tagsOf(languages []string) []language.Tag {
	var tags []language.Tag
	for _, text := range languages {
		if code := languageOf(text); code == withoutText {
			tags = append(tags, language.Tag{Language: code})
		} else if tag, err := language.Parse(text); err == nil {
			tags = append(tags, tag)
		}
	}
	return tags
}

// languageOf returns a language, withoutText for what stands for that: TMDB sends null, and "xx" on
// some.
func languageOf(code string) string {
	if code == "" || code == "xx" {
		return withoutText
	}
	return code
}

// bestVoted returns the image with the highest vote average of those that are wanted; of equal
// ones, that with more votes; of equal ones again, the first. An image without a file is none.
func bestVoted(list []gen.Image, wanted func(gen.Image) bool) (best gen.Image, ok bool) {
	for _, image := range list {
		switch {
		case image.FilePath == "" || !wanted(image):
		case !ok, image.VoteAverage > best.VoteAverage,
			image.VoteAverage == best.VoteAverage && image.VoteCount > best.VoteCount:
			best, ok = image, true
		}
	}
	return best, ok
}
