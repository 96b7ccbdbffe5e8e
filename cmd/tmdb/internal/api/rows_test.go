package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestRows(t *testing.T) {
	t.Parallel()
	twoOfThree := `{"page":%d,"results":[%s],"total_pages":2,"total_results":3}`
	for _, tt := range []struct {
		name  string
		op    *spec.Operation
		first int
		pages []string // an empty one is an error
		want  string   // ids
		err   string
	}{
		{"all pages", spec.SearchMovies, 1, []string{fmt.Sprintf(twoOfThree, 1, `{"id":1},{"id":2}`), fmt.Sprintf(twoOfThree, 2, `{"id":3}`)}, "1 2 3", ""},
		{"each once", spec.SearchMovies, 1, []string{fmt.Sprintf(twoOfThree, 1, `{"id":1},{"id":2}`), fmt.Sprintf(twoOfThree, 2, `{"id":2},{"id":3}`)}, "1 2 3", ""},
		{"from the second", spec.SearchMovies, 2, []string{"", fmt.Sprintf(twoOfThree, 2, `{"id":3}`)}, "3", ""},
		{"kinds with one id", spec.SearchMulti, 1, []string{`{"results":[{"id":1,"media_type":"movie"},{"id":1,"media_type":"tv"}],"total_pages":1}`}, "1 1", ""},
		{"nothing", spec.SearchMovies, 1, []string{`{"page":1,"results":[],"total_pages":1,"total_results":0}`}, "", ""},
		{"a page is missing", spec.SearchMovies, 1, []string{fmt.Sprintf(twoOfThree, 1, `{"id":1}`), fmt.Sprintf(twoOfThree, 2, "")}, "1", "page 2 of 2 is empty: rows are missing"},
		{"an error", spec.SearchMovies, 1, []string{fmt.Sprintf(twoOfThree, 1, `{"id":1}`), ""}, "1", "gone"},
		{"no list", spec.SearchMovies, 1, []string{`{"id":1}`}, "", "page 1: the response is no list of rows: want -o json"},
		{"pages that are not counted", spec.MovieChanges, 1, []string{`{"changes":[{"key":"a"}]}`, `{"changes":[{"key":"a"}]}`}, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			var failed error
			n := 0
			list := rows(t.Context(), tt.op, tt.first, output.NewProgress(io.Discard, ""), func(_ context.Context, page int) ([]byte, error) {
				if n++; page > len(tt.pages) || tt.pages[page-1] == "" {
					return nil, errors.New("gone")
				}
				return []byte(tt.pages[page-1]), nil
			})
			for r, err := range list {
				if err != nil {
					failed = err
				} else if id := r.fields["id"]; id != nil {
					got = append(got, string(id))
				}
			}
			if strings.Join(got, " ") != tt.want || (failed == nil) != (tt.err == "") || failed != nil && failed.Error() != tt.err {
				t.Errorf("rows are %q and %v, want %q and %q", got, failed, tt.want, tt.err)
			}
			if want := len(tt.pages) - tt.first + 1; n != want {
				t.Errorf("%d pages were asked for, want %d", n, want)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, response   string
		people, programs string
		first            string // row of programs
	}{
		{"titles", `{"results":[{"id":1,"title":"A","release_date":"1999-03-31","genre_ids":[1,2],"video":null,"x":{}},{"id":2,"name":"B"}]}`,
			"title date id", "id title release_date genre_ids video name", "1|A|1999-03-31|1,2||"},
		{"an array", `[{"iso":"DE","name":"Germany"}]`, "iso name", "iso name", "DE|Germany"},
		{"many", `{"list":[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}]}`, "a b c d e", "a b c d e f", "1|2|3|4|5|6"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			list, err := rowsIn(nil, []byte(tt.response))
			if err != nil {
				t.Fatal(err)
			}
			for people, want := range map[bool]string{true: tt.people, false: tt.programs} {
				var names, cells []string
				for _, c := range columnsOf(list, people) {
					names, cells = append(names, c.Name), append(cells, c.Text(list[0]))
				}
				if got := strings.Join(names, " "); got != want {
					t.Errorf("columns are %q, want %q", got, want)
				}
				if got := strings.Join(cells, "|"); !people && got != tt.first {
					t.Errorf("the first row is %q, want %q", got, tt.first)
				}
			}
		})
	}
}

func TestNoRows(t *testing.T) {
	t.Parallel()
	const none = "the response is no list of rows: want -o json"
	for response, want := range map[string]string{
		`{"id":1}`: none, `{"values":["a"]}`: none, `["a"]`: none, `1`: none, ``: none, `{"list":[{},1]}`: none,
		`{"cast":[{"id":1}],"crew":[{"id":2}]}`: "the response has several lists: cast, crew; want -o json, or one of them by --jq '.cast[]'",
	} {
		if list, err := rowsIn(nil, []byte(response)); err == nil || err.Error() != want {
			t.Errorf("%s: %v and %v, want %q", response, list, err, want)
		}
	}
}

// FuzzRowsIn: whatever a server sends, rows hold what it sent.
func FuzzRowsIn(f *testing.F) {
	f.Add(`{"results":[{"id":1,"a":[1,"b",null],"c":{"d":[]}}]}`)
	f.Add(`[{"":0}]`)
	f.Fuzz(func(t *testing.T, response string) {
		list, err := rowsIn(spec.SearchMovies, []byte(response))
		if err != nil {
			return
		}
		for _, people := range []bool{true, false} {
			for _, c := range columnsOf(list, people) {
				for _, r := range list {
					_ = c.Text(r)
				}
			}
		}
		for _, r := range list {
			if data, err := json.Marshal(r); err != nil || !json.Valid(data) || slices.Contains(r.names, "\x00\x00") {
				t.Errorf("%q: %v", data, err)
			}
		}
	})
}
