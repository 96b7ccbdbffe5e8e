// Package title is how users name what they mean (movie/550, an IMDb id, an address, a title), and how
// it is shown in a list.
package title

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Ref is what a user means by an argument.
type Ref struct {
	// Kind is that of TMDB: movie, tv, person, collection and so on.
	Kind gen.MediaType
	ID   int
	// Season and Episode are of a series, -1 if it is all of it.
	Season, Episode int
	// External is an id of IMDb that TMDB has to be asked for; Kind and ID are unknown then.
	External string
}

// RefTo returns a reference to all of a title.
func RefTo(kind gen.MediaType, id int) Ref { return Ref{Kind: kind, ID: id, Season: -1, Episode: -1} }

// String returns the form that commands take.
func (r Ref) String() string {
	if r.External != "" {
		return r.External
	}
	s := fmt.Sprintf("%s/%d", r.Kind, r.ID)
	if r.Season >= 0 {
		s += fmt.Sprintf("/season/%d", r.Season)
	}
	if r.Episode >= 0 {
		s += fmt.Sprintf("/episode/%d", r.Episode)
	}
	return s
}

// kinds are the first words of a reference, with those that people write as well.
var kinds = map[string]gen.MediaType{
	"movie": gen.MediaTypeMovie, "film": gen.MediaTypeMovie,
	"tv": gen.MediaTypeTV, "series": gen.MediaTypeTV, "show": gen.MediaTypeTV,
	"person": gen.MediaTypePerson, "people": gen.MediaTypePerson,
	"collection": gen.MediaTypeCollection,
}

var (
	imdbID = regexp.MustCompile(`^(tt|nm)\d{5,10}$`)
	// numbered is a reference: movie/550, movie/550-fight-club, tv/1396/season/1/episode/2.
	numbered = regexp.MustCompile(`^([a-z]+)/(\d{1,9})(?:-[^/]*)?(?:/season/(\d{1,5})(?:/episode/(\d{1,5}))?)?$`)
)

// Parse reads a reference. It is false for anything else, such as a title.
func Parse(text string) (Ref, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if path, isPage := page(text); isPage {
		text = path
	}
	if imdbID.MatchString(text) {
		return Ref{External: text, Season: -1, Episode: -1}, true
	}
	parts := numbered.FindStringSubmatch(text)
	if parts == nil {
		return Ref{}, false
	}
	kind, ok := kinds[parts[1]]
	r := RefTo(kind, 0)
	if !ok || parts[3] != "" && kind != gen.MediaTypeTV {
		return Ref{}, false
	}
	for _, part := range []struct {
		text string
		to   *int
	}{{parts[2], &r.ID}, {parts[3], &r.Season}, {parts[4], &r.Episode}} {
		if part.text == "" {
			continue
		}
		n, err := strconv.Atoi(part.text)
		if err != nil {
			return Ref{}, false
		}
		*part.to = n
	}
	return r, r.ID > 0
}

// page returns what an address of a page of TMDB or IMDb is about, "" if it is another page.
func page(text string) (path string, isPage bool) {
	text = strings.ToLower(text)
	if !strings.HasPrefix(text, "http://") && !strings.HasPrefix(text, "https://") {
		host, _, hasPath := strings.Cut(text, "/")
		if !strings.HasPrefix(text, "www.") && !(hasPath && (isTMDB(host) || isIMDb(host))) {
			return "", false
		}
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return "", true
	}
	words := strings.Split(strings.Trim(u.Path, "/"), "/")
	switch host := u.Hostname(); {
	case isTMDB(host):
		most := 2
		for most+1 < len(words) && (words[most] == "season" || words[most] == "episode") {
			most += 2
		}
		return strings.Join(words[:min(most, len(words))], "/"), true
	case isIMDb(host):
		for _, word := range words { // with a language before it at times
			if imdbID.MatchString(word) {
				return word, true
			}
		}
	}
	return "", true
}

func isTMDB(host string) bool {
	host = strings.TrimPrefix(host, "www.")
	return host == "themoviedb.org" || host == "tmdb.org"
}

func isIMDb(host string) bool { return host == "imdb.com" || strings.HasSuffix(host, ".imdb.com") }
