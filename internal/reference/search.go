package reference

import (
	"encoding/json"
	"regexp"
	"strings"
)

// synonyms are words that readers type and TMDB does not use, by operationId, or by the address of a
// guide or tag.
var synonyms = map[string]string{
	"guides/users":               "login logout sign in out oauth rate",
	"guides/trouble":             "timeout 429 retry retries",
	"guides/many":                "dump bulk all ids",
	"guides/testing":             "mock fake",
	"guides/command":             "cli terminal shell tool",
	"deleteSession":              "logout log sign out",
	"deleteAccessTokenV4":        "logout log sign out",
	"createSession":              "login log sign in",
	"createAccessTokenV4":        "login log sign in oauth",
	"validateKey":                "api key credentials",
	"addMovieRating":             "rate",
	"addTVSeriesRating":          "rate show",
	"addTVEpisodeRating":         "rate",
	"findByExternalID":           "imdb tvdb wikidata",
	"movieVideos":                "trailer teaser",
	"tvSeriesVideos":             "trailer teaser show",
	"movieImages":                "poster backdrop logo picture",
	"tvSeriesImages":             "poster backdrop logo picture",
	"movieCredits":               "actor director",
	"tvSeriesAggregateCredits":   "actor show",
	"personDetails":              "actor director",
	"personCombinedCredits":      "filmography actor",
	"searchPeople":               "actor director",
	"searchTV":                   "show",
	"tvSeriesDetails":            "show",
	"reference/tv-series/":       "show",
	"reference/watch-providers/": "streaming",
	"movieWatchProviders":        "streaming netflix",
	"tvSeriesWatchProviders":     "streaming netflix",
	"configurationCountries":     "country",
	"configurationDetails":       "image size sizes",
}

// entry is a page as the search knows it. The names are short, for there are many.
type entry struct {
	Title   string `json:"t"`
	Address string `json:"a"`
	Where   string `json:"w"`           // method and path, or the tag
	Words   string `json:"k"`           // what else it is found by
	Also    string `json:"s,omitempty"` // words that mean it
}

// program is code in a guide, which nobody searches for.
var program = regexp.MustCompile("(?s)```.*?```")

func (s *Site) searchIndex() ([]byte, error) {
	var list []entry
	for _, g := range s.guides {
		address := "guides/" + g.Slug
		list = append(list, entry{g.Title, address, "Guide", strings.ToLower(oneLine(program.ReplaceAllString(g.source, ""))), synonyms[address]})
	}
	for _, in := range s.services {
		address := "reference/" + in.Slug + "/"
		list = append(list, entry{in.Label(), address, "Tag", strings.ToLower(in.Tag + " " + in.Description), synonyms[address]})
		for _, op := range in.Operations {
			words := []string{op.ID, op.Service + "." + op.GoMethod, op.Source.Description}
			for _, p := range op.Parameters {
				words = append(words, p.Name)
			}
			if media := op.responseMedia(); media != nil {
				words = append(words, sortedKeys(shapeOf(media.Schema).properties)...)
			}
			list = append(list, entry{op.Summary, op.Address(), op.Method + " " + op.Path, strings.ToLower(oneLine(strings.Join(words, " "))), synonyms[op.ID]})
		}
	}
	return json.Marshal(list)
}
