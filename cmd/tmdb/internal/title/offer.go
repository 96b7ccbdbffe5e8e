package title

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
)

// Offer is a way in which providers show a title.
type Offer struct {
	// Name is stream, free, ads, rent or buy.
	Name      string
	Providers []gen.WatchProvider
}

// Offers returns the ways in which a title is shown in a country, in the order in which people ask.
func Offers(in gen.CountryWatchProviders) []Offer {
	return []Offer{{"stream", in.Flatrate}, {"free", in.Free}, {"ads", in.Ads}, {"rent", in.Rent}, {"buy", in.Buy}}
}

// Streams returns who shows a title without a price of its own.
func Streams(in gen.CountryWatchProviders) []string {
	return Offer{Providers: slices.Concat(in.Flatrate, in.Free, in.Ads)}.Names()
}

// Names returns those of the providers, TMDB's most prominent first.
func (o Offer) Names() []string {
	providers := slices.Clone(o.Providers)
	slices.SortStableFunc(providers, func(x, y gen.WatchProvider) int { return x.DisplayPriority - y.DisplayPriority })
	var names []string
	for _, provider := range providers {
		if !slices.Contains(names, provider.ProviderName) {
			names = append(names, provider.ProviderName)
		}
	}
	return names
}
