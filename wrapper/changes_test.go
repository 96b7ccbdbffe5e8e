package wrapper

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/types"
)

// fakeChanges answers for the lists of changes and notes what it is asked for, as "2026-01-01
// 2026-01-14 1".
type fakeChanges struct {
	page func(from, to types.Date, number int) string

	mu    sync.Mutex
	asked []string
	paths []string
}

func (f *fakeChanges) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	query := req.URL.Query()
	number, err := strconv.Atoi(query.Get("page"))
	if err != nil {
		return nil, err
	}
	from, to := types.Date(query.Get("start_date")), types.Date(query.Get("end_date"))
	f.mu.Lock()
	f.asked = append(f.asked, fmt.Sprintf("%s %s %d", from, to, number))
	f.paths = append(f.paths, req.URL.Path)
	f.mu.Unlock()
	return jsonResponse(req, f.page(from, to, number)), nil
}

// changed returns a page of changed ids.
func changed(number, pages, total int, ids ...int) string {
	rows := make([]string, len(ids))
	for i, id := range ids {
		rows[i] = fmt.Sprintf(`{"id":%d,"adult":false}`, id)
	}
	return fmt.Sprintf(`{"page":%d,"total_pages":%d,"total_results":%d,"results":[%s]}`, number, pages, total, strings.Join(rows, ","))
}

// numberOf returns a day as a number that grows, 1 for 1 January 2026.
func numberOf(t *testing.T, day types.Date) int {
	d, ok := day.Time()
	if !ok {
		t.Errorf("asked for %q", day)
	}
	first, _ := types.Date("2025-12-31").Time()
	return int(d.Sub(first).Hours() / 24)
}

func changedIDs(t *testing.T, seq iter.Seq2[gen.ChangedID, error]) []int {
	t.Helper()
	rows, err := Collect(seq, 0)
	if err != nil {
		t.Fatal(err)
	}
	ids := []int{}
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	return ids
}

func TestChangesBetween(t *testing.T) {
	t.Parallel()
	// Each day has an id of its own and the id 1000, and a day is a page.
	everyDay := func(t *testing.T) func(from, to types.Date, number int) string {
		return func(from, to types.Date, number int) string {
			first, last := numberOf(t, from), numberOf(t, to)
			days := last - first + 1
			return changed(number, days, 2*days, first+number-1, 1000)
		}
	}
	for name, test := range map[string]struct {
		from, to types.Date
		spans    []string
		ids      int // without 1000
	}{
		"one day":       {"2026-01-01", "2026-01-01", []string{"2026-01-01 2026-01-01"}, 1},
		"14 days":       {"2026-01-01", "2026-01-14", []string{"2026-01-01 2026-01-14"}, 14},
		"15 days":       {"2026-01-01", "2026-01-15", []string{"2026-01-01 2026-01-14", "2026-01-15 2026-01-15"}, 15},
		"28 days":       {"2026-01-20", "2026-02-16", []string{"2026-01-20 2026-02-02", "2026-02-03 2026-02-16"}, 28},
		"leap day":      {"2028-02-20", "2028-03-05", []string{"2028-02-20 2028-03-04", "2028-03-05 2028-03-05"}, 15},
		"over new year": {"2026-12-25", "2027-01-10", []string{"2026-12-25 2027-01-07", "2027-01-08 2027-01-10"}, 17},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &fakeChanges{page: everyDay(t)}
			ids := changedIDs(t, localClient(t, server).Changes.MoviesBetween(t.Context(), test.from, test.to))
			first := numberOf(t, test.from)
			want := []int{first, 1000}
			for day := 1; day < test.ids; day++ {
				want = append(want, first+day)
			}
			if !slices.Equal(ids, want) {
				t.Errorf("got %v, want %v", ids, want)
			}
			var spans []string
			for _, asked := range server.asked {
				spans = append(spans, asked[:strings.LastIndex(asked, " ")])
			}
			if spans = slices.Compact(spans); !slices.Equal(spans, test.spans) {
				t.Errorf("asked for %q, want %q", spans, test.spans)
			}
			if len(server.asked) != test.ids {
				t.Errorf("asked for %d pages, want %d", len(server.asked), test.ids)
			}
		})
	}
}

