package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// creditsIn returns the credits of a person in movies or in series.
func creditsIn(c *call, p *dataset.Person, movies, cast bool) []*dataset.Credit {
	return keep(c.set.Credits(p.ID), func(cr *dataset.Credit) bool {
		return (cr.Movie != nil) == movies && cr.IsCast() == cast
	})
}

func personMovieCredits(c *call, p *dataset.Person) (any, error) {
	return gen.PersonMovieCredits{
		ID:   p.ID,
		Cast: each(c, creditsIn(c, p, true, true), movieCast),
		Crew: each(c, creditsIn(c, p, true, false), movieCrew),
	}, nil
}

func personTVCredits(c *call, p *dataset.Person) (any, error) {
	return gen.PersonTVCredits{
		ID:   p.ID,
		Cast: each(c, creditsIn(c, p, false, true), tvCast),
		Crew: each(c, creditsIn(c, p, false, false), tvCrew),
	}, nil
}

// personCombinedCredits has the movies before the series, each saying which it
// is.
func personCombinedCredits(c *call, p *dataset.Person) (any, error) {
	credits := gen.CombinedCredits{ID: p.ID, Cast: []gen.PersonCastCredit{}, Crew: []gen.PersonCrewCredit{}}
	for _, cr := range c.set.Credits(p.ID) {
		switch {
		case cr.Movie != nil && cr.IsCast():
			row := movieCast(c, cr)
			row.MediaType = gen.MediaTypeMovie
			credits.Cast = append(credits.Cast, unionOf[gen.PersonCastCredit](row))
		case cr.Movie != nil:
			row := movieCrew(c, cr)
			row.MediaType = gen.MediaTypeMovie
			credits.Crew = append(credits.Crew, unionOf[gen.PersonCrewCredit](row))
		case cr.IsCast():
			row := tvCast(c, cr)
			row.MediaType = gen.MediaTypeTV
			credits.Cast = append(credits.Cast, unionOf[gen.PersonCastCredit](row))
		default:
			row := tvCrew(c, cr)
			row.MediaType = gen.MediaTypeTV
			credits.Crew = append(credits.Crew, unionOf[gen.PersonCrewCredit](row))
		}
	}
	return credits, nil
}

func movieCast(c *call, cr *dataset.Credit) gen.PersonMovieCastCredit {
	row := as[gen.PersonMovieCastCredit](movieRow(c, cr.Movie))
	row.Character, row.CreditID, row.Order = cr.Character, cr.ID, new(cr.Order)
	return row
}

func movieCrew(c *call, cr *dataset.Credit) gen.PersonMovieCrewCredit {
	row := as[gen.PersonMovieCrewCredit](movieRow(c, cr.Movie))
	row.CreditID, row.Department, row.Job = cr.ID, gen.Department(cr.Department), cr.Job
	return row
}

func tvCast(c *call, cr *dataset.Credit) gen.PersonTVCastCredit {
	row := as[gen.PersonTVCastCredit](seriesRow(c, cr.Series))
	row.Character, row.CreditID = cr.Character, cr.ID
	row.EpisodeCount, row.FirstCreditAirDate = cr.EpisodeCount(), firstCreditAired(cr)
	return row
}

func tvCrew(c *call, cr *dataset.Credit) gen.PersonTVCrewCredit {
	row := as[gen.PersonTVCrewCredit](seriesRow(c, cr.Series))
	row.CreditID, row.Department, row.Job = cr.ID, gen.Department(cr.Department), cr.Job
	row.EpisodeCount, row.FirstCreditAirDate = cr.EpisodeCount(), firstCreditAired(cr)
	return row
}

// firstCreditAired returns when the first episode of a credit was shown, and
// when the series began if the credit does not say which episodes it is for.
func firstCreditAired(cr *dataset.Credit) types.Date {
	var first types.Date
	note := func(day types.Date) {
		if !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	for _, number := range cr.Seasons {
		if s := cr.Series.Season(number); s != nil {
			note(s.AirDate)
		}
	}
	for _, ref := range cr.Episodes {
		if e := cr.Series.Episode(ref); e != nil {
			note(e.AirDate)
		}
	}
	if first.IsZero() {
		return cr.Series.FirstAirDate
	}
	return first
}
