package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// RegionProviders are the watch providers of a country.
type RegionProviders struct {
	// Region is the country, such as "BR".
	Region string
	// Rows are the providers in the order in which TMDB shows them there.
	Rows []gen.WatchProviderSummary
}

// Providers returns who shows, rents or sells movies or series in a country, such as "BR".
//
// TMDB: GET /3/watch/providers/movie, GET /3/watch/providers/tv
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] also if region is no country,
// [tmdb.ErrUnauthorized], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func Providers(ctx context.Context, client *tmdb.Client, region string, reqEditors ...gen.RequestEditorFn) (RegionProviders, error) {
	region = strings.ToUpper(region)
	if len(region) != 2 || strings.ContainsFunc(region, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return RegionProviders{}, refuse(fmt.Sprintf("region is %.40q: want a country in two letters, such as BR", region))
	}
	if err := checkClient(client); err != nil {
		return RegionProviders{}, err
	}
	movies, err := client.WatchProviders.Movies(ctx, &gen.MovieWatchProviderListParams{WatchRegion: &region}, reqEditors...)
	if err != nil {
		return RegionProviders{}, err
	}
	series, err := client.WatchProviders.TV(ctx, &gen.TVWatchProviderListParams{WatchRegion: &region}, reqEditors...)
	if err != nil {
		return RegionProviders{}, err
	}
	providers := RegionProviders{Region: region}
	known := map[int]bool{}
	for _, row := range slices.Concat(movies.Results, series.Results) {
		if !known[row.ProviderID] {
			known[row.ProviderID] = true
			providers.Rows = append(providers.Rows, row)
		}
	}
	slices.SortStableFunc(providers.Rows, func(a, b gen.WatchProviderSummary) int {
		return cmp.Compare(priorityIn(a, region), priorityIn(b, region))
	})
	return providers, nil
}

func priorityIn(row gen.WatchProviderSummary, region string) int {
	if priority, ok := row.DisplayPriorities[region]; ok {
		return priority
	}
	return row.DisplayPriority
}

// IDs returns the ids of providers by their names, for parameters such as WithWatchProviders. Case,
// spaces and signs do not count, and a + is a plus: "Disney+" is "Disney Plus". Where several
// providers have the same name, as Apple TV has for what it streams and what it sells, the ids of
// all are there.
//
// The error is an *[tmdb.Error] that is [tmdb.ErrNotFound] if one of the names is not among them.
func (p RegionProviders) IDs(names ...string) ([]int, error) {
	var ids []int
	for _, name := range names {
		n := len(ids)
		for _, row := range p.Rows {
			if key := keyOf(name); key != "" && keyOf(row.ProviderName) == key {
				ids = append(ids, row.ProviderID)
			}
		}
		if len(ids) == n {
			return nil, p.unknown(name)
		}
	}
	return ids, nil
}

// unknown returns the error for a name that no provider has, with those that may be meant.
func (p RegionProviders) unknown(name string) error {
	const most = 3
	var similar, others []string
	for _, row := range p.Rows {
		if key := keyOf(name); key != "" && strings.Contains(keyOf(row.ProviderName), key) {
			similar = append(similar, fmt.Sprintf("%.40s", row.ProviderName))
		} else {
			others = append(others, fmt.Sprintf("%.40s", row.ProviderName))
		}
	}
	want := append(similar, others...)
	text := fmt.Sprintf("no provider in %s is called %.40q", p.Region, name)
	if len(want) > 0 {
		text += ": want one such as " + strings.Join(want[:min(most, len(want))], ", ")
	}
	return &tmdb.Error{Kind: tmdb.ErrNotFound, Err: errors.New(text)}
}

// keyOf returns what counts of a name.
func keyOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(name, "+", "plus"))
}
