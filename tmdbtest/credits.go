package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var creditHandlers = map[string]handler{"creditDetails": creditDetails}

// creditDetails says who did what in which movie or series.
func creditDetails(c *call) (any, error) {
	cr := c.set.Credit(c.text("credit_id"))
	if cr == nil {
		return nil, notFound()
	}
	d := gen.CreditDetails{ID: cr.ID, CreditType: gen.CreditTypeCrew, Department: gen.Department(cr.Department), Job: cr.Job}
	switch {
	case cr.IsCast():
		d.CreditType, d.Job = gen.CreditTypeCast, "Actor"
	case cr.IsCreator():
		d.CreditType = gen.CreditTypeCreator
	}
	d.Person = personRow(c, cr.Person)
	d.Person.MediaType = gen.MediaTypePerson
	if cr.Movie != nil {
		d.MediaType = gen.MediaTypeMovie
		d.Media = unionOf[gen.CreditMedia](creditMovie(c, cr))
	} else {
		d.MediaType = gen.MediaTypeTV
		d.Media = unionOf[gen.CreditMedia](creditSeries(c, cr))
	}
	return d, nil
}

func creditMovie(c *call, cr *dataset.Credit) gen.CreditMovie {
	media := as[gen.CreditMovie](movieRow(c, cr.Movie))
	media.MediaType = gen.MediaTypeMovie
	media.Character = cr.Character
	return media
}

// creditSeries has the seasons that the credit covers and the episodes that it
// names.
func creditSeries(c *call, cr *dataset.Credit) gen.CreditTVSeries {
	media := as[gen.CreditTVSeries](seriesRow(c, cr.Series))
	media.MediaType = gen.MediaTypeTV
	media.Character = cr.Character
	media.Episodes, media.Seasons = []gen.TVEpisode{}, []gen.TVSeason{}
	for _, number := range cr.Seasons {
		if s := cr.Series.Season(number); s != nil {
			season := seasonRow(c, s)
			season.MediaType, season.ShowID = gen.MediaTypeTVSeason, cr.Series.ID
			media.Seasons = append(media.Seasons, season)
		}
	}
	for _, ref := range cr.Episodes {
		if e := cr.Series.Episode(ref); e != nil {
			episode := episodeRow(c, e)
			episode.MediaType = gen.MediaTypeTVEpisode
			media.Episodes = append(media.Episodes, episode)
		}
	}
	return media
}

// castMember is a part in a movie, series, season or episode.
func castMember(c *call, cr *dataset.Credit) gen.CastMember {
	row := as[gen.CastMember](personRow(c, cr.Person))
	row.CastID = cr.CastID
	row.Character = cr.Character
	row.CreditID = cr.ID
	row.Order = cr.Order
	return row
}

func crewMember(c *call, cr *dataset.Credit) gen.CrewMember {
	row := as[gen.CrewMember](personRow(c, cr.Person))
	row.CreditID = cr.ID
	row.Department = gen.Department(cr.Department)
	row.Job = cr.Job
	return row
}

// aggregateCredits are the credits of a series or season, one row a person.
func aggregateCredits(c *call, id int, cast, crew []dataset.Aggregate) gen.AggregateCredits {
	return gen.AggregateCredits{ID: id, Cast: each(c, cast, aggregateCast), Crew: each(c, crew, aggregateCrew)}
}

func aggregateCast(c *call, a dataset.Aggregate) gen.AggregateCastMember {
	row := as[gen.AggregateCastMember](personRow(c, a.Person))
	row.Order = a.Order
	row.TotalEpisodeCount = a.Total
	for _, r := range a.Roles {
		row.Roles = append(row.Roles, gen.AggregateRole{CreditID: r.Credit.ID, Character: r.Credit.Character, EpisodeCount: r.Episodes})
	}
	return row
}

func aggregateCrew(c *call, a dataset.Aggregate) gen.AggregateCrewMember {
	row := as[gen.AggregateCrewMember](personRow(c, a.Person))
	row.Department = gen.Department(a.Department)
	row.TotalEpisodeCount = a.Total
	for _, r := range a.Roles {
		row.Jobs = append(row.Jobs, gen.AggregateJob{CreditID: r.Credit.ID, Job: r.Credit.Job, EpisodeCount: r.Episodes})
	}
	return row
}
