package handlers

import (
	"math"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

func ratings() table {
	movie, series, episode := pathMovie(), pathSeries(), pathEpisode()
	return table{
		"addMovieRating":        movie.of(rate(movieRef)),
		"deleteMovieRating":     movie.of(unrate(movieRef)),
		"addTVSeriesRating":     series.of(rate(seriesRef)),
		"deleteTVSeriesRating":  series.of(unrate(seriesRef)),
		"addTVEpisodeRating":    episode.of(rate(episodeRef)),
		"deleteTVEpisodeRating": episode.of(unrate(episodeRef)),
	}
}

func movieRef(m *dataset.Movie) dataset.Ref     { return dataset.Ref{MovieID: m.ID} }
func seriesRef(s *dataset.Series) dataset.Ref   { return dataset.Ref{SeriesID: s.ID} }
func episodeRef(e *dataset.Episode) dataset.Ref { return dataset.Ref{EpisodeID: e.ID} }

// rate is a user or guest rating something.
func rate[E entity](ref func(E) dataset.Ref) func(*Call, E) (any, error) {
	return func(c *Call, e E) (any, error) {
		var body gen.RatingBody
		if err := c.decode(&body); err != nil {
			return nil, err
		}
		if err := checkRating(body.Value); err != nil {
			return nil, err
		}
		a, err := c.acting()
		if err != nil {
			return nil, err
		}
		if again := a.Mark(state.Ratings, state.Mark{Ref: ref(e), Value: body.Value, At: c.Now}); again {
			return c.succeed(gen.StatusCodeUpdated)
		}
		return c.created()
	}
}

// checkRating returns an error unless the rating is from 0.5 to 10 in steps of 0.5.
func checkRating(value float64) error {
	switch {
	case value < 0.5:
		return codes.Fail(gen.StatusCodeValidationFailed, "Value too low: Value must be greater than or equal to 0.5.")
	case value > 10:
		return codes.Fail(gen.StatusCodeValidationFailed, "Value too high: Value must be less than, or equal to 10.0.")
	case value*2 != math.Trunc(value*2):
		return codes.Fail(gen.StatusCodeValidationFailed, "Value invalid: Values must be a multiple of 0.50.")
	}
	return nil
}

// unrate is a user or guest removing a rating. That there was none is no failure, as at TMDB.
func unrate[E entity](ref func(E) dataset.Ref) func(*Call, E) (any, error) {
	return func(c *Call, e E) (any, error) {
		a, err := c.acting()
		if err != nil {
			return nil, err
		}
		a.Unmark(state.Ratings, ref(e))
		return c.succeed(gen.StatusCodeDeleted)
	}
}
