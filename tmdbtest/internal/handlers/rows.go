package handlers

import (
	"cmp"
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// movieRow is a movie in a list. Its date is that in the region of the call.
func (c *Call) movieRow(m *dataset.Movie) object.Object {
	o := object.As[gen.Movie](m.Object()).With("genre_ids", idsOf(m.Details().Genres, genreID))
	if c.region() != "" {
		o = o.With("release_date", releaseIn(m, c.region()))
	}
	return c.inLanguage(o, m, "title", m.Object().Text("original_title"))
}

// seriesRow is a series in a list.
func (c *Call) seriesRow(s *dataset.Series) object.Object {
	o := object.As[gen.TVSeries](s.Object()).With("genre_ids", idsOf(s.Details().Genres, genreID))
	return c.inLanguage(o, s, "name", s.Object().Text("original_name"))
}

// seasonRow is a season among those of its series. Where seasons are on their own, the caller adds the
// series.
func (c *Call) seasonRow(s *dataset.Season) object.Object {
	o := object.As[gen.TVSeason](s.Object()).With("episode_count", len(s.Episodes()))
	for _, row := range s.Series.Object().List("seasons") {
		if row.Int("season_number") == s.Number && row.Int("episode_count") > 0 {
			o = o.With("episode_count", row.Get("episode_count"))
		}
	}
	return c.seasonTexts(o, s)
}

// seasonTexts returns details or a row of a season in the language of the call. Seasons have no original
// name: their English one stands for it.
func (c *Call) seasonTexts(o object.Object, s *dataset.Season) object.Object {
	return c.inLanguage(o, s, "name", s.Object().Text("name"))
}

// episodeRow is an episode in a list.
func (c *Call) episodeRow(e *dataset.Episode) object.Object {
	return c.episodeTexts(object.As[gen.TVEpisode](e.Object()).With("show_id", e.Season.Series.ID), e)
}

// episodeTexts returns details or a row of an episode in the language of the call.
func (c *Call) episodeTexts(o object.Object, e *dataset.Episode) object.Object {
	return c.inLanguage(o, e, "name", "Episode "+strconv.Itoa(e.Number))
}

// personRow is a person in a list, without what they are known for.
func (c *Call) personRow(p *dataset.Person) object.Object {
	row := object.As[gen.Person](p.Object())
	return row.With("original_name", cmp.Or(c.Set.OriginalName(p.ID), row.Text("name")))
}

// of returns a row that says of which kind it is, as rows of lists that mix kinds do.
func of(media gen.MediaType, row object.Object) object.Object {
	return row.With("media_type", string(media))
}

func (c *Call) moviePage(movies []*dataset.Movie) object.Object { return paged(c, movies, c.movieRow) }

func (c *Call) seriesPage(series []*dataset.Series) object.Object {
	return paged(c, series, c.seriesRow)
}

// current returns a row of a movie or series as the data has it now, and the row itself if the data does
// not have the title. What the row says beyond a row of a list, such as media_type, it goes on saying.
func (c *Call) current(row object.Object) object.Object {
	id, kind := row.Int("id"), row.Text("media_type")
	if kind != "" && kind != string(gen.MediaTypeMovie) && kind != string(gen.MediaTypeTV) {
		return row // collections turn up among movies
	}
	if m := c.Set.Movie(id); row.Get("title") != nil && m != nil && m.Object() != nil {
		return row.Add(c.movieRow(m))
	}
	if s := c.Set.Series(id); row.Get("name") != nil && s != nil && s.Object() != nil {
		return row.Add(c.seriesRow(s))
	}
	return row
}
