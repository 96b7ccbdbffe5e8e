// Package foreign reads the ratings, watchlists and favorites that people take home from IMDb,
// Letterboxd, Trakt, TMDB and this program.
package foreign

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Kind is what an entry says of a title.
type Kind string

// The kinds. Unknown is of a file that does not say, such as a list of what someone has seen.
const (
	Unknown   Kind = ""
	Rating    Kind = "rating"
	Watchlist Kind = "watchlist"
	Favorite  Kind = "favorite"
	List      Kind = "list"
)

// Kinds are those that a file may be said to be of.
var Kinds = []Kind{Rating, Watchlist, Favorite}

// Entry is one line of a file.
type Entry struct {
	Kind Kind
	// Line is where it stands: the line of a CSV file, the place in a JSON file, from 1.
	Line int
	// Media is movie, tv or tv_episode, "" if the file does not say.
	Media gen.MediaType
	// TMDB is the id of a movie, of a series, or of the series of an episode; 0 if it is unknown.
	TMDB int
	// IMDb is an id of IMDb, and TVDB one of TheTVDB, of the movie, series or episode itself.
	IMDb, TVDB string
	// Season and Episode are -1 for what is no episode, or if they are unknown.
	Season, Episode int
	Title           string
	Year            int // 0 if it is unknown
	// Rating is of ten, 0 for none.
	Rating float64
	// Date is the day of it as the file has it, "" if it has none. The last of a title counts.
	Date string
	// List is the name of the list, of entries of that kind.
	List string
	// Skip is why the entry cannot be had at TMDB, "" if it can.
	Skip string
}

// File is what was read.
type File struct {
	// Service is whose file it is, for people.
	Service string
	Entries []Entry
}

// ErrFormat is of a file that is of no known form.
var ErrFormat = errors.New("it is no export of IMDb, Letterboxd, Trakt, TMDB or this program")

// Read reads a file. Whose it is, its first line says, or its fields if it is JSON. Where two exports of
// a service look alike, the name of the file says which it is, and otherwise the kind is [Unknown]. All
// that is on no list is of the kind as, if that is given.
func Read(name string, data []byte, as Kind) (*File, error) {
	text := decode(data)
	first := strings.TrimSpace(text)
	if first == "" {
		return nil, errors.New("it is empty")
	}
	read := readCSV
	if first[0] == '[' || first[0] == '{' {
		read = readJSON
	}
	file, err := read(strings.ToLower(filepath.Base(name)), text)
	if err != nil {
		return nil, err
	}
	for n := range file.Entries {
		e := &file.Entries[n]
		if as != Unknown && e.Kind != List {
			e.Kind = as
		}
		if e.Skip == "" && e.Kind == Rating && e.Rating == 0 {
			e.Skip = "it has no rating"
		}
	}
	return file, nil
}

// kindByName returns the kind that the name of a file says.
func kindByName(name string) Kind {
	for _, one := range []struct {
		word string
		kind Kind
	}{{"watchlist", Watchlist}, {"favorite", Favorite}, {"favourite", Favorite}, {"likes", Favorite}, {"rating", Rating}} {
		if strings.Contains(name, one.word) {
			return one.kind
		}
	}
	return Unknown
}

// points returns a rating of ten from one of most, 0 for none.
func points(rating, most float64) (float64, error) {
	if rating < 0 || rating > most || rating != rating {
		return 0, fmt.Errorf("the rating is %g: want 0.5 to %g", rating, most)
	}
	rating *= 10 / most
	if half := rating * 2; half != float64(int(half)) {
		return 0, fmt.Errorf("the rating is %g of 10: want a step of 0.5", rating)
	}
	return rating, nil
}
