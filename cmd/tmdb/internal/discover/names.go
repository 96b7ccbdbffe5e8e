// Package discover asks TMDB for the movies or series that are all that a user says, by names rather than ids:
// genres, people, companies, keywords, networks and watch providers.
package discover

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
	"github.com/tmdb-go/tmdb/wrapper/lookup"
)

// Named is something with an id that users call by its name.
type Named struct {
	ID   int
	Name string
	// also are further ids of the same, as Apple TV has for what it streams and what it sells.
	also []int
}

// searched is how many results of a search a name is looked for in.
const searched = 20

// mostNames is how many names a filter has, each of which may be a request.
const mostNames = 50

// LookUp are the ways to find what users name, for movies or for series.
type LookUp struct {
	Client *tmdb.Client
	// Series is for genres of series in place of those of movies.
	Series bool
	// Region is the country of providers and certifications, such as DE.
	Region string
	// ExportsURL is where the daily exports are, "" for TMDB's own place.
	ExportsURL string
	Now        func() time.Time
	// Parameter writes the name of a filter as the user knows it, such as --genre for genres; nil if as it is.
	Parameter func(name string) string
}

// parameter returns the name of a filter as the user knows it.
func (l LookUp) parameter(name string) string {
	if l.Parameter == nil {
		return name
	}
	return l.Parameter(name)
}

// candidates returns what a name could be.
type candidates func(ctx context.Context, name string) ([]Named, error)

