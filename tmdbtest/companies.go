package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var companyHandlers = map[string]handler{
	"companyDetails":          appending(ofCompany(companyDetails)),
	"companyAlternativeNames": ofCompany(companyAlternativeNames),
	"companyImages":           ofCompany(companyImages),
	"companyMovies":           ofCompany(companyMovies),
}

// ofCompany makes a handler of one that wants the company of the path.
func ofCompany(answer func(*call, *dataset.Company) (any, error)) handler {
	return func(c *call) (any, error) {
		co := c.set.Company(c.id("company_id"))
		if co == nil {
			return nil, notFound()
		}
		return answer(c, co)
	}
}

func companyDetails(_ *call, co *dataset.Company) (any, error) {
	d := &gen.CompanyDetails{
		ID:            co.ID,
		Name:          co.Name,
		Description:   co.Description,
		Headquarters:  co.Headquarters,
		Homepage:      co.Homepage,
		LogoPath:      co.LogoPath,
		OriginCountry: co.OriginCountry,
	}
	if p := co.Parent; p != nil {
		d.ParentCompany = &gen.ParentCompany{ID: p.ID, Name: p.Name, LogoPath: p.LogoPath}
	}
	return d, nil
}

func companyAlternativeNames(_ *call, co *dataset.Company) (any, error) {
	return alternativeNames(co.ID, co.AlternativeNames), nil
}

func companyImages(_ *call, co *dataset.Company) (any, error) {
	return logosOf(co.ID, co.Images.Logos), nil
}

func companyMovies(c *call, co *dataset.Company) (any, error) {
	movies := keep(c.set.MoviesOf(co.ID), func(m *dataset.Movie) bool { return !m.Adult })
	return moviePage(c, byPopularity(movies)), nil
}
