package title

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t))
	titles := []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV}
	tests := map[string]struct {
		words  []string
		wanted []gen.MediaType
		want   string // the reference
		err    string
		code   int
	}{
		"a reference":            {words: []string{"movie/550"}, wanted: titles, want: "movie/550"},
		"a page":                 {words: []string{"https://www.themoviedb.org/tv/1396-breaking-bad"}, wanted: titles, want: "tv/1396"},
		"an id of IMDb":          {words: []string{"tt2543164"}, wanted: titles, want: "movie/329865"},
		"a title":                {words: []string{"Arrival"}, wanted: titles[:1], want: "movie/329865"},
		"a title of some words":  {words: []string{"the", "matrix"}, wanted: titles, want: "movie/603"},
		"blanks around":          {words: []string{" ", "arrival "}, wanted: titles[:1], want: "movie/329865"},
		"nothing":                {words: []string{" "}, wanted: titles, err: "the title is empty: want a title, or one such as movie/550", code: 2},
		"another kind":           {words: []string{"person/6384"}, wanted: titles, err: "person/6384: want a movie or series", code: 2},
		"another kind at IMDb":   {words: []string{"tt2543164"}, wanted: titles[1:], err: "tt2543164 is movie/329865: want a series", code: 2},
		"nobody's id":            {words: []string{"tt9999999"}, wanted: titles, err: "TMDB knows nothing with the IMDb id tt9999999", code: 5},
		"a page of others":       {words: []string{"https://example.com/movie/550"}, wanted: titles, err: `"https://example.com/movie/550" is no page of a movie or series: want one such as https://www.themoviedb.org/movie/550`, code: 2},
		"no such title":          {words: []string{"zzzz"}, wanted: titles, err: `there is no movie or series with the title "zzzz"`, code: 5},
		"something after an id":  {words: []string{"movie/550", "title"}, wanted: titles, err: `movie/550 has "title" after it: want one title (fields are written --json=title)`, code: 2},
		"a title with a slash":   {words: []string{"zzzz/550"}, wanted: titles, err: `there is no movie or series with the title "zzzz/550"`, code: 5},
		"a title of three kinds": {words: []string{"zzzz"}, wanted: append(titles[:2:2], gen.MediaTypePerson), err: `there is no movie, series or person with the title "zzzz"`, code: 5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := Resolve(t.Context(), client, tt.words, tt.wanted...)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.err || app.ExitCode(err) != tt.code {
				t.Fatalf("the error is %q with code %d, want %q with %d", got, app.ExitCode(err), tt.err, tt.code)
			}
			if err == nil && found.String() != tt.want {
				t.Errorf("it is %s, want %s", found, tt.want)
			}
		})
	}
}

func TestNote(t *testing.T) {
	t.Parallel()
	found := Found{Ref: Ref{Kind: gen.MediaTypeMovie, ID: 1, Season: -1, Episode: -1}}
	if got := found.Note(); got != "" {
		t.Errorf("without others the note is %q", got)
	}
	found.Others = []Row{{Title: "A\x1b[1m", Ref: "movie/2", Date: "2016-11-10"}, {Title: "B", Ref: "tv/3"}, {Title: "C", Ref: "tv/4"}, {Title: "D", Ref: "tv/5"}}
	if got, want := found.Note(), "This is movie/1. There is also: A[1m, 2016 (movie/2); B (tv/3); C (tv/4)"; got != want {
		t.Errorf("the note is %q, want %q", got, want)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t))
	every := []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson, gen.MediaTypeCollection}
	tests := map[string]struct {
		text   string
		wanted []gen.MediaType
		first  string
	}{
		"every kind":  {"matrix", every, "movie/603"},
		"movies":      {"matrix", every[:1], "movie/603"},
		"series":      {"breaking bad", every[1:2], "tv/1396"},
		"people":      {"keanu reeves", every[2:3], "person/6384"},
		"collections": {"matrix", every[3:], "collection/2344"},
		"two kinds":   {"keanu reeves", every[1:3], "person/6384"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, err := tmdb.Collect(Search(t.Context(), client, tt.text, tt.wanted...), 100)
			if err != nil || len(rows) == 0 || rows[0].Ref != tt.first {
				t.Fatalf("Search yields %v, %v, want %s first", rows, err, tt.first)
			}
			for _, row := range rows {
				if !slices.Contains(tt.wanted, row.MediaType) || !strings.HasPrefix(row.Ref, string(row.MediaType)+"/") || row.Title == "" {
					t.Errorf("a row is %+v", row)
				}
			}
		})
	}
}

