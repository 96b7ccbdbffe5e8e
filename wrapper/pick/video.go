package pick

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/language"
)

// Video returns the best video of a type, such as [gen.VideoTypeTrailer], in one of the languages,
// and false if there is none; "" is any type. A language is a code such as "pt" or "pt-BR", which
// is first the videos for Brazil, then all in Portuguese; "null" or "" is a video in no language.
// Without languages those in any are looked at.
//
// An official video goes before others whatever its language: what anybody has uploaded is often
// gone, cut or something else. Then the order of the languages counts, then the size, and of equal
// ones the newest is returned. A video without an address, see [VideoURL], is only returned if
// there is no other.
//
// TMDB sends the videos of the request's language alone, unless IncludeVideoLanguage names the
// others.
func Video(videos *gen.Videos, kind gen.VideoType, languages ...string) (gen.Video, bool) {
	if videos == nil {
		return gen.Video{}, false
	}
	wanted := language.Order(tagsOf(languages))
	var candidates []gen.Video
	for _, video := range videos.Results {
		if (kind == "" || strings.EqualFold(string(kind), string(video.Type))) &&
			(len(languages) == 0 || rankOf(video, wanted) < len(wanted)) {
			candidates = append(candidates, video)
		}
	}
	if len(candidates) == 0 {
		return gen.Video{}, false
	}
	return slices.MinFunc(candidates, func(a, b gen.Video) int {
		return cmp.Or(
			firstIf(VideoURL(a) != "", VideoURL(b) != ""),
			firstIf(a.Official, b.Official),
			cmp.Compare(rankOf(a, wanted), rankOf(b, wanted)),
			cmp.Compare(b.Size, a.Size),
			newestFirst(a, b),
		)
	}), true
}

// firstIf compares two values of which one comes first where it has what the other has not.
func firstIf(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// newestFirst puts videos that nobody knows the date of last.
func newestFirst(a, b gen.Video) int {
	at, ok := a.PublishedAt.Time()
	bt, ok2 := b.PublishedAt.Time()
	if !ok || !ok2 {
		return firstIf(ok, ok2)
	}
	return bt.Compare(at)
}

// rankOf returns the index of the first of the languages that a video is in, their number if it is
// in none of them.
func rankOf(video gen.Video, wanted []language.Tag) int {
	i := slices.IndexFunc(wanted, func(tag language.Tag) bool {
		return tag.Matches(language.OfMedia(video.LanguageCode), video.CountryCode)
	})
	if i < 0 {
		return len(wanted)
	}
	return i
}

// tagsOf leaves out what is no language: no video is in it.
func tagsOf(languages []string) []language.Tag {
	var tags []language.Tag
	for _, text := range languages {
		if tag, ok := language.MediaTag(text); ok {
			tags = append(tags, tag)
		}
	}
	return tags
}

// VideoURL returns the address of the page on YouTube or Vimeo that plays a video, "" if it has no
// key or is on another site.
func VideoURL(video gen.Video) string {
	switch {
	case video.Key == "":
		return ""
	case strings.EqualFold(string(video.Site), string(gen.VideoSiteYouTube)):
		return "https://www.youtube.com/watch?v=" + url.QueryEscape(video.Key)
	case strings.EqualFold(string(video.Site), string(gen.VideoSiteVimeo)):
		return "https://vimeo.com/" + url.PathEscape(video.Key)
	}
	return ""
}
