package match

import (
	"strconv"
	"strings"
)

// Ids as media servers write them: {tmdb-603} (Plex), [tmdbid-603] and [imdbid-tt0133093]
// (Jellyfin), (tvdb=81189), and the bare id of IMDb, which is nothing else anywhere.
var (
	taggedID = lazily(`(?i)[\[({](imdb|tmdb|tvdb)(?:id)?[-=: _]?(tt)?(\d{1,9})[\])}]`)
	imdbID   = lazily(`(?i)(?:^|[^a-z0-9])[\[({]?(tt\d{7,9})[\])}]?(?:$|[^a-z0-9])`)
)

// takeIDs takes the ids out of a text.
func (p *part) takeIDs(text string) string {
	text = taggedID().ReplaceAllStringFunc(text, func(tag string) string {
		m := taggedID().FindStringSubmatch(tag)
		number, err := strconv.Atoi(m[3])
		switch site := strings.ToLower(m[1]); {
		case err != nil || number == 0:
		case site == "imdb":
			p.imdb = "tt" + m[3]
		case site == "tmdb":
			p.tmdb = number
		case site == "tvdb":
			p.tvdb = number
		}
		return " "
	})
	return imdbID().ReplaceAllStringFunc(text, func(tag string) string {
		p.imdb = strings.ToLower(imdbID().FindStringSubmatch(tag)[1])
		return " "
	})
}
