package tmdbtest

import (
	"math"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var ratingHandlers = map[string]handler{
	"addMovieRating":        rate(movieInPath),
	"deleteMovieRating":     unrate(movieInPath),
	"addTVSeriesRating":     rate(seriesInPath),
	"deleteTVSeriesRating":  unrate(seriesInPath),
	"addTVEpisodeRating":    rate(episodeInPath),
	"deleteTVEpisodeRating": unrate(episodeInPath),
}

// movieInPath, seriesInPath and episodeInPath return what the path of a call names, and false if there is no such
// thing.
func movieInPath(c *call) (dataset.Ref, bool) {
	ref := dataset.RefTo(dataset.KindMovie, c.id("movie_id"))
	return ref, c.set.Has(ref)
}

func seriesInPath(c *call) (dataset.Ref, bool) {
	ref := dataset.RefTo(dataset.KindSeries, c.id("series_id"))
	return ref, c.set.Has(ref)
}

func episodeInPath(c *call) (dataset.Ref, bool) {
	e := c.episode(c.id("series_id"), c.id("season_number"), c.id("episode_number"))
	if e == nil {
		return dataset.Ref{}, false
	}
	return dataset.RefTo(dataset.KindEpisode, e.ID), true
}

// rate answers the rating of something by a user or guest.
func rate(what func(*call) (dataset.Ref, bool)) handler {
	return func(c *call) (any, error) {
		var body gen.RatingBody
		if err := c.decode(&body); err != nil {
			return nil, err
		}
		if err := checkRating(body.Value); err != nil {
			return nil, err
		}
		ref, ok := what(c)
		if !ok {
			return nil, notFound()
		}
		c.srv.state.mu.Lock()
		defer c.srv.state.mu.Unlock()
		a := c.actor()
		if a == nil {
			return nil, fail(gen.StatusCodeInsufficientPermissions)
		}
		_, again := a.ratings.find(ref)
		a.ratings.set(ref, body.Value, c.now)
		if again {
			return succeed(c, gen.StatusCodeUpdated)
		}
		return created(c)
	}
}

// created answers 201 with code 1.
func created(c *call) (any, error) {
	v, err := succeed(c, gen.StatusCodeSuccess)
	c.status = 201
	return v, err
}

// checkRating returns an error unless the rating is from 0.5 to 10 in steps of 0.5.
func checkRating(value float64) error {
	switch {
	case value < 0.5:
		return fail(gen.StatusCodeValidationFailed, "Value too low: Value must be greater than or equal to 0.5.")
	case value > 10:
		return fail(gen.StatusCodeValidationFailed, "Value too high: Value must be less than, or equal to 10.0.")
	case value*2 != math.Trunc(value*2):
		return fail(gen.StatusCodeValidationFailed, "Value invalid: Values must be a multiple of 0.50.")
	}
	return nil
}

// unrate answers the removal of a rating. That there was none is no failure, as at TMDB.
func unrate(what func(*call) (dataset.Ref, bool)) handler {
	return func(c *call) (any, error) {
		ref, ok := what(c)
		if !ok {
			return nil, notFound()
		}
		c.srv.state.mu.Lock()
		defer c.srv.state.mu.Unlock()
		a := c.actor()
		if a == nil {
			return nil, fail(gen.StatusCodeInsufficientPermissions)
		}
		a.ratings.remove(ref)
		return succeed(c, gen.StatusCodeDeleted)
	}
}
