package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func companies() table {
	company := pathCompany()
	return table{
		"companyDetails":          appending(company.of(companyDetails)),
		"companyAlternativeNames": company.piece("alternative_names", "AlternativeNames"),
		"companyImages":           company.piece("images", "Logos"),
		"companyMovies":           company.of(companyMovies),
	}
}

func pathCompany() lookup[*dataset.Company] {
	return func(c *Call) (*dataset.Company, error) {
		return found(c, "company_id", c.Set.Company(c.id("company_id")))
	}
}

func companyDetails(_ *Call, co *dataset.Company) (any, error) {
	o := co.Object()
	switch {
	case o == nil:
		return nil, codes.NotFound()
	case o.Get("parent_company") == nil:
		o = o.With("parent_company", nil)
	}
	return o, nil
}

// companyMovies are the movies that the company made, the most popular first.
func companyMovies(c *Call, co *dataset.Company) (any, error) {
	movies := keep(c.Set.Movies, func(m *dataset.Movie) bool {
		d := m.Details()
		return !d.Adult && slices.ContainsFunc(d.ProductionCompanies, func(p gen.Company) bool { return p.ID == co.ID })
	})
	return c.moviesOf(co, movies).Without("id"), nil
}

// moviesOf returns a page of the movies of a company or keyword, the most popular first, or of the rows of them
// that the data has.
func (c *Call) moviesOf(e entity, movies []*dataset.Movie) object.Object {
	page := c.moviePage(byPopularity(movies))
	if rows := e.Piece("movies").List("results"); len(rows) > len(movies) {
		page = paged(c, rows, c.current)
	}
	return object.Of("id", e.SentID()).Add(page)
}
