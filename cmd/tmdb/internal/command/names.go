package command

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
	"github.com/tmdb-go/tmdb/wrapper/lookup"
)

// named is something with an id that users call by its name.
type named struct {
	id   int
	name string
}

// searched is how many results of a search a name is looked for in.
const searched = 20

// lookUp are the ways to find what users name, for movies or for series.
type lookUp struct {
	*app.App
	ctx    context.Context
	client *tmdb.Client
	series bool
}

// ids returns what a flag says as TMDB takes it: values are names or ids; of several all have to be
// so, and of those with | between them one. Candidates returns what a name could be.
func (l lookUp) ids(flag string, values []string, candidates func(name string) ([]named, error)) (*string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	var all []int
	either := false
	for _, value := range values {
		parts := strings.Split(value, "|")
		if either = either || len(parts) > 1; either && len(values) > 1 {
			return nil, app.Usagef("--%s has values of which all have to be so beside some of which one has to: want only , or only | between them", flag)
		}
		for _, name := range parts {
			id, err := l.id(flag, strings.TrimSpace(name), candidates)
			if err != nil {
				return nil, err
			}
			all = append(all, id)
		}
	}
	if either {
		return tmdb.Or(all...), nil
	}
	return tmdb.And(all...), nil
}

func (l lookUp) id(flag, name string, candidates func(name string) ([]named, error)) (int, error) {
	if name == "" {
		return 0, app.Usagef("--%s is empty: want a name or an id", flag)
	}
	if id, err := strconv.Atoi(name); err == nil && id > 0 {
		return id, nil
	}
	all, err := candidates(name)
	if err != nil {
		return 0, err
	}
	var same, near []named
	for _, one := range all {
		switch {
		case strings.EqualFold(one.name, name):
			same = append(same, one)
		case strings.Contains(strings.ToLower(one.name), strings.ToLower(name)):
			near = append(near, one)
		}
	}
	if len(same) == 0 && len(near) == 1 {
		same = near
	}
	switch {
	case len(same) == 1:
		return same[0].id, nil
	case len(same) > 1:
		return 0, app.Usagef("--%s: several have the name %.60q: want one of %s", flag, name, listed(same))
	case len(near) > 1:
		return 0, app.Usagef("--%s: nothing has the name %.60q: want one such as %s", flag, name, listed(near))
	case len(all) > 0:
		return 0, app.Usagef("--%s: nothing has the name %.60q; there are %s", flag, name, listed(all))
	}
	return 0, app.Usagef("--%s: nothing has the name %.60q", flag, name)
}

// listed writes some names with their ids.
func listed(all []named) string {
	var texts []string
	for _, one := range all[:min(len(all), searched)] {
		texts = append(texts, fmt.Sprintf("%s (%d)", one.name, one.id))
	}
	if len(all) > len(texts) {
		texts = append(texts, "…")
	}
	return strings.Join(texts, ", ")
}

func (l lookUp) genres(string) ([]named, error) {
	var genres *gen.Genres
	var err error
	if l.series {
		genres, err = l.client.Genres.TV(l.ctx, nil)
	} else {
		genres, err = l.client.Genres.Movies(l.ctx, nil)
	}
	if err != nil {
		return nil, err
	}
	var all []named
	for _, genre := range genres.Genres {
		all = append(all, named{genre.ID, genre.Name})
	}
	return all, nil
}

// people returns those with a name, of namesakes the one whom most look for.
func (l lookUp) people(name string) ([]named, error) {
	rows, err := tmdb.Collect(l.client.Search.PeopleIter(l.ctx, &gen.SearchPeopleParams{Query: name}), searched)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(x, y gen.Person) int { return int(y.Popularity*1000) - int(x.Popularity*1000) })
	var all []named
	for _, row := range rows {
		isNamesake := func(one named) bool { return strings.EqualFold(one.name, row.Name) }
		if !slices.ContainsFunc(all, isNamesake) {
			all = append(all, named{row.ID, row.Name})
		}
	}
	return all, nil
}

func (l lookUp) companies(name string) ([]named, error) {
	return results(l.client.Search.CompaniesIter(l.ctx, &gen.SearchCompaniesParams{Query: name}), func(c gen.Company) named { return named{c.ID, c.Name} })
}

func (l lookUp) keywords(name string) ([]named, error) {
	return results(l.client.Search.KeywordsIter(l.ctx, &gen.SearchKeywordsParams{Query: name}), func(k gen.Keyword) named { return named{k.ID, k.Name} })
}

func results[T any](rows iter.Seq2[T, error], name func(T) named) ([]named, error) {
	some, err := tmdb.Collect(rows, searched)
	if err != nil {
		return nil, err
	}
	all := make([]named, len(some))
	for i, row := range some {
		all[i] = name(row)
	}
	return all, nil
}

// providers returns those of the user's country.
func (l lookUp) providers(string) ([]named, error) {
	in, err := lookup.Providers(l.ctx, l.client, l.Region())
	if err != nil {
		return nil, err
	}
	var all []named
	for _, row := range in.Rows {
		all = append(all, named{row.ProviderID, row.ProviderName})
	}
	return all, nil
}

// networks returns those of the daily export, as TMDB has no search for them.
func (l lookUp) networks(name string) ([]named, error) {
	var opts []exports.Option
	if url := l.ExportsURL(); url != "" {
		opts = append(opts, exports.BaseURL(url))
	}
	var all []named
	for row, err := range exports.TVNetworks(l.ctx, exports.LatestDay(l.Now()), opts...) {
		if err != nil {
			return nil, err
		}
		if strings.Contains(strings.ToLower(row.Name), strings.ToLower(name)) {
			all = append(all, named{row.ID, row.Name})
		}
	}
	return all, nil
}
