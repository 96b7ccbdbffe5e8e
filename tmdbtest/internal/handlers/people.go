package handlers

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func people() table {
	person := lookup[*dataset.Person](func(c *Call) (*dataset.Person, error) {
		return found(c, "person_id", c.Set.Person(c.id("person_id")))
	})
	// TMDB has all tagged images on a page 0, whichever is asked for.
	return table{
		"personDetails":         appending(person.of(personDetails)),
		"personChanges":         person.of(changesOf),
		"personCombinedCredits": person.of(personCombinedCredits),
		"personExternalIDs":     person.externalIDs(object.Fields[gen.PersonExternalIDs]()),
		"personImages":          person.piece("images", "PersonImages"),
		"personLatest":          personLatest,
		"personMovieCredits":    person.of(personMovieCredits),
		"personTaggedImages":    person.piece("tagged_images", "TaggedImagePage"),
		"personTranslations":    person.piece("translations", "PersonTranslations"),
		"personTVCredits":       person.of(personTVCredits),
	}
}

// personDetails has the biography in the language of the call. The name is the same in all.
func personDetails(c *Call, p *dataset.Person) (any, error) {
	if p.Object() == nil {
		return nil, codes.NotFound()
	}
	return c.inLanguage(p.Object().Without("original_name"), p, "", ""), nil
}

// personLatest is the person who was added last, who has the highest id.
func personLatest(c *Call) (any, error) {
	for _, p := range slices.Backward(c.Set.People()) {
		if !p.Details().Adult {
			return personDetails(c, p)
		}
	}
	return nil, codes.NotFound()
}

func personMovieCredits(c *Call, p *dataset.Person) (any, error) {
	if p.Piece("movie_credits") != nil {
		return c.currentCredits(pieceOf(p, "movie_credits", "PersonMovieCredits")), nil
	}
	return c.creditsOf(p, func(cr *dataset.Credit) bool { return cr.Movie != nil }, false), nil
}

func personTVCredits(c *Call, p *dataset.Person) (any, error) {
	if p.Piece("tv_credits") != nil {
		return c.currentCredits(pieceOf(p, "tv_credits", "PersonTVCredits")), nil
	}
	return c.creditsOf(p, func(cr *dataset.Credit) bool { return cr.Series != nil }, false), nil
}

// personCombinedCredits has the movies before the series, each saying which it is.
func personCombinedCredits(c *Call, p *dataset.Person) (any, error) {
	if p.Piece("combined_credits") != nil {
		return c.currentCredits(pieceOf(p, "combined_credits", "CombinedCredits")), nil
	}
	return c.creditsOf(p, func(*dataset.Credit) bool { return true }, true), nil
}

// currentCredits returns the credits of a person with rows as the data has them now.
func (c *Call) currentCredits(o object.Object) object.Object {
	return o.With("cast", each(o.List("cast"), c.current), "crew", each(o.List("crew"), c.current))
}

// creditsOf returns what a person did, as far as movies and series tell of it. mixed is whether the rows say
// of which kind they are.
func (c *Call) creditsOf(p *dataset.Person, pass func(*dataset.Credit) bool, mixed bool) object.Object {
	cast, crew := []object.Object{}, []object.Object{}
	for _, cr := range keep(c.Set.Credits(p.ID), pass) {
		var row object.Object
		kind := gen.MediaTypeMovie
		if cr.Movie != nil {
			row = c.movieRow(cr.Movie)
		} else {
			kind = gen.MediaTypeTV
			row = c.seriesRow(cr.Series).With("episode_count", episodeCount(cr), "first_credit_air_date", firstAired(cr))
		}
		if mixed {
			row = of(kind, row)
		}
		row = row.With("credit_id", cr.ID)
		switch {
		case cr.Type != gen.CreditTypeCast:
			crew = append(crew, row.With("department", cr.Department, "job", cr.Job))
		case cr.Movie != nil:
			cast = append(cast, row.With("character", cr.Character, "order", cr.Order))
		default:
			cast = append(cast, row.With("character", cr.Character))
		}
	}
	return object.Of("id", p.SentID(), "cast", cast, "crew", crew)
}

// episodeCount returns in how many episodes a credit was earned, as far as the data tells.
func episodeCount(cr *dataset.Credit) int {
	if cr.EpisodeCount != 0 {
		return cr.EpisodeCount
	}
	n := 0
	for _, s := range cr.Seasons {
		n += len(s.Episodes())
	}
	for _, e := range cr.Episodes {
		if !slices.Contains(cr.Seasons, e.Season) {
			n++
		}
	}
	return n
}

// firstAired returns when the first episode of a credit was shown, and when the series began if the credit
// does not say which episodes it is for.
func firstAired(cr *dataset.Credit) types.Date {
	var first types.Date
	note := func(day types.Date) {
		if !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	for _, s := range cr.Seasons {
		note(s.Details().AirDate)
	}
	for _, e := range cr.Episodes {
		note(e.Details().AirDate)
	}
	return cmp.Or(first, cr.Series.Details().FirstAirDate)
}