func TestFirst(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	rows := func(err error) iter.Seq2[int, error] {
		return func(yield func(int, error) bool) {
			for i := range 3 {
				if !yield(i, nil) {
					return
				}
			}
			if err != nil {
				yield(0, err)
			}
		}
	}
	tests := map[string]struct {
		n, want int
		fails   bool
		err     error
	}{
		"all": {n: 0, want: 3}, "some": {n: 2, want: 2}, "as many as there are": {n: 3, want: 3}, "more": {n: 9, want: 3},
		"an error after": {n: 3, want: 3, fails: true}, "an error": {n: 4, want: 3, fails: true, err: failed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var source error
			if tt.fails {
				source = failed
			}
			n := 0
			for _, err := range First(rows(source), tt.n) {
				if err != nil {
					if err != tt.err {
						t.Errorf("the error is %v, want %v", err, tt.err)
					}
					tt.err = nil
					continue
				}
				n++
			}
			if n != tt.want || tt.err != nil {
				t.Errorf("it yields %d rows, want %d; without the error %v", n, tt.want, tt.err)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		row         Row
		text, value string // of the columns, with commas
	}{
		"a movie":       {Row{Title: "Arrival", Date: "2016-11-10", VoteAverage: 7.6, VoteCount: 9, Ref: "movie/329865"}, "Arrival,2016,★ 7.6,movie/329865", "Arrival,2016,7.6,movie/329865"},
		"without votes": {Row{Title: "A", VoteAverage: 5, Ref: "tv/1"}, "A,,,tv/1", "A,,,tv/1"},
		"a year alone":  {Row{Title: "A", Date: "2016", Ref: "tv/1"}, "A,2016,,tv/1", "A,2016,,tv/1"},
		"no date":       {Row{Title: "A", Date: "soon", Ref: "tv/1"}, "A,,,tv/1", "A,,,tv/1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var texts, values []string
			for _, column := range Columns() {
				texts = append(texts, column.Text(tt.row))
				if column.Value == nil {
					column.Value = column.Text
				}
				values = append(values, column.Value(tt.row))
			}
			if text, value := strings.Join(texts, ","), strings.Join(values, ","); text != tt.text || value != tt.value {
				t.Errorf("the columns are %q and %q, want %q and %q", text, value, tt.text, tt.value)
			}
		})
	}
}

// TestYear: namesakes are told apart by their year, and a year that is of the title is left in it.
func TestYear(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t))
	tests := map[string]struct {
		text   string
		wanted []gen.MediaType
		want   string // the reference, or the error
	}{
		"the remake":            {"Ocean's Eleven (2001)", []gen.MediaType{gen.MediaTypeMovie}, "movie/161"},
		"the original":          {"ocean's eleven (1960)", []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV}, "movie/299"},
		"without brackets":      {"ocean's eleven 1960", []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV}, "movie/299"},
		"a series":              {"Breaking Bad (2008)", []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV}, "tv/1396"},
		"the year is its title": {"Blade Runner 2049", []gen.MediaType{gen.MediaTypeMovie}, "movie/335984"},
		"no such year":          {"Arrival (1916)", []gen.MediaType{gen.MediaTypeMovie}, `there is no movie with the title "Arrival (1916)"`},
		"people have none":      {"Brad Pitt (1963)", []gen.MediaType{gen.MediaTypePerson}, `there is no person with the name "Brad Pitt (1963)"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := Resolve(t.Context(), client, []string{tt.text}, tt.wanted...)
			got := found.String()
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("%q is %s, want %s", tt.text, got, tt.want)
			}
		})
	}
}
