package tmdbtest

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var watchProviderHandlers = map[string]handler{
	"watchProviderRegions":   watchProviderRegions,
	"movieWatchProviderList": func(c *call) (any, error) { return watchProviderList(c, dataset.KindMovie), nil },
	"tvWatchProviderList":    func(c *call) (any, error) { return watchProviderList(c, dataset.KindSeries), nil },
}

// watchOf returns where something can be watched, by country. kind and id name
// the page at TMDB that the links go to.
func watchOf(c *call, id int, kind string, pageID int, watch []*dataset.Watch) gen.WatchProviders {
	results := map[string]gen.CountryWatchProviders{}
	of := dataset.Kind(kind)
	for _, w := range watch {
		results[w.Country] = gen.CountryWatchProviders{
			Link:     "https://www.themoviedb.org/" + kind + "/" + itoa(pageID) + "/watch?locale=" + w.Country,
			Flatrate: watchProviders(c, of, w.Country, w.Flatrate),
			Rent:     watchProviders(c, of, w.Country, w.Rent),
			Buy:      watchProviders(c, of, w.Country, w.Buy),
			Ads:      watchProviders(c, of, w.Country, w.Ads),
			Free:     watchProviders(c, of, w.Country, w.Free),
		}
	}
	return gen.WatchProviders{ID: id, Results: results}
}

// watchProviders is nil without providers: the way to pay is left out then.
func watchProviders(c *call, kind dataset.Kind, country string, ids []int) []gen.WatchProvider {
	var rows []gen.WatchProvider
	for _, id := range ids {
		if p := c.set.Provider(id); p != nil {
			rows = append(rows, gen.WatchProvider{
				ProviderID:      p.ID,
				ProviderName:    p.Name,
				LogoPath:        p.LogoPath,
				DisplayPriority: p.PriorityIn(kind, country),
			})
		}
	}
	slices.SortStableFunc(rows, func(a, b gen.WatchProvider) int { return cmp.Compare(a.DisplayPriority, b.DisplayPriority) })
	return rows
}

// watchProviderRegions are the countries in which there is a provider.
func watchProviderRegions(c *call) (any, error) {
	in := map[string]bool{}
	for _, p := range c.set.Providers {
		for code := range p.Movie {
			in[code] = true
		}
		for code := range p.TV {
			in[code] = true
		}
	}
	countries := keep(c.set.Countries, func(co *dataset.Country) bool { return in[co.Code] })
	return gen.WatchProviderRegions{Results: each(c, countries, countryRow)}, nil
}

// watchProviderList lists the providers of movies or series, those of one
// country if the call names one.
func watchProviderList(c *call, kind dataset.Kind) gen.WatchProviderList {
	region := strings.ToUpper(c.text("watch_region"))
	rows := []gen.WatchProviderSummary{}
	for _, p := range c.set.Providers {
		priorities := p.Movie
		if kind == dataset.KindSeries {
			priorities = p.TV
		}
		if _, ok := priorities[region]; len(priorities) == 0 || region != "" && !ok {
			continue
		}
		row := gen.WatchProviderSummary{
			ProviderID:        p.ID,
			ProviderName:      p.Name,
			LogoPath:          p.LogoPath,
			DisplayPriority:   p.Priority,
			DisplayPriorities: maps.Clone(priorities),
		}
		if region != "" {
			row.DisplayPriority = priorities[region]
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b gen.WatchProviderSummary) int { return cmp.Compare(a.DisplayPriority, b.DisplayPriority) })
	return gen.WatchProviderList{Results: rows}
}