// TestChangesBetweenOf: each kind has its own path.
func TestChangesBetweenOf(t *testing.T) {
	t.Parallel()
	type method func(context.Context, types.Date, types.Date, ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error]
	for path, of := range map[string]func(*ChangesService) method{
		"/3/movie/changes":  func(s *ChangesService) method { return s.MoviesBetween },
		"/3/tv/changes":     func(s *ChangesService) method { return s.TVBetween },
		"/3/person/changes": func(s *ChangesService) method { return s.PeopleBetween },
	} {
		server := &fakeChanges{page: func(types.Date, types.Date, int) string { return changed(1, 1, 1, 7) }}
		edited := false
		edit := func(context.Context, *http.Request) error { edited = true; return nil }
		ids := changedIDs(t, of(localClient(t, server).Changes)(t.Context(), "2026-01-01", "2026-01-02", edit))
		if !slices.Equal(ids, []int{7}) || !slices.Equal(server.paths, []string{path}) || !edited {
			t.Errorf("%s: %v of %v, edited: %t", path, ids, server.paths, edited)
		}
	}
}

// TestChangesBetweenOfTMDB has TMDB answer, which refuses more than 14 days.
func TestChangesBetweenOfTMDB(t *testing.T) {
	t.Parallel()
	type method func(context.Context, types.Date, types.Date, ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error]
	for path, of := range map[string]func(*ChangesService) method{
		"/3/movie/changes":  func(s *ChangesService) method { return s.MoviesBetween },
		"/3/tv/changes":     func(s *ChangesService) method { return s.TVBetween },
		"/3/person/changes": func(s *ChangesService) method { return s.PeopleBetween },
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			server, client := newTMDB(t)
			ids := changedIDs(t, of(client.Changes)(t.Context(), "2025-11-20", "2025-12-24"))
			var spans []string
			for _, request := range server.Requests() {
				spans = append(spans, request.Path+" "+request.Query.Get("start_date")+" "+request.Query.Get("end_date"))
			}
			want := []string{path + " 2025-11-20 2025-12-03", path + " 2025-12-04 2025-12-17", path + " 2025-12-18 2025-12-24"}
			if !slices.Equal(spans, want) {
				t.Errorf("asked for %q, want %q", spans, want)
			}
			var each []int // of the days alone
			for day := range 35 {
				on := types.DateOf(time.Date(2025, 11, 20+day, 0, 0, 0, 0, time.UTC))
				each = append(each, changedIDs(t, of(client.Changes)(t.Context(), on, on))...)
			}
			slices.Sort(each)
			slices.Sort(ids)
			if each = slices.Compact(each); len(ids) == 0 || !slices.Equal(ids, each) {
				t.Errorf("got %v, the days have %v", ids, each)
			}
		})
	}
}

// TestChangesBetweenOfManyPages: TMDB shows 500 pages, and 14 days may have more. Fewer days have fewer.
func TestChangesBetweenOfManyPages(t *testing.T) {
	t.Parallel()
	perDay := func(n int) func(from, to types.Date, number int) string {
		return func(from, to types.Date, number int) string {
			first, last := numberOf(t, from), numberOf(t, to)
			pages := n * (last - first + 1)
			return changed(number, pages, pages, 1000*first+number)
		}
	}
	server := &fakeChanges{page: perDay(60)}
	ids := changedIDs(t, localClient(t, server).Changes.MoviesBetween(t.Context(), "2026-01-01", "2026-01-20"))
	if want := 20 * 60; len(ids) != want {
		t.Errorf("%d ids, want %d", len(ids), want)
	}
	var firsts []string
	for _, asked := range server.asked {
		if first, ok := strings.CutSuffix(asked, " 1"); ok {
			firsts = append(firsts, first)
		}
	}
	want := []string{
		"2026-01-01 2026-01-14", "2026-01-01 2026-01-07",
		"2026-01-08 2026-01-14", "2026-01-15 2026-01-20",
	}
	if !slices.Equal(firsts, want) {
		t.Errorf("asked for\n%s\nwant\n%s", strings.Join(firsts, "\n"), strings.Join(want, "\n"))
	}

	// It turns out on the second page, after some rows.
	server = &fakeChanges{page: func(from, to types.Date, number int) string {
		if numberOf(t, to) > numberOf(t, from) && number == 2 {
			return changed(number, 501, 501, 7)
		}
		return changed(number, 2, 4, numberOf(t, from), 100+number)
	}}
	ids = changedIDs(t, localClient(t, server).Changes.MoviesBetween(t.Context(), "2026-01-01", "2026-01-02"))
	if !slices.Equal(ids, []int{1, 101, 102, 2}) {
		t.Errorf("got %v of %q", ids, server.asked)
	}

	// One day cannot be cut.
	server = &fakeChanges{page: perDay(501)}
	rows, err := Collect(localClient(t, server).Changes.MoviesBetween(t.Context(), "2026-01-01", "2026-01-20"), 0)
	if len(rows) > 0 || !errors.Is(err, ErrUnavailable) {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	testkit.WantText(t, fmt.Sprint(err), "/3/movie/changes", "from 2026-01-01 to 2026-01-01 there are 501 pages, of which TMDB shows 500")
	if len(server.asked) != 5 { // 14, 7, 4, 2 and 1
		t.Errorf("asked for %q", server.asked)
	}
}

func TestChangesBetweenRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from, to types.Date
		want     string
	}{
		{"", "2026-01-01", `from is "": want a day`},
		{"2026-01-01", "", `to is "": want a day`},
		{"2026-02-30", "2026-03-01", `from is "2026-02-30": want a day`},
		{"2026-01-01", "1 January", `to is "1 January": want a day`},
		{"2026-01-02", "2026-01-01", "to is 2026-01-01, before from, which is 2026-01-02"},
	} {
		server := &fakeChanges{}
		n := 0
		for row, err := range localClient(t, server).Changes.MoviesBetween(t.Context(), test.from, test.to) {
			n++
			if row.ID != 0 || !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, %v, want %s", row, err, test.want)
			}
		}
		if n != 1 || len(server.asked) > 0 {
			t.Errorf("%d rows for %q", n, server.asked)
		}
	}
}

