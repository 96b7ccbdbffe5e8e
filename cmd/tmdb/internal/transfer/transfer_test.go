package transfer

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestFind(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t))
	film := func(name string, year int) foreign.Entry {
		return foreign.Entry{Media: gen.MediaTypeMovie, Title: name, Year: year, Season: -1, Episode: -1}
	}
	with := func(e foreign.Entry, change func(*foreign.Entry)) foreign.Entry {
		change(&e)
		return e
	}
	tests := map[string]struct {
		entry foreign.Entry
		want  Match
	}{
		"an id":                      {with(film("A", 1), func(e *foreign.Entry) { e.TMDB, e.IMDb = 5, "tt0133093" }), Match{Ref: "movie/5"}},
		"an episode by its series":   {foreign.Entry{Media: gen.MediaTypeTVEpisode, TMDB: 5, Season: 0, Episode: 2}, Match{Ref: "tv/5/season/0/episode/2"}},
		"an id of IMDb":              {with(film("A", 1), func(e *foreign.Entry) { e.IMDb = "tt0133093" }), Match{Ref: "movie/603", Title: "The Matrix, 1999"}},
		"an id of another kind":      {with(film("A", 1), func(e *foreign.Entry) { e.IMDb = "tt0903747" }), Match{Ref: "tv/1396", Title: "Breaking Bad, 2008"}},
		"an id of TheTVDB":           {foreign.Entry{Media: gen.MediaTypeTV, TVDB: "81189", Season: -1, Episode: -1}, Match{Ref: "tv/1396", Title: "Breaking Bad, 2008"}},
		"an id that is none":         {with(film("The Matrix", 1999), func(e *foreign.Entry) { e.TVDB = "a/b" }), Match{"movie/603", "The Matrix, 1999", "TMDB does not know its id"}},
		"an id that is unknown":      {with(film("The Matrix", 1999), func(e *foreign.Entry) { e.IMDb = "tt9999999" }), Match{"movie/603", "The Matrix, 1999", "TMDB does not know its id"}},
		"a title":                    {film("the MATRIX", 1999), Match{Ref: "movie/603", Title: "The Matrix, 1999"}},
		"of its own language":        {film("千と千尋の神隠し", 2001), Match{Ref: "movie/129", Title: "Spirited Away, 2001"}},
		"without its dots":           {film("Oceans Eleven", 1960), Match{Ref: "movie/299", Title: "Ocean's Eleven, 1960"}},
		"the other of the same name": {film("Ocean's Eleven", 2001), Match{Ref: "movie/161", Title: "Ocean's Eleven, 2001"}},
		"another year":               {film("The Matrix", 1998), Match{"movie/603", "The Matrix, 1999", "it is of another year"}},
		"no year":                    {film("The Matrix", 0), Match{"movie/603", "The Matrix, 1999", "the file has no year"}},
		"a part of a title":          {film("Shawshank", 1994), Match{"movie/278", "The Shawshank Redemption, 1994", "it has another title"}},
		"a series for a film":        {film("Breaking Bad", 2008), Match{"tv/1396", "Breaking Bad, 2008", "it is a series"}},
		"a series":                   {foreign.Entry{Media: gen.MediaTypeTV, Title: "Breaking Bad", Year: 2008}, Match{Ref: "tv/1396", Title: "Breaking Bad, 2008"}},
		"nothing":                    {film("Zzyzx unheard of", 1999), Match{}},
		"an episode without ids":     {foreign.Entry{Media: gen.MediaTypeTVEpisode, Title: "Pilot", Season: 1, Episode: 1}, Match{}},
		"no title":                   {film("", 1999), Match{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := find(t.Context(), client, tt.entry); got != tt.want || err != nil {
				t.Errorf("it is %+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
}

// ada returns ada of a stand-in, and whose requests that write are told to sent before they are sent.
func ada(t *testing.T, srv *tmdbtest.Server, sent func(path string)) *app.User {
	t.Helper()
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	token, accountID, err := srv.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	client, err := tmdb.New(token, tmdb.WithBaseURL(srv.URL), tmdb.WithDefaults(tmdb.Session(session)), tmdb.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(req *http.Request) (*http.Response, error) {
			if req.Method == http.MethodPost {
				sent(req.URL.Path)
			}
			return next.RoundTrip(req)
		})
	}))
	if err != nil {
		t.Fatal(err)
	}
	return &app.User{Client: client, Session: session, AccountID: accountID, Username: "ada"}
}

type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func quiet(string) *output.Progress { return output.NewProgress(nil, "") }

// TestGoesOn interrupts an import, and wants the next to write the rest, and none twice.
func TestGoesOn(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	var entries []foreign.Entry
	for n, id := range []int{105, 107, 11, 12, 120, 121, 122, 12477, 129, 13} {
		entries = append(entries, foreign.Entry{Kind: foreign.Rating, Line: n + 2, Media: gen.MediaTypeMovie, TMDB: id, Season: -1, Episode: -1, Rating: 7})
	}
	path := filepath.Join(t.TempDir(), "journal.json")
	var mu sync.Mutex
	times := map[string]int{}
	for run := range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		count := 0
		u := ada(t, srv, func(path string) {
			mu.Lock()
			defer mu.Unlock()
			if count++; run == 0 && count == 4 {
				cancel()
				return
			}
			if ctx.Err() == nil {
				times[path]++
			}
		})
		journal, err := OpenJournal(path)
		if err != nil {
			t.Fatal(err)
		}
		i := &Import{User: u, Journal: journal, Progress: quiet}
		rows, err := i.Plan(ctx, entries)
		if err != nil {
			t.Fatal(err)
		}
		err = i.Write(ctx, rows)
		cancel()
		if run == 0 {
			if err == nil || !strings.Contains(err.Error(), "of 10 are written, and the same command goes on from there") {
				t.Errorf("the error of an interrupted run is %v", err)
			}
			if kept, err := OpenJournal(path); err != nil || len(kept.Matches) != len(entries) {
				t.Errorf("the journal is %+v, %v, want all matches", kept, err)
			}
			continue
		}
		if err != nil {
			t.Error(err)
		}
		for _, row := range rows {
			if row.Status != There && (run == 2 || row.Status != Written) {
				t.Errorf("in run %d a row is %+v", run, row)
			}
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("at the end there is a journal (%v)", err)
		}
	}
	if len(times) != 10 {
		t.Errorf("%d titles are rated, want 10: %v", len(times), times)
	}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	i := &Import{User: ada(t, srv, func(path string) { t.Error("a plan sends", path) }), Progress: quiet}
	entry := func(id int, rating float64, date string) foreign.Entry {
		return foreign.Entry{Kind: foreign.Rating, Media: gen.MediaTypeMovie, TMDB: id, Season: -1, Episode: -1, Rating: rating, Date: date}
	}
	entries := []foreign.Entry{
		entry(105, 7, "2024-01-02"), entry(105, 8, "2024-01-03"), entry(105, 9, "2024-01-01"), // the second is the last
		entry(550, 9, ""), entry(603, 1, ""), // which ada rated 9 and 9.5
		{Kind: foreign.Watchlist, Media: gen.MediaTypeTVEpisode, TMDB: 1396, Season: 1, Episode: 1},
		{Kind: foreign.Watchlist, Media: gen.MediaTypeMovie, TMDB: 83533, Season: -1, Episode: -1, Rating: 5},
		{Kind: foreign.List, List: "Both screens", Media: gen.MediaTypeMovie, TMDB: 550, Season: -1, Episode: -1},
		{Kind: foreign.List, List: "Another", Media: gen.MediaTypeMovie, TMDB: 550, Season: -1, Episode: -1},
		{Skip: "it is bad"},
		entry(11, 6, ""),
	}
	for n := range entries {
		entries[n].Line = n + 2
	}
	tests := map[string]struct {
		replace bool
		differs string
	}{"as it is": {differs: "differs: your rating is 9.5"}, "replaced": {replace: true, differs: "new"}}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			journal, err := OpenJournal("")
			if err != nil {
				t.Fatal(err)
			}
			journal.Written["rating movie/11  6"] = true
			i.Journal, i.Replace = journal, tt.replace
			rows, err := i.Plan(t.Context(), entries)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range rows {
				got = append(got, strings.TrimSuffix(fmt.Sprintf("%s: %s", row.Status, row.Note), ": "))
			}
			want := []string{
				"skipped: line 3 is of the same title", "new", "skipped: line 3 is of the same title", "there", tt.differs,
				"skipped: TMDB takes nothing but ratings of episodes", "there", "there", "new", "skipped: it is bad", "there",
			}
			if !slices.Equal(got, want) {
				t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// TestPlanOfTheSame has a title twice, once in doubt: what is sure is written, whatever comes last.
func TestPlanOfTheSame(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	film := func(line, year int) foreign.Entry {
		return foreign.Entry{Kind: foreign.Watchlist, Line: line, Media: gen.MediaTypeMovie, Title: "Arrival", Year: year, Season: -1, Episode: -1}
	}
	tests := map[string]struct {
		doubts  bool
		entries []foreign.Entry
		want    []Status
	}{
		"the doubt last":  {false, []foreign.Entry{film(2, 2016), film(3, 2015)}, []Status{New, Doubt}},
		"the doubt first": {false, []foreign.Entry{film(2, 2015), film(3, 2016)}, []Status{Doubt, New}},
		"taken last":      {true, []foreign.Entry{film(2, 2016), film(3, 2015)}, []Status{New, Skipped}},
		"taken first":     {true, []foreign.Entry{film(2, 2015), film(3, 2016)}, []Status{Skipped, New}},
		"doubts alone":    {true, []foreign.Entry{film(2, 2015), film(3, 2014)}, []Status{Skipped, New}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			journal, err := OpenJournal("")
			if err != nil {
				t.Fatal(err)
			}
			i := &Import{User: ada(t, srv, func(string) {}), Journal: journal, Doubts: tt.doubts, Progress: quiet}
			rows, err := i.Plan(t.Context(), tt.entries)
			if err != nil {
				t.Fatal(err)
			}
			var got []Status
			for _, row := range rows {
				got = append(got, row.Status)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("they are %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNormal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"Ocean's  Eleven": "oceanseleven", "Fast & Furious": "fastandfurious", "$": "$", "Amélie": "amélie", "": ""} {
		if got := normal(text); got != want {
			t.Errorf("normal(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestOpenJournal(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"half": `{"matches": {`, "nothing": ``, "without parts": `{"written": null}`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "journal.json")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenJournal(path); err == nil || !strings.Contains(err.Error(), "delete it to begin again: "+path) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
