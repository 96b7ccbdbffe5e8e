package agent

import (
	"context"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/discover"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

type searchInput struct {
	Query string `json:"query" jsonschema:"title or name, without a year"`
	Kind  string `json:"kind,omitempty" enum:"movie,tv,person,collection"`
	Year  int    `json:"year,omitempty" min:"1800" max:"2200" jsonschema:"of movies and series"`
	Page  int    `json:"page,omitempty" min:"1" max:"500"`
}

// search finds movies, series, people and collections by their title or name.
func (t *tools) search(ctx context.Context, in searchInput) (*listOutput, error) {
	in.Query = strings.TrimSpace(in.Query)
	if in.Query == "" {
		return nil, app.Usagef("query is empty: want a title or a name")
	}
	if ref, ok := title.Parse(in.Query); ok {
		return nil, app.Usagef("query is the reference %s already: give it to title, person, season or collection", ref)
	}
	if in.Year != 0 && (in.Kind == "person" || in.Kind == "collection") {
		return nil, app.Usagef("year is for movies and series: leave it out for kind %s", in.Kind)
	}
	if words, year, ok := title.WithYear(in.Query); ok && in.Year == 0 && in.Kind != "person" && in.Kind != "collection" {
		in.Query, in.Year = words, year
	}
	out, err := t.found(ctx, in)
	if err != nil {
		return nil, err
	}
	out.orWhy("Nothing has these words: try fewer of them, another spelling or the original title, and no kind or year.")
	out.more = "ask for the next page, or give kind or year"
	return out, nil
}

func (t *tools) found(ctx context.Context, in searchInput) (*listOutput, error) {
	page := tmdb.Page(max(in.Page, 1))
	switch gen.MediaType(in.Kind) {
	case gen.MediaTypePerson:
		return people(t.client.Search.People(ctx, &gen.SearchPeopleParams{Query: in.Query}, page))
	case gen.MediaTypeCollection:
		return collections(t.client.Search.Collections(ctx, &gen.SearchCollectionsParams{Query: in.Query}, page))
	case gen.MediaTypeMovie:
		return movies(t.client.Search.Movies(ctx, &gen.SearchMoviesParams{Query: in.Query, PrimaryReleaseYear: discover.Optional(in.Year)}, page))
	case gen.MediaTypeTV:
		return series(t.client.Search.TV(ctx, &gen.SearchTVParams{Query: in.Query, FirstAirDateYear: discover.Optional(in.Year)}, page))
	}
	if in.Year == 0 {
		return media(t.client.Search.Multi(ctx, &gen.SearchMultiParams{Query: in.Query}, page))
	}
	if in.Page > 1 {
		return nil, app.Usagef("page is %d: with year and no kind there is one page; want kind movie or tv as well", in.Page)
	}
	found, err := tmdb.Collect(title.SearchYear(ctx, t.client, in.Query, in.Year, gen.MediaTypeMovie, gen.MediaTypeTV), 0)
	if err != nil {
		return nil, err
	}
	out := &listOutput{paged: paged{1, 1, len(found)}, Rows: []row{}}
	for _, one := range found {
		out.Rows = append(out.Rows, rowOf(one))
	}
	return out, nil
}
