package handlers

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func find() table { return table{"findByExternalID": findByExternalID} }

// findByExternalID has five lists, of which several may be filled. An id that nothing has is no error.
func findByExternalID(c *Call) (any, error) {
	f := c.Set.Find(c.text("external_source"), c.text("external_id"))
	return object.Of(
		"movie_results", each(f.Movies, func(m *dataset.Movie) object.Object { return of(gen.MediaTypeMovie, c.movieRow(m)) }),
		"person_results", each(f.People, func(p *dataset.Person) object.Object { return of(gen.MediaTypePerson, c.knownPersonRow(p)) }),
		"tv_results", each(f.Series, func(s *dataset.Series) object.Object { return of(gen.MediaTypeTV, c.seriesRow(s)) }),
		"tv_episode_results", each(f.Episodes, func(e *dataset.Episode) object.Object { return of(gen.MediaTypeTVEpisode, c.episodeRow(e)) }),
		"tv_season_results", each(f.Seasons, func(s *dataset.Season) object.Object {
			return of(gen.MediaTypeTVSeason, c.seasonRow(s)).With("show_id", s.Series.ID)
		}),
	), nil
}
