package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var findHandlers = map[string]handler{"findByExternalID": findByExternalID}

// findByExternalID answers with five lists, of which several may be filled. An
// id that nothing has is no error.
func findByExternalID(c *call) (any, error) {
	f := c.set.Find(c.text("external_source"), c.text("external_id"))
	return gen.FindResults{
		MovieResults: each(c, f.Movies, func(c *call, m *dataset.Movie) gen.Movie {
			row := movieRow(c, m)
			row.MediaType = gen.MediaTypeMovie
			return row
		}),
		PersonResults: each(c, f.People, func(c *call, p *dataset.Person) gen.Person {
			row := knownPersonRow(c, p)
			row.MediaType = gen.MediaTypePerson
			return row
		}),
		TVResults: each(c, f.Series, func(c *call, s *dataset.Series) gen.TVSeries {
			row := seriesRow(c, s)
			row.MediaType = gen.MediaTypeTV
			return row
		}),
		TVSeasonResults: each(c, f.Seasons, func(c *call, s *dataset.Season) gen.TVSeason {
			row := seasonRow(c, s)
			row.MediaType, row.ShowID = gen.MediaTypeTVSeason, s.SeriesID
			return row
		}),
		TVEpisodeResults: each(c, f.Episodes, func(c *call, e *dataset.Episode) gen.TVEpisode {
			row := episodeRow(c, e)
			row.MediaType = gen.MediaTypeTVEpisode
			return row
		}),
	}, nil
}
