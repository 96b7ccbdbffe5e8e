package handlers

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func credits() table { return table{"creditDetails": creditDetails} }

// creditDetails says who did what in which movie or series.
func creditDetails(c *Call) (any, error) {
	cr := c.Set.Credit(c.text("credit_id"))
	if cr == nil {
		return nil, codes.NotFound()
	}
	media, kind, job := c.creditSeries(cr), gen.MediaTypeTV, cr.Job
	if cr.Movie != nil {
		media, kind = object.As[gen.CreditMovie](c.movieRow(cr.Movie)), gen.MediaTypeMovie
	}
	if cr.Type == gen.CreditTypeCast {
		media, job = media.With("character", cr.Character), "Actor"
	}
	person := object.Object{}
	if p := c.Set.Person(cr.PersonID); p != nil {
		person = of(gen.MediaTypePerson, c.personRow(p))
	}
	return object.Of("credit_type", cr.Type, "department", cr.Department, "job", job,
		"media", of(kind, media), "media_type", kind, "id", cr.ID, "person", person), nil
}

// creditSeries has the seasons that the credit covers and the episodes that it names, nil for a movie.
func (c *Call) creditSeries(cr *dataset.Credit) object.Object {
	if cr.Series == nil {
		return nil
	}
	return object.As[gen.CreditTVSeries](c.seriesRow(cr.Series)).With(
		"episodes", each(cr.Episodes, func(e *dataset.Episode) object.Object { return of(gen.MediaTypeTVEpisode, c.episodeRow(e)) }),
		"seasons", each(cr.Seasons, func(s *dataset.Season) object.Object {
			return of(gen.MediaTypeTVSeason, c.seasonRow(s)).With("show_id", cr.Series.ID)
		}))
}
