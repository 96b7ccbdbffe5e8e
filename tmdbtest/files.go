package tmdbtest

import (
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/exports"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/pictures"
)

// What TMDB has on other hosts than the API: images and the daily exports.

// imagesOfTMDB is where TMDB has its images.
const imagesOfTMDB = "https://image.tmdb.org/t/p/"

// WithImages sets where the configuration says that images are: "tmdb" for TMDB's own host, or a URL such as
// http://localhost:8080/t/p/. Without it they are on the server itself, which draws them: a picture of the
// right size and kind with the title on it.
func WithImages(base string) Option {
	return func(c *config) error {
		if base == "tmdb" {
			base = imagesOfTMDB
		}
		u, err := url.Parse(base)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New(`WithImages: want "tmdb", or a URL such as http://localhost:8080/t/p/`)
		}
		c.images = strings.TrimSuffix(base, "/") + "/"
		return nil
	}
}

// imagesFor returns where images are for who sent a request.
func (s *Server) imagesFor(r *http.Request) string {
	if s.config.images != "" {
		return s.config.images
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	if r.Host == "" { // in HTTP/1.0
		return s.URL + pictures.Prefix
	}
	return scheme + r.Host + pictures.Prefix
}

// serveFile serves an image or an export. It returns false for any other path.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case strings.HasPrefix(r.URL.Path, pictures.Prefix):
		s.pictures.ServeHTTP(w, r)
	case strings.HasPrefix(r.URL.Path, exports.Prefix):
		exports.New(rowsOf(s.data.at(s.Now())), s.Now).ServeHTTP(w, r)
	default:
		return false
	}
	return true
}

func (s *Server) picture(path string) (pictures.Picture, bool) {
	i, ok := s.data.at(s.Now()).Image(path)
	return pictures.Picture{Kind: pictures.Kind(i.Kind), Title: i.Title, Width: i.Width, Height: i.Height}, ok
}

// rowsOf returns what the exports have of a data set.
func rowsOf(set *dataset.Set) exports.Rows {
	movie := func(m *dataset.Movie) exports.Movie {
		d := m.Details()
		return exports.Movie{Adult: d.Adult, ID: d.ID, OriginalTitle: d.OriginalTitle, Popularity: float64(d.Popularity), Video: d.Video != nil && *d.Video}
	}
	series := func(t *dataset.Series) exports.Series {
		d := t.Details()
		return exports.Series{ID: d.ID, OriginalName: d.OriginalName, Popularity: float64(d.Popularity)}
	}
	person := func(p *dataset.Person) exports.Person {
		d := p.Details()
		return exports.Person{Adult: d.Adult, ID: d.ID, Name: d.Name, Popularity: float64(d.Popularity)}
	}
	return exports.Rows{
		Movies:              rows(set.Movies, func(m *dataset.Movie) bool { return !m.Details().Adult }, movie),
		AdultMovies:         rows(set.Movies, func(m *dataset.Movie) bool { return m.Details().Adult }, movie),
		TVSeries:            rows(set.TV, func(t *dataset.Series) bool { return !t.Details().Adult }, series),
		AdultTVSeries:       rows(set.TV, func(t *dataset.Series) bool { return t.Details().Adult }, series),
		People:              rows(set.People(), func(p *dataset.Person) bool { return !p.Details().Adult }, person),
		AdultPeople:         rows(set.People(), func(p *dataset.Person) bool { return p.Details().Adult }, person),
		Collections:         named(set.Collections()),
		Keywords:            named(set.Keywords()),
		ProductionCompanies: named(set.Companies()),
		TVNetworks:          named(set.Networks()),
	}
}

func rows[E, R any](entries []E, pass func(E) bool, row func(E) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		for _, e := range entries {
			if pass(e) && !yield(row(e)) {
				return
			}
		}
	}
}

func named[T any](entries []*dataset.Entity[T]) iter.Seq[exports.Named] {
	all := func(*dataset.Entity[T]) bool { return true }
	return rows(entries, all, func(e *dataset.Entity[T]) exports.Named {
		return exports.Named{ID: e.ID, Name: e.Object().Text("name")}
	})
}
