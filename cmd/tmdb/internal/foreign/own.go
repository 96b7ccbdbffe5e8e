package foreign

import (
	"fmt"
	"slices"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

// Own is a row of what this program exports. Ref is such as movie/550 or tv/1399/season/8/episode/3.
type Own struct {
	Kind   Kind    `json:"kind"`
	Ref    string  `json:"ref"`
	Title  string  `json:"title"`
	Year   int     `json:"year,omitzero"`
	Rating float64 `json:"rating,omitzero"`
	List   string  `json:"list,omitzero"`
}

// own is what this program exports.
var own = service{"tmdb", []string{"kind", "ref", "title"}, func(r record, _ Kind) (Entry, error) {
	rating, err := r.rating("rating", 10)
	e, other := Own{Kind: Kind(r["kind"]), Ref: r["ref"], Title: r["title"], Year: r.year("year"), Rating: rating, List: r["list"]}.entry()
	if err == nil {
		err = other
	}
	return e, err
}}

func (o Own) entry() (Entry, error) {
	e := Entry{Kind: o.Kind, Title: o.Title, Year: o.Year, Rating: o.Rating, List: o.List, Season: -1, Episode: -1}
	ref, ok := title.Parse(o.Ref)
	e.Media, e.TMDB, e.Season, e.Episode = ref.Kind, ref.ID, ref.Season, ref.Episode
	switch {
	case !ok || ref.Kind != gen.MediaTypeMovie && ref.Kind != gen.MediaTypeTV || ref.Season >= 0 && ref.Episode < 0:
		return e, fmt.Errorf("ref is %.60q: want one such as movie/550 or tv/1399/season/8/episode/3", o.Ref)
	case !slices.Contains(append(Kinds, List), o.Kind):
		return e, fmt.Errorf("kind is %.40q: want rating, watchlist, favorite or list", o.Kind)
	case o.Kind == List && o.List == "":
		return e, fmt.Errorf("list is empty: want the name of a list")
	}
	if ref.Episode >= 0 {
		e.Media = gen.MediaTypeTVEpisode
	}
	var err error
	e.Rating, err = points(o.Rating, 10)
	return e, err
}
