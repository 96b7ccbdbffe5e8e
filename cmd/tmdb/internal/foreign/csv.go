package foreign

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// service is one whose CSV files are known.
type service struct {
	name string
	// columns are those by which its files are told.
	columns []string
	// entry reads a line. With an error it returns what it could read.
	entry func(r record, kind Kind) (Entry, error)
}

// services are asked in this order: who has the most telling columns is first.
var services = []service{own, trakt, tmdb, imdb, letterboxd, forLetterboxd}

// record is a line, with its values by the names of the columns.
type record map[string]string

// readCSV reads the lines of a file. Letterboxd has lines about a list before its columns.
func readCSV(name, text string) (*File, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	var from *service
	var columns []string
	var kind Kind
	file := &File{}
	for {
		values, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if from == nil {
			columns = normal(values)
			if from = serviceOf(columns); from != nil {
				file.Service = from.name
				kind = kindOf(name, columns)
			} else if line > 10 {
				break
			}
			continue
		}
		entry := record{}
		for i, value := range values {
			if i < len(columns) {
				entry[columns[i]] = strings.TrimSpace(value)
			}
		}
		e, err := from.entry(entry, kind)
		if err != nil {
			e.Skip = err.Error()
		}
		e.Line = line
		file.Entries = append(file.Entries, e)
	}
	if from == nil {
		return nil, ErrFormat
	}
	return file, nil
}

// separator returns what stands between the columns: spreadsheets of some countries write semicolons.
func separator(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	for _, other := range ";\t" {
		if strings.Count(first, string(other)) > strings.Count(first, ",") {
			return other
		}
	}
	return ','
}

// normal returns names of columns in one form: Your Rating is your_rating.
func normal(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
	}
	return all
}

func serviceOf(columns []string) *service {
	there := map[string]bool{}
	for _, column := range columns {
		there[column] = true
	}
	for i := range services {
		all := true
		for _, column := range services[i].columns {
			all = all && there[column]
		}
		if all {
			return &services[i]
		}
	}
	return nil
}

// kindOf returns the kind of a file by its name, or else by its columns.
func kindOf(name string, columns []string) Kind {
	if kind := kindByName(name); kind != Unknown {
		return kind
	}
	for _, column := range columns {
		switch column {
		case "position": // of lists of IMDb, which have ratings beside
			return Unknown
		case "rating", "your_rating", "rating10", "rated_at":
			return Rating
		}
	}
	return Unknown
}

// number reads a whole number that may be missing.
func (r record) number(column string, missing int) (int, error) {
	text := r[column]
	if text == "" {
		return missing, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s is %.40q: want a number", column, text)
	}
	return n, nil
}

// rating reads a rating that may be missing, of most.
func (r record) rating(column string, most float64) (float64, error) {
	text := r[column]
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		return 0, fmt.Errorf("%s is %.40q: want a number", column, text)
	}
	return points(n, most)
}

// imdb reads an id of IMDb, "" if it is none.
func (r record) imdb(column string) string { return imdbID(r[column]) }

func imdbID(text string) string {
	if digits, ok := strings.CutPrefix(text, "tt"); ok && len(digits) >= 5 && len(digits) <= 10 && strings.Trim(digits, "0123456789") == "" {
		return text
	}
	return ""
}

// year reads a year, or that of a date.
func (r record) year(column string) int {
	text, _, _ := strings.Cut(r[column], "-")
	n, err := strconv.Atoi(text)
	if err != nil || n < 1800 || n > 3000 {
		return 0
	}
	return n
}

// media returns the kind of a title by the word that a service has for it, "" if it has another.
func media(word string) gen.MediaType {
	switch strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "").Replace(word)) {
	case "movie", "tvmovie", "short", "tvshort", "video", "tvspecial", "musicvideo", "film":
		return gen.MediaTypeMovie
	case "tv", "show", "series", "tvseries", "tvminiseries", "tvshow":
		return gen.MediaTypeTV
	case "episode", "tvepisode":
		return gen.MediaTypeTVEpisode
	}
	return ""
}
