package agent

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
)

type referenceInput struct {
	List     string `json:"list" enum:"genres,providers,certifications,jobs,languages,countries"`
	Kind     string `json:"kind,omitempty" enum:"movie,tv" jsonschema:"default movie"`
	Region   string `json:"region,omitempty" jsonschema:"of providers and certifications: DE"`
	Contains string `json:"contains,omitempty" jsonschema:"only names with this"`
}

type referenceOutput struct {
	said
	Rows []referenceRow `json:"rows"`
}

// referenceRow is a value of TMDB's: its id or code, and what it stands for.
type referenceRow struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	// Of is the department of a job.
	Of string `json:"of,omitempty"`
}

// reference returns the values that TMDB knows of something.
func (t *tools) reference(ctx context.Context, in referenceInput) (*referenceOutput, error) {
	region, err := t.country(in.Region)
	if err != nil {
		return nil, err
	}
	out := &referenceOutput{Rows: []referenceRow{}}
	out.more = `give a part of the name as "contains"`
	switch in.List {
	case "genres":
		out.Rows, err = t.genres(ctx, in.Kind)
	case "providers":
		out.offers = true
		out.Rows, err = t.providers(ctx, in.Kind, region)
	case "certifications":
		out.Rows, err = t.certifications(ctx, in.Kind, region)
	case "jobs":
		out.Rows, err = t.jobs(ctx)
	case "languages":
		out.Rows, err = t.languages(ctx)
	case "countries":
		out.Rows, err = t.countries(ctx)
	}
	if err != nil {
		return nil, err
	}
	part := strings.ToLower(strings.TrimSpace(in.Contains))
	out.Rows = slices.DeleteFunc(out.Rows, func(row referenceRow) bool {
		return part != "" && !strings.Contains(strings.ToLower(row.ID+" "+row.Name+" "+row.Of), part)
	})
	if len(out.Rows) == 0 {
		if part != "" {
			return nil, app.NotFoundf("none of the %s has %.60q in its name: leave out contains, to see all", in.List, in.Contains)
		}
		return nil, app.NotFoundf("TMDB has no %s of %s", in.List, region)
	}
	return out, nil
}

func (t *tools) genres(ctx context.Context, kind string) ([]referenceRow, error) {
	var genres *gen.Genres
	var err error
	if kind == "tv" {
		genres, err = t.client.Genres.TV(ctx, nil)
	} else {
		genres, err = t.client.Genres.Movies(ctx, nil)
	}
	if err != nil {
		return nil, err
	}
	var rows []referenceRow
	for _, genre := range genres.Genres {
		rows = append(rows, referenceRow{ID: strconv.Itoa(genre.ID), Name: genre.Name})
	}
	return rows, nil
}

// providers returns those of a country, in the order in which TMDB shows them there.
func (t *tools) providers(ctx context.Context, kind, region string) ([]referenceRow, error) {
	var list *gen.WatchProviderList
	var err error
	if kind == "tv" {
		list, err = t.client.WatchProviders.TV(ctx, &gen.TVWatchProviderListParams{WatchRegion: &region})
	} else {
		list, err = t.client.WatchProviders.Movies(ctx, &gen.MovieWatchProviderListParams{WatchRegion: &region})
	}
	if err != nil {
		return nil, err
	}
	place := func(p gen.WatchProviderSummary) int {
		if n, ok := p.DisplayPriorities[region]; ok {
			return n
		}
		return p.DisplayPriority
	}
	sorted := slices.SortedStableFunc(slices.Values(list.Results), func(x, y gen.WatchProviderSummary) int { return place(x) - place(y) })
	var rows []referenceRow
	for _, p := range sorted {
		rows = append(rows, referenceRow{ID: strconv.Itoa(p.ProviderID), Name: p.ProviderName})
	}
	return rows, nil
}

// certifications returns those of a country, the mildest first.
func (t *tools) certifications(ctx context.Context, kind, region string) ([]referenceRow, error) {
	list := t.client.Certifications.Movies
	if kind == "tv" {
		list = t.client.Certifications.TV
	}
	all, err := list(ctx)
	if err != nil {
		return nil, err
	}
	sorted := slices.SortedStableFunc(slices.Values(all.Certifications[region]), func(x, y gen.Certification) int { return x.Order - y.Order })
	var rows []referenceRow
	for _, c := range sorted {
		rows = append(rows, referenceRow{ID: c.Certification, Name: c.Meaning})
	}
	return rows, nil
}

func (t *tools) jobs(ctx context.Context) ([]referenceRow, error) {
	all, err := t.client.Configuration.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	var rows []referenceRow
	for _, department := range *all {
		for _, job := range department.Jobs {
			rows = append(rows, referenceRow{Name: job, Of: string(department.Department)})
		}
	}
	return rows, nil
}

func (t *tools) languages(ctx context.Context) ([]referenceRow, error) {
	all, err := t.client.Configuration.Languages(ctx)
	if err != nil {
		return nil, err
	}
	var rows []referenceRow
	for _, language := range *all {
		rows = append(rows, referenceRow{ID: language.LanguageCode, Name: language.EnglishName})
	}
	return rows, nil
}

func (t *tools) countries(ctx context.Context) ([]referenceRow, error) {
	all, err := t.client.Configuration.Countries(ctx, nil)
	if err != nil {
		return nil, err
	}
	var rows []referenceRow
	for _, country := range *all {
		rows = append(rows, referenceRow{ID: country.CountryCode, Name: country.EnglishName})
	}
	return rows, nil
}
