package handlers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func watchProviders() table {
	return table{
		"watchProviderRegions":   static("/3/watch/providers/regions"),
		"movieWatchProviderList": watchProviderList("/3/watch/providers/movie"),
		"tvWatchProviderList":    watchProviderList("/3/watch/providers/tv"),
	}
}

// watchProviderList makes a handler of the providers of movies or series. If the call names a country, they
// are those of the country, in the order that they have there.
func watchProviderList(path string) handler {
	return func(c *Call) (any, error) {
		rows := c.static(path).List("results")
		if region := strings.ToUpper(c.text("watch_region")); region != "" {
			var there []object.Object
			for _, row := range rows {
				priorities, _ := object.Parse(row.Get("display_priorities"))
				if priority := priorities.Get(region); priority != nil {
					there = append(there, row.With("display_priority", priority))
				}
			}
			rows = there
		}
		slices.SortStableFunc(rows, func(a, b object.Object) int {
			return cmp.Compare(a.Int("display_priority"), b.Int("display_priority"))
		})
		return object.Of("results", rows), nil
	}
}
