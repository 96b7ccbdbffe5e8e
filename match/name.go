package match

import "github.com/tmdb-go/tmdb/types"

// Kind is what a name is of.
type Kind string

// The kinds. A name without a year or an episode is Unknown: both are looked for.
const (
	Unknown Kind = ""
	Movie   Kind = "movie"
	Series  Kind = "tv"
)

// Name is what the name of a file or folder says. What it does not say is zero, nil or "".
type Name struct {
	// Path is what was parsed.
	Path string `json:"path"`
	// Kind is what the name is of, as far as it tells.
	Kind Kind `json:"kind,omitzero"`
	// Titles are the ways to read the title, the likeliest first: "The Office US" and "The Office".
	// A title that ends with the number of Year, as "Wonder Woman 1984" may, leaves no year.
	Titles []string `json:"titles,omitzero"`
	// Year is that of the release; of a series that of its start or of the season.
	Year int `json:"year,omitzero"`
	// Country is ISO 3166-1, from the end of the title: US of "The Office US".
	Country string `json:"country,omitzero"`
	// Season is the number of the season, 0 for the specials.
	Season *int `json:"season,omitempty"`
	// Episodes are the numbers within the season: several where one file has several.
	Episodes []int `json:"episodes,omitzero"`
	// Absolute are the numbers counted from the first episode of the series, as anime has them.
	Absolute []int `json:"absolute,omitzero"`
	// Date is the day on which the episode was shown.
	Date types.Date `json:"date,omitzero"`
	// Edition is the cut or the edition, in the words of the table in edition.go: "Director's Cut".
	Edition string `json:"edition,omitzero"`
	// Disc is the number of the piece where a movie is in several files: 1 of "CD1".
	Disc int `json:"disc,omitzero"`
	// Extra tells that the file is not the title itself: "sample", "trailer", "extra".
	Extra string `json:"extra,omitzero"`
	// IMDbID, TMDBID and TVDBID are ids in the name, such as "{tmdb-603}" or "[imdbid-tt0133093]".
	IMDbID string `json:"imdb_id,omitzero"`
	TMDBID int    `json:"tmdb_id,omitzero"`
	TVDBID int    `json:"tvdb_id,omitzero"`
}

// isEpisode reports whether the name tells an episode.
func (n *Name) isEpisode() bool {
	return len(n.Episodes) > 0 || len(n.Absolute) > 0 || n.Date != ""
}
