package dataset

import "github.com/tmdb-go/tmdb/types"

// Provider is a service to watch movies or series on.
type Provider struct {
	ID       int             `json:"id"`
	Name     string          `json:"name"`
	LogoPath types.ImagePath `json:"logo_path"`
	// Priority is the place in lists that are for no country, the lowest first.
	Priority int `json:"display_priority"`
	// Movie and TV are the countries in which it has movies and series, with its
	// place in lists for that country.
	Movie map[string]int `json:"movie,omitzero"`
	TV    map[string]int `json:"tv,omitzero"`
}

// PriorityIn returns the place of the provider in lists for a country, for
// movies or series.
func (p *Provider) PriorityIn(kind Kind, country string) int {
	regions := p.Movie
	if kind == KindSeries {
		regions = p.TV
	}
	if n, ok := regions[country]; ok {
		return n
	}
	return p.Priority
}

func (p *Provider) check(c *checker) {
	c.positive(place{}, "id", p.ID)
	c.required(place{}, "name", p.Name)
	c.required(place{}, "logo_path", string(p.LogoPath))
	c.image(place{}, "logo_path", p.LogoPath)
	for code := range p.Movie {
		c.country(place{}, "movie", code)
	}
	for code := range p.TV {
		c.country(place{}, "tv", code)
	}
}

// Watch is where something can be watched in one country: ids of providers by
// the way one pays.
type Watch struct {
	Country  string `json:"country"`
	Flatrate []int  `json:"flatrate,omitzero"`
	Rent     []int  `json:"rent,omitzero"`
	Buy      []int  `json:"buy,omitzero"`
	Ads      []int  `json:"ads,omitzero"`
	Free     []int  `json:"free,omitzero"`
}

func checkWatch(c *checker, list []*Watch) {
	seen := make(map[string]bool, len(list))
	for i, w := range list {
		at := place{"watch", i}
		c.required(at, "country", w.Country)
		c.country(at, "country", w.Country)
		if seen[w.Country] {
			c.failf(at, "country", "%s is there twice", w.Country)
		}
		seen[w.Country] = true
		for _, way := range []struct {
			name string
			ids  []int
		}{{"flatrate", w.Flatrate}, {"rent", w.Rent}, {"buy", w.Buy}, {"ads", w.Ads}, {"free", w.Free}} {
			for _, id := range way.ids {
				if c.set.Provider(id) == nil {
					c.failf(at, way.name, "no provider %d", id)
				}
			}
		}
	}
}
