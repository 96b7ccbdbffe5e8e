package agent

import (
	"context"
	"fmt"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/discover"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

type discoverInput struct {
	Kind             string   `json:"kind" enum:"movie,tv"`
	Genres           []string `json:"genres,omitempty" jsonschema:"all of these; a|b is either, in all lists"`
	WithoutGenres    []string `json:"without_genres,omitempty"`
	People           []string `json:"people,omitempty" jsonschema:"cast or crew, all of these (movies)"`
	Companies        []string `json:"companies,omitempty"`
	Keywords         []string `json:"keywords,omitempty" jsonschema:"such as time travel"`
	Networks         []string `json:"networks,omitempty" jsonschema:"series"`
	Providers        []string `json:"providers,omitempty" jsonschema:"any of these, such as Netflix"`
	Monetization     []string `json:"monetization,omitempty" enum:"stream,free,ads,rent,buy" jsonschema:"any of these, in region"`
	Region           string   `json:"region,omitempty" jsonschema:"country of providers and certifications, such as DE"`
	Year             int      `json:"year,omitempty" min:"1800" max:"2200"`
	From             string   `json:"from,omitempty" jsonschema:"year or date"`
	To               string   `json:"to,omitempty" jsonschema:"year or date"`
	MinRating        float64  `json:"min_rating,omitempty" min:"0" max:"10"`
	MinVotes         int      `json:"min_votes,omitempty" min:"0"`
	MinRuntime       int      `json:"min_runtime,omitempty" min:"0" jsonschema:"minutes"`
	MaxRuntime       int      `json:"max_runtime,omitempty" min:"0" jsonschema:"minutes"`
	OriginalLanguage string   `json:"original_language,omitempty" jsonschema:"such as fr"`
	Country          string   `json:"country,omitempty" jsonschema:"of origin, such as FR"`
	Certification    string   `json:"certification,omitempty" jsonschema:"exactly this, such as PG-13 (movies)"`
	MaxCertification string   `json:"max_certification,omitempty" jsonschema:"this or milder, such as PG (movies)"`
	Sort             string   `json:"sort,omitempty" enum:"popularity,rating,votes,newest,oldest,revenue" jsonschema:"default popularity"`
	Page             int      `json:"page,omitempty" min:"1" max:"500"`
	Limit            int      `json:"limit,omitempty" min:"1" max:"20" jsonschema:"of the first page"`
}

// enoughVotes is how many votes a title needs to be sorted by its rating, unless a call says otherwise: a
// single vote of ten would be the best of all.
const enoughVotes = 100

// discover lists the movies or series that are all that its arguments say.
func (t *tools) discover(ctx context.Context, in discoverInput) (*listOutput, error) {
	region, err := t.country(in.Region)
	if err != nil {
		return nil, err
	}
	if in.Kind == "tv" && len(in.People) > 0 {
		return nil, app.Usagef("people is for movies: TMDB does not filter series by them, and the tool person with kind tv lists those of somebody")
	}
	if in.Limit > 0 && in.Page > 1 {
		return nil, app.Usagef("limit is of the first page: leave it out for page %d", in.Page)
	}
	l := discover.LookUp{Client: t.client, Series: in.Kind == "tv", Region: region, ExportsURL: t.filesURL, Now: t.now, Parameter: argument}
	f := discover.Filters{
		Genres: in.Genres, WithoutGenres: in.WithoutGenres, People: in.People, Companies: in.Companies, Keywords: in.Keywords,
		Networks: in.Networks, Providers: either(in.Providers), Offers: either(in.Monetization), Year: in.Year, From: in.From, To: in.To,
		MinRating: in.MinRating, MinVotes: in.MinVotes, MinRuntime: in.MinRuntime, MaxRuntime: in.MaxRuntime,
		Language: in.OriginalLanguage, Country: in.Country,
		Certification: in.Certification, MaxCertification: in.MaxCertification, Sort: in.Sort,
	}
	note := ""
	if in.Sort == "rating" && in.MinVotes == 0 {
		f.MinVotes = enoughVotes
		note = fmt.Sprintf("Sorted by rating, so with at least %d votes: min_votes sets another number.", enoughVotes)
	}
	out, err := t.discovered(ctx, l, f, tmdb.Page(max(in.Page, 1)))
	if err != nil {
		return nil, err
	}
	if in.Limit > 0 && len(out.Rows) > in.Limit {
		out.Rows = out.Rows[:in.Limit]
	}
	out.Note = note
	out.orWhy("Nothing is all of this: leave out a filter.")
	out.offers = len(in.Providers)+len(in.Monetization) > 0
	out.more = "ask for the next page, for a smaller limit, or narrow by year, genres or min_votes"
	return out, nil
}

func (t *tools) discovered(ctx context.Context, l discover.LookUp, f discover.Filters, page gen.RequestEditorFn) (*listOutput, error) {
	if l.Series {
		params, err := l.TV(ctx, f)
		if err != nil {
			return nil, err
		}
		return series(t.client.Discover.TV(ctx, params, page))
	}
	params, err := l.Movies(ctx, f)
	if err != nil {
		return nil, err
	}
	return movies(t.client.Discover.Movies(ctx, params, page))
}

// argument returns the argument of a filter.
func argument(filter string) string {
	switch filter {
	case "offers":
		return "monetization"
	case "series":
		return "kind tv"
	}
	return filter
}

// either returns names of which one has to be so.
func either(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	return []string{strings.Join(names, "|")}
}
