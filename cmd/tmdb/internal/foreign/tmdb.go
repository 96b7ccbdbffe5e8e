package foreign

import (
	"cmp"
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
)

// tmdb is what the site of TMDB exports. The id in the line of an episode is the episode's own, by which
// TMDB cannot be asked; an id of IMDb may stand beside it.
var tmdb = service{"TMDB", []string{"tmdb_id", "type", "name"}, func(r record, kind Kind) (Entry, error) {
	e := Entry{
		Kind: kind, Media: media(r["type"]), IMDb: r.imdb("imdb_id"), Season: -1, Episode: -1,
		Title: r["name"], Year: r.year("release_date"), Date: r["date_rated"],
	}
	if e.Media == "" {
		return e, fmt.Errorf("type is %.40q: want movie, tv or episode", r["type"])
	}
	var err error
	if e.Rating, err = r.rating("your_rating", 10); err != nil {
		return e, err
	}
	if e.Media == gen.MediaTypeTVEpisode {
		if e.Season, err = r.number("season_number", -1); err == nil {
			e.Episode, err = r.number("episode_number", -1)
		}
		return e, err
	}
	if e.TMDB, err = r.number("tmdb_id", 0); err == nil && cmp.Or(r["season_number"], r["episode_number"]) != "" {
		err = fmt.Errorf("TMDB takes no %s of a season", kind)
	}
	return e, err
}}
