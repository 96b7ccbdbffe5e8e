// Package exports serves what stands in for TMDB's daily exports: files with the ids of all that
// there is of a kind, as gzip with a JSON object a line.
package exports

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"
)

// Movie is a row of the movies.
type Movie struct {
	Adult         bool    `json:"adult"`
	ID            int     `json:"id"`
	OriginalTitle string  `json:"original_title"`
	Popularity    float64 `json:"popularity"`
	Video         bool    `json:"video"`
}

// Series is a row of the series.
type Series struct {
	ID           int     `json:"id"`
	OriginalName string  `json:"original_name"`
	Popularity   float64 `json:"popularity"`
}

// Person is a row of the people.
type Person struct {
	Adult      bool    `json:"adult"`
	ID         int     `json:"id"`
	Name       string  `json:"name"`
	Popularity float64 `json:"popularity"`
}

// Named is a row of the collections, networks, keywords or companies.
type Named struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Rows are the rows of all files, in the order in which they are written. A sequence is gone
// through for each request, by several goroutines at once. One that is nil has no rows, and neither
// has its file: the client of this project takes that for a damaged one, for TMDB has none such.
type Rows struct {
	Movies        iter.Seq[Movie]
	AdultMovies   iter.Seq[Movie]
	TVSeries      iter.Seq[Series]
	AdultTVSeries iter.Seq[Series]
	People        iter.Seq[Person]
	AdultPeople   iter.Seq[Person]

	Collections         iter.Seq[Named]
	Keywords            iter.Seq[Named]
	ProductionCompanies iter.Seq[Named]
	TVNetworks          iter.Seq[Named]
}

// Prefix is what the paths of all files begin with.
const Prefix = "/p/exports/"

// denied is what the bucket that TMDB keeps the files in says of one that it has not got.
const denied = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`

// New returns a handler of GET and HEAD /p/exports/{kind}_ids_{MM}_{DD}_{YYYY}.json.gz. The files of
// all days have the same rows. A day is there from 08:00 UTC on for three months, by the clock now;
// anything else is 403, as XML. It may be used by several goroutines, and so must now.
func New(rows Rows, now func() time.Time) http.Handler {
	return &handler{now: now, files: map[string]func(io.Writer) error{
		"movie":              writer(rows.Movies),
		"adult_movie":        writer(rows.AdultMovies),
		"tv_series":          writer(rows.TVSeries),
		"adult_tv_series":    writer(rows.AdultTVSeries),
		"person":             writer(rows.People),
		"adult_person":       writer(rows.AdultPeople),
		"collection":         writer(rows.Collections),
		"keyword":            writer(rows.Keywords),
		"production_company": writer(rows.ProductionCompanies),
		"tv_network":         writer(rows.TVNetworks),
	}}
}

type handler struct {
	now   func() time.Time
	files map[string]func(io.Writer) error
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "want GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	kind, day, ok := parse(r.URL.Path)
	write, known := h.files[kind]
	if !ok || !known || !there(kind, day, h.now()) {
		header.Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, denied)
		return
	}
	var file bytes.Buffer
	if err := write(&file); err != nil {
		http.Error(w, "the file could not be written", http.StatusInternalServerError)
		return
	}
	header.Set("Content-Type", "application/gzip")
	header.Set("ETag", fmt.Sprintf(`"%x"`, md5.Sum(file.Bytes()))) // as the bucket has it
	http.ServeContent(w, r, "", ready(day), bytes.NewReader(file.Bytes()))
}

// writer returns what writes the file of rows: the same bytes each time.
func writer[T any](rows iter.Seq[T]) func(io.Writer) error {
	return func(w io.Writer) error {
		zip := gzip.NewWriter(w)
		lines := json.NewEncoder(zip)
		lines.SetEscapeHTML(false) // which TMDB does not
		if rows != nil {
			for row := range rows {
				if err := lines.Encode(row); err != nil {
					return err
				}
			}
		}
		return zip.Close()
	}
}