func TestChangesBetweenEnds(t *testing.T) {
	t.Parallel()
	page := func(from, _ types.Date, number int) string {
		return changed(number, 3, 3, 100*numberOf(t, from)+number)
	}

	server := &fakeChanges{page: page}
	for range localClient(t, server).Changes.TVBetween(t.Context(), "2026-01-01", "2026-12-31") {
		break
	}
	if len(server.asked) != 1 {
		t.Errorf("left, asked for %q", server.asked)
	}

	server = &fakeChanges{page: page}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n, last := 0, error(nil)
	for _, err := range localClient(t, server).Changes.TVBetween(ctx, "2026-01-01", "2026-12-31") {
		if last = err; err == nil {
			if n++; n == 4 {
				cancel()
			}
		}
	}
	if n != 4 || !errors.Is(last, context.Canceled) {
		t.Errorf("cancelled: %d rows, %v", n, last)
	}

	server = &fakeChanges{page: func(from, to types.Date, number int) string {
		if numberOf(t, from) > 1 {
			return `{"success":false,"status_code":11,"status_message":"internal"}`
		}
		return page(from, to, number)
	}}
	rows, err := Collect(localClient(t, server).Changes.TVBetween(t.Context(), "2026-01-01", "2026-12-31"), 0)
	if len(rows) != 3 || !errors.Is(err, ErrUnavailable) {
		t.Errorf("failed: %d rows, %v", len(rows), err)
	}
}

// TestChangesBetweenLacks: a page that is empty too early does not end some of the days.
func TestChangesBetweenLacks(t *testing.T) {
	t.Parallel()
	server := &fakeChanges{page: func(from, _ types.Date, number int) string {
		if number == 2 {
			return changed(2, 3, 3)
		}
		return changed(number, 3, 3, 100*numberOf(t, from)+number)
	}}
	rows, err := Collect(localClient(t, server).Changes.MoviesBetween(t.Context(), "2026-01-01", "2026-12-31"), 0)
	if len(rows) != 1 || !errors.Is(err, ErrUnavailable) {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	testkit.WantText(t, fmt.Sprint(err), "/3/movie/changes", "page 2 of 3 is empty: rows are missing")
}

// TestProgressOfChanges: one count for all spans, and the total in the last, in which it is known.
func TestProgressOfChanges(t *testing.T) {
	t.Parallel()
	var p told
	server := &fakeChanges{page: func(from, to types.Date, number int) string {
		return changed(number, 2, 4, 10*numberOf(t, from)+number, 7)
	}}
	ids := changedIDs(t, localClient(t, server).Changes.MoviesBetween(OnProgress(t.Context(), p.progress), "2026-01-01", "2026-01-20"))
	if len(ids) != 5 {
		t.Errorf("got %v", ids)
	}
	p.want(t, [2]int64{2, -1}, [2]int64{4, -1}, [2]int64{6, 8}, [2]int64{8, 8})
}
