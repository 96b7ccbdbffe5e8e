package agent

import (
	"fmt"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

// listOutput is a page of rows.
type listOutput struct {
	said
	paged
	Rows []row `json:"rows"`
}

// paged is where in a list the rows are.
type paged struct {
	Page  int `json:"page"`
	Pages int `json:"pages"`
	Total int `json:"total"`
}

// orWhy says in the note why there are no rows: the page is none, or else what is given.
func (o *listOutput) orWhy(none string) {
	switch {
	case len(o.Rows) > 0:
	case o.Page > o.Pages && o.Total > 0:
		o.Note = fmt.Sprintf("There is no page %d: the last is %d.", o.Page, o.Pages)
	default:
		o.Note = strings.TrimSpace(none + " " + o.Note)
	}
}

func pageOf[T title.Item](items []T, page, pages, total int) *listOutput {
	return &listOutput{paged: paged{page, pages, total}, Rows: rowsOf(items)}
}

// movies returns what TMDB has sent as a list, and so do the functions below.
func movies(p *gen.MoviePage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}

func datedMovies(p *gen.MovieDatesPage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}

func series(p *gen.TVSeriesPage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}

func people(p *gen.PersonPage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}

func collections(p *gen.CollectionPage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}

func media(p *gen.MediaPage, err error) (*listOutput, error) {
	if err != nil {
		return nil, err
	}
	return pageOf(p.Results, p.Page, p.TotalPages, p.TotalResults), nil
}
