package pick

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// WatchProviders returns where a movie or series can be watched in a country, such as "BR"; nothing
// if TMDB knows of no place there.
func WatchProviders(providers *gen.WatchProviders, country string) gen.CountryWatchProviders {
	if providers == nil {
		return gen.CountryWatchProviders{}
	}
	return providers.Results[strings.ToUpper(country)]
}
