package agent

import (
	"context"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

type cardsInput struct {
	Titles []string `json:"titles" min:"1" max:"20" jsonschema:"movie/550, tv/1396, person/287, or words"`
	Region string   `json:"region,omitempty" jsonschema:"country of certifications, such as DE"`
}

type cardsOutput struct {
	said
	Rows []card `json:"rows"`
}

// card is a title or a person in a few facts.
type card struct {
	Ref           string     `json:"ref,omitempty"`
	Title         string     `json:"title"`
	Date          types.Date `json:"date,omitempty"`
	Status        string     `json:"status,omitempty"`
	Runtime       int        `json:"runtime_minutes,omitzero"`
	Seasons       int        `json:"seasons,omitzero"`
	Rating        float64    `json:"rating,omitzero"`
	Votes         int        `json:"votes,omitzero"`
	Certification string     `json:"certification,omitempty"`
	Genres        []string   `json:"genres,omitempty"`
	// By are the directors or creators.
	By    []string   `json:"by,omitempty"`
	Cast  []string   `json:"cast,omitempty"`
	Born  types.Date `json:"born,omitempty"`
	Died  types.Date `json:"died,omitempty"`
	Age   int        `json:"age,omitzero"`
	About string     `json:"about,omitempty"`
	// Note says what else a name could mean.
	Note  string `json:"note,omitempty"`
	Error string `json:"error,omitempty"`
}

const (
	cardCast = 3
	// cardsAbout is up to how many cards tell what a title is about: they have more else to tell than rows.
	cardsAbout = 10
)

// cards tells a few facts of each of some titles.
func (t *tools) cards(ctx context.Context, in cardsInput) (*cardsOutput, error) {
	region, err := t.country(in.Region)
	if err != nil {
		return nil, err
	}
	rows, err := each(ctx, t, "titles", in.Titles, []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson},
		func(ctx context.Context, found title.Found) (c card, err error) {
			switch found.Kind {
			case gen.MediaTypeMovie:
				c, err = t.movieCard(ctx, found.ID, region)
			case gen.MediaTypePerson:
				c, err = t.personCard(ctx, found.ID)
			default:
				c, err = t.seriesCard(ctx, found.ID, region)
			}
			c.Note = found.Note()
			return c, err
		},
		func(text string, err error) card { return card{Title: text, Error: sentence(err)} })
	if err != nil {
		return nil, err
	}
	if len(rows) > cardsAbout {
		for i := range rows {
			rows[i].About = ""
		}
	}
	return &cardsOutput{said: said{more: "ask for fewer titles at once"}, Rows: rows}, nil
}

func (t *tools) movieCard(ctx context.Context, id int, region string) (card, error) {
	m, err := t.client.Movies.Details(ctx, id, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates},
	})
	if err != nil {
		return card{}, err
	}
	return card{
		Ref: title.RefTo(gen.MediaTypeMovie, id).String(), Title: m.Title, Date: m.ReleaseDate, Status: title.Unless("Released", string(m.Status)),
		Runtime: m.Runtime, Rating: rating(m.VoteAverage, m.VoteCount), Votes: m.VoteCount, Genres: title.Genres(m.Genres),
		Certification: pick.Certification(m.ReleaseDates, region), By: pick.Names(pick.Directors(m.Credits)),
		Cast: pick.Names(pick.Cast(m.Credits, cardCast)), About: clip(m.Overview, rowText),
	}, nil
}

func (t *tools) seriesCard(ctx context.Context, id int, region string) (card, error) {
	s, err := t.client.TVSeries.Details(ctx, id, &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendAggregateCredits, gen.TVSeriesAppendContentRatings},
	})
	if err != nil {
		return card{}, err
	}
	return card{
		Ref: title.RefTo(gen.MediaTypeTV, id).String(), Title: s.Name, Date: s.FirstAirDate, Status: string(s.Status), Seasons: s.NumberOfSeasons,
		Rating: rating(s.VoteAverage, s.VoteCount), Votes: s.VoteCount, Genres: title.Genres(s.Genres),
		Certification: pick.ContentRating(s.ContentRatings, region), By: pick.Names(pick.Creators(s)),
		Cast: pick.Names(pick.Cast(s.AggregateCredits, cardCast)), About: clip(s.Overview, rowText), Runtime: runtime(s),
	}, nil
}

func (t *tools) personCard(ctx context.Context, id int) (card, error) {
	p, err := t.client.People.Details(ctx, id, nil)
	if err != nil {
		return card{}, err
	}
	c := card{
		Ref: title.RefTo(gen.MediaTypePerson, id).String(), Title: p.Name, Born: p.Birthday, Died: p.Deathday,
		About: string(p.KnownForDepartment),
	}
	c.Age, _ = title.Age(p.Birthday, lifeUntil(p, t.now()))
	return c, nil
}
