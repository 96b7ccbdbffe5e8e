package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var certificationHandlers = map[string]handler{
	"movieCertifications": func(c *call) (any, error) { return certifications(c, dataset.KindMovie), nil },
	"tvCertifications":    func(c *call) (any, error) { return certifications(c, dataset.KindSeries), nil },
}

// certifications returns the certifications of each country, the mildest first.
func certifications(c *call, kind dataset.Kind) gen.Certifications {
	countries := map[string]gen.CountryCertifications{}
	for _, ce := range c.set.Certifications {
		if ce.Media == kind {
			countries[ce.Country] = append(countries[ce.Country], gen.Certification{
				Certification: ce.Name,
				Meaning:       ce.Meaning,
				Order:         ce.Order,
			})
		}
	}
	return gen.Certifications{Certifications: countries}
}
