package images

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/language"
)

// Best returns the image that users voted best among those in the first of the languages that has
// one, and false if none has. A language is a code such as "pt" or "pt-BR", which is first the
// images for Brazil, then all in Portuguese; of "zh-Hans" and "es-419" the language counts.
// [tmdb.NoLanguage], "null", or "" is an image without text. Without languages it is the best of
// all.
//
// The original's language goes by its name, movie.OriginalLanguage for one. What comes after
// [tmdb.OriginalLanguage] is not looked at, for Best cannot tell which that is: [BestOf] can.
//
// Of TMDB's images a client has those in the languages of its call's texts and those without text,
// unless [tmdb.ImageLanguages] or IncludeImageLanguage names others.
func Best(list []gen.Image, languages ...string) (gen.Image, bool) {
	return BestOf("", list, languages...)
}

// BestOf returns the same as [Best] for something that was made in the language original, so that
// the languages may be those of a call of DetailsIn:
//
//	poster, ok := images.BestOf(movie.OriginalLanguage, movie.Images.Posters, "de", tmdb.OriginalLanguage)
func BestOf(original string, list []gen.Image, languages ...string) (gen.Image, bool) {
	if len(languages) == 0 {
		return bestVoted(list, func(gen.Image) bool { return true })
	}
	for _, wanted := range language.Order(tagsOf(original, languages)) {
		if best, ok := bestVoted(list, func(image gen.Image) bool {
			return wanted.Matches(language.OfMedia(image.LanguageCode), image.CountryCode)
		}); ok {
			return best, true
		}
	}
	return gen.Image{}, false
}

// tagsOf leaves out what is no language: no image is in it. It ends with an original that is not
// known.
func tagsOf(original string, languages []string) []language.Tag {
	var tags []language.Tag
	for _, text := range languages {
		if strings.EqualFold(text, language.Original) {
			if text = original; original == "" {
				break
			}
		}
		if tag, ok := language.MediaTag(text); ok {
			tags = append(tags, tag)
		}
	}
	return tags
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
