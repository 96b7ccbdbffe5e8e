package foreign

import (
	"cmp"
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
)

// trakt has ids of several sites. Those in the line of an episode are the episode's own.
var trakt = service{"Trakt", []string{"trakt_id", "type"}, func(r record, kind Kind) (Entry, error) {
	e := Entry{
		Kind: kind, Media: media(r["type"]), IMDb: r.imdb("imdb_id"), TVDB: r["tvdb_id"], Season: -1, Episode: -1,
		Title: r["title"], Year: r.year("year"), Date: cmp.Or(r["rated_at"], r["listed_at"]),
	}
	if e.Media == "" {
		return e, fmt.Errorf("TMDB takes no %s of a %s", cmp.Or(kind, "mark"), cmp.Or(r["type"], "title without a type"))
	}
	var err error
	if e.Rating, err = r.rating("rating", 10); err != nil {
		return e, err
	}
	if e.Media == gen.MediaTypeTVEpisode {
		if e.Season, err = r.number("season_number", -1); err == nil {
			e.Episode, err = r.number("episode_number", -1)
		}
		return e, err
	}
	e.TMDB, err = r.number("tmdb_id", 0)
	return e, err
}}

// traktTitle is a movie, series or episode in the JSON of Trakt.
type traktTitle struct {
	Title   string `json:"title"`
	Year    int    `json:"year"`
	Season  int    `json:"season"`
	Number  int    `json:"number"`
	TraktID struct {
		IMDb string `json:"imdb"`
		TMDB int    `json:"tmdb"`
		TVDB int    `json:"tvdb"`
	} `json:"ids"`
}

// traktRow is a row of the JSON of Trakt: a rating, or a line of a list.
type traktRow struct {
	Type     string      `json:"type"`
	Rating   float64     `json:"rating"`
	RatedAt  string      `json:"rated_at"`
	ListedAt string      `json:"listed_at"`
	Movie    *traktTitle `json:"movie"`
	Show     *traktTitle `json:"show"`
	Episode  *traktTitle `json:"episode"`
	Season   *traktTitle `json:"season"`
}

func (t traktRow) entry(kind Kind) (Entry, error) {
	e := Entry{Kind: kind, Season: -1, Episode: -1, Date: cmp.Or(t.RatedAt, t.ListedAt)}
	if kind == Unknown && t.Rating > 0 {
		e.Kind = Rating
	}
	var of *traktTitle
	switch {
	case t.Movie != nil:
		e.Media, of = gen.MediaTypeMovie, t.Movie
	case t.Season != nil && t.Episode == nil:
		return e, fmt.Errorf("TMDB takes no %s of a season", cmp.Or(e.Kind, "mark"))
	case t.Show != nil:
		e.Media, of = gen.MediaTypeTV, t.Show
	default:
		return e, fmt.Errorf("TMDB takes no %s of a %.40s", cmp.Or(e.Kind, "mark"), cmp.Or(t.Type, "title without a type"))
	}
	e.Title, e.Year, e.TMDB, e.IMDb = of.Title, of.Year, of.TraktID.TMDB, imdbID(of.TraktID.IMDb)
	if of.TraktID.TVDB > 0 {
		e.TVDB = fmt.Sprint(of.TraktID.TVDB)
	}
	if t.Episode != nil {
		e.Media, e.Season, e.Episode = gen.MediaTypeTVEpisode, t.Episode.Season, t.Episode.Number
		e.IMDb, e.TVDB = imdbID(t.Episode.TraktID.IMDb), ""
	}
	var err error
	e.Rating, err = points(t.Rating, 10)
	return e, err
}