// split returns what the values of a filter name, and whether it is enough if one is so: of those with | between
// them, and of a single one. Of several values all have to be so.
func (l LookUp) split(filter string, values []string) (names []string, either bool, err error) {
	if n := len(values) + strings.Count(strings.Join(values, ""), "|"); n > mostNames {
		return nil, false, app.Usagef("%s has %d names: want at most %d", l.parameter(filter), n, mostNames)
	}
	for _, value := range values {
		parts := strings.Split(value, "|")
		if len(parts) > 1 && len(values) > 1 {
			return nil, false, app.Usagef("%s has several values, which all have to be so, beside some with |, of which one has to: want only one of both", l.parameter(filter))
		}
		for _, name := range parts {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names, len(values) == 1, nil
}

// ids returns what a filter says as TMDB takes it: values are names or ids.
func (l LookUp) ids(ctx context.Context, filter string, values []string, from candidates) (*string, error) {
	names, either, err := l.split(filter, values)
	if err != nil {
		return nil, err
	}
	var all, also []int
	for _, name := range names {
		one, err := l.named(ctx, l.parameter(filter), name, from)
		if err != nil {
			return nil, err
		}
		all, also = append(all, one.ID), append(also, one.also...)
	}
	if either {
		return tmdb.Or(append(all, also...)...), nil
	}
	return tmdb.And(all...), nil
}

// named returns what a name means; parameter is for errors.
func (l LookUp) named(ctx context.Context, parameter, name string, from candidates) (Named, error) {
	if name == "" {
		return Named{}, app.Usagef("%s is empty: want a name or an id", parameter)
	}
	if id, err := strconv.Atoi(name); err == nil && id > 0 {
		return Named{ID: id}, nil
	}
	all, err := from(ctx, name)
	if usage, ok := errors.AsType[app.UsageError](err); ok {
		return Named{}, app.Usagef("%s: %w", parameter, usage.Err)
	}
	if err != nil {
		return Named{}, err
	}
	var same, near []Named
	for _, one := range all {
		switch {
		case strings.EqualFold(one.Name, name):
			same = append(same, one)
		case one.is(name):
			near = append(near, one)
		}
	}
	if len(same) == 0 {
		same = plainest(near)
	}
	switch {
	case len(same) == 1:
		return same[0], nil
	case len(same) > 1:
		return Named{}, app.Usagef("%s: several have the name %.60q: want one of %s", parameter, name, listed(same))
	case len(near) > 1:
		return Named{}, app.Usagef("%s: nothing has the name %.60q: want one such as %s", parameter, name, listed(near))
	case len(all) > 0:
		return Named{}, app.Usagef("%s: nothing has the name %.60q; there are %s", parameter, name, listed(all))
	}
	return Named{}, app.Usagef("%s: nothing has the name %.60q: want another spelling, or fewer words", parameter, name)
}

// plainest returns the one that all others are forms of, as Amazon Prime Video with Ads is one of Amazon Prime Video,
// and none if there is no such.
func plainest(all []Named) []Named {
	if len(all) == 0 {
		return nil
	}
	shortest := slices.MinFunc(all, func(x, y Named) int { return cmp.Compare(len(x.Name), len(y.Name)) })
	for _, one := range all {
		if one.ID != shortest.ID && !strings.HasPrefix(strings.ToLower(one.Name), strings.ToLower(shortest.Name)+" ") {
			return nil
		}
	}
	return []Named{shortest}
}

// listed writes some names with their ids.
func listed(all []Named) string {
	var texts []string
	for _, one := range all[:min(len(all), searched)] {
		texts = append(texts, fmt.Sprintf("%s (%d)", one.Name, one.ID))
	}
	if len(all) > len(texts) {
		texts = append(texts, "…")
	}
	return strings.Join(texts, ", ")
}

// genres returns all genres, and in English if the language of the client has none of the name.
func (l LookUp) genres(ctx context.Context, name string) ([]Named, error) {
	if id, ok := l.sciFi(name); ok {
		return []Named{{ID: id, Name: name}}, nil
	}
	all, err := l.Genres(ctx)
	if err != nil || slices.ContainsFunc(all, func(one Named) bool { return one.is(name) }) {
		return all, err
	}
	english, err := l.Genres(ctx, tmdb.Language("en"))
	if err != nil || slices.ContainsFunc(english, func(one Named) bool { return one.is(name) }) {
		return english, err
	}
	return all, nil
}

// sciFi returns the genre of science fiction, which everybody calls otherwise than TMDB does.
func (l LookUp) sciFi(name string) (id int, ok bool) {
	id = int(gen.MovieGenreScienceFiction)
	if l.Series {
		id = int(gen.TVGenreSciFiFantasy)
	}
	switch strings.ToLower(name) {
	case "science fiction", "science-fiction", "sci-fi", "scifi", "sf":
		return id, true
	}
	return 0, false
}

// is reports whether a name is meant by a text, which may be a part of it.
func (n Named) is(text string) bool {
	return strings.Contains(strings.ToLower(n.Name), strings.ToLower(text))
}

// Genres returns all genres.
func (l LookUp) Genres(ctx context.Context, reqEditors ...gen.RequestEditorFn) ([]Named, error) {
	var genres *gen.Genres
	var err error
	if l.Series {
		genres, err = l.Client.Genres.TV(ctx, nil, reqEditors...)
	} else {
		genres, err = l.Client.Genres.Movies(ctx, nil, reqEditors...)
	}
	if err != nil {
		return nil, err
	}
	var all []Named
	for _, genre := range genres.Genres {
		all = append(all, Named{ID: genre.ID, Name: genre.Name})
	}
	return all, nil
}

// people returns those with a name, of namesakes the one whom most look for. What other commands name somebody by
// will do as well: person/287, an IMDb id or the address of a page.
func (l LookUp) people(ctx context.Context, name string) ([]Named, error) {
	if _, isRef := title.Parse(name); isRef {
		found, err := title.Resolve(ctx, l.Client, []string{name}, gen.MediaTypePerson)
		if err != nil {
			return nil, err
		}
		return []Named{{ID: found.ID, Name: name}}, nil
	}
	rows, err := tmdb.Collect(l.Client.Search.PeopleIter(ctx, &gen.SearchPeopleParams{Query: name}), searched)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(x, y gen.Person) int { return int(y.Popularity*1000) - int(x.Popularity*1000) })
	var all []Named
	for _, row := range rows {
		isNamesake := func(one Named) bool { return strings.EqualFold(one.Name, row.Name) }
		if !slices.ContainsFunc(all, isNamesake) {
			all = append(all, Named{ID: row.ID, Name: row.Name})
		}
	}
	return all, nil
}

func (l LookUp) companies(ctx context.Context, name string) ([]Named, error) {
	return results(l.Client.Search.CompaniesIter(ctx, &gen.SearchCompaniesParams{Query: name}), func(c gen.Company) Named { return Named{ID: c.ID, Name: c.Name} })
}

func (l LookUp) keywords(ctx context.Context, name string) ([]Named, error) {
	return results(l.Client.Search.KeywordsIter(ctx, &gen.SearchKeywordsParams{Query: name}), func(k gen.Keyword) Named { return Named{ID: k.ID, Name: k.Name} })
}

func results[T any](rows iter.Seq2[T, error], name func(T) Named) ([]Named, error) {
	some, err := tmdb.Collect(rows, searched)
	if err != nil {
		return nil, err
	}
	all := make([]Named, len(some))
	for i, row := range some {
		all[i] = name(row)
	}
	return all, nil
}

// networks returns those of the daily export, as TMDB has no search for them.
func (l LookUp) networks(ctx context.Context, name string) ([]Named, error) {
	var opts []exports.Option
	if l.ExportsURL != "" {
		opts = append(opts, exports.BaseURL(l.ExportsURL))
	}
	var all []Named
	for row, err := range exports.TVNetworks(ctx, exports.LatestDay(l.Now()), opts...) {
		if err != nil {
			return nil, err
		}
		if one := (Named{ID: row.ID, Name: row.Name}); one.is(name) {
			all = append(all, one)
		}
	}
	return all, nil
}

// providers returns those of the country. What is written in another way, such as Disney+ for Disney Plus, is
// found as well.
func (l LookUp) providers(ctx context.Context, name string) ([]Named, error) {
	in, err := lookup.Providers(ctx, l.Client, l.Region)
	if err != nil {
		return nil, err
	}
	if ids, err := in.IDs(name); err == nil {
		return []Named{{ID: ids[0], Name: name, also: ids[1:]}}, nil
	}
	var all []Named
	for _, row := range in.Rows {
		all = append(all, Named{ID: row.ProviderID, Name: row.ProviderName})
	}
	return all, nil
}
