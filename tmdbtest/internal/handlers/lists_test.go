package handlers

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// bundle is the spec, read once.
var bundle = sync.OnceValues(func() (*read.Document, error) { return read.Load(api.Spec) })

// askFor returns the response to a request, which has to be as the spec says.
func askFor(t *testing.T, target string, change ...func(*Call)) object.Object {
	t.Helper()
	set := ownSet(t)
	doc, err := bundle()
	if err != nil {
		t.Fatal(err)
	}
	path, query, _ := strings.Cut(target, "?")
	values, err := url.ParseQuery(query)
	op, params, _ := spec.Match(http.MethodGet, path)
	if err != nil || op == nil {
		t.Fatalf("%s is no request", target)
	}
	c := Call{Op: op, Path: params, Query: values, Set: set, Now: dataset.Day()}
	for _, f := range change {
		f(&c)
	}
	r, err := Serve(c)
	if err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	for _, wrong := range doc.Operation(op.ID).CheckResponse(r.Status, r.Body) {
		t.Errorf("%s: %s", target, wrong)
	}
	o, err := object.Parse(r.Body)
	if err != nil {
		return object.Of("list", r.Body)
	}
	return o
}

// allIDs returns the ids of the rows of all pages.
func allIDs(t *testing.T, target string, change ...func(*Call)) []int {
	t.Helper()
	list := []int{}
	for page := 1; ; page++ {
		o := askFor(t, target+"&page="+strconv.Itoa(page), change...)
		for _, row := range o.List("results") {
			list = append(list, row.Int("id"))
		}
		if page >= o.Int("total_pages") {
			if len(list) != o.Int("total_results") {
				t.Errorf("%s: %d rows, and total_results %d", target, len(list), o.Int("total_results"))
			}
			return list
		}
	}
}

func clockAt(now time.Time) func(*Call) { return func(c *Call) { c.Now = now } }

// TestLists asks for all lists and vocabularies: each has rows, which are as the spec says.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"/3/movie/now_playing", "/3/movie/popular?region=DE&language=de-DE", "/3/movie/top_rated", "/3/movie/upcoming?region=US",
		"/3/tv/airing_today?timezone=Europe/Berlin", "/3/tv/on_the_air", "/3/tv/popular", "/3/tv/top_rated",
		"/3/trending/all/day", "/3/trending/movie/week", "/3/trending/tv/week", "/3/trending/person/day",
		"/3/search/movie?query=a&include_adult=true", "/3/search/tv?query=a&include_adult=false", "/3/search/person?query=a&include_adult=false",
		"/3/search/multi?query=a&include_adult=false", "/3/search/collection?query=s", "/3/search/company?query=a", "/3/search/keyword?query=l",
		"/3/movie/changes?start_date=2025-12-10", "/3/tv/changes?start_date=2025-12-10", "/3/person/changes?start_date=2025-12-10",
		"/3/watch/providers/movie", "/3/watch/providers/tv?watch_region=us", "/3/watch/providers/regions",
	} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			if o := askFor(t, target); len(o.List("results")) == 0 {
				t.Error("there are no rows")
			}
		})
	}
	for _, target := range []string{
		"/3/configuration", "/3/configuration/countries", "/3/configuration/jobs", "/3/configuration/languages",
		"/3/configuration/primary_translations", "/3/configuration/timezones", "/3/genre/movie/list?language=de", "/3/genre/tv/list",
		"/3/certification/movie/list", "/3/certification/tv/list",
	} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			askFor(t, target)
		})
	}
}

// TestNothingKnown asks a set without data, which has no vocabularies.
func TestNothingKnown(t *testing.T) {
	t.Parallel()
	empty := func(c *Call) { c.Set = new(dataset.Set) }
	for target, want := range map[string]int{
		"/3/movie/popular?": 0, "/3/trending/all/day?": 0, "/3/search/multi?query=a&include_adult=true": 0,
		"/3/discover/movie?certification.gte=R&certification_country=US": 0, "/3/tv/changes?": 0, "/3/watch/providers/movie?watch_region=US": 0,
	} {
		if o := askFor(t, target, empty); o.List("results") == nil || len(o.List("results")) != want {
			t.Errorf("%s: rows %s, want none", target, o.Get("results"))
		}
	}
	op, path, _ := spec.Match(http.MethodGet, "/3/configuration")
	if _, err := Serve(Call{Op: op, Path: path, Set: new(dataset.Set)}); err == nil {
		t.Error("a set without configuration has one")
	}
}

// TestTold finds what movies tell of others, of which the data has no details.
func TestTold(t *testing.T) {
	t.Parallel()
	set, err := dataset.Load(fstest.MapFS{"movie.json": {Data: []byte(`{"path": "/3/movie/5", "body": {"id": 5, "title": "Five",
		"belongs_to_collection": {"id": 6, "name": "Six", "poster_path": null, "backdrop_path": null},
		"production_companies": [{"id": 7, "name": "Seven", "logo_path": null, "origin_country": ""}],
		"keywords": {"keywords": [{"id": 8, "name": "eight"}]},
		"credits": {"cast": [{"id": 9, "name": "Nine", "original_name": "Nine", "credit_id": "x", "known_for_department": "Acting"}]}}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]int{
		"/3/search/collection?query=six&language=de-DE": 6, "/3/search/company?query=seven": 7, "/3/search/keyword?query=eight": 8,
		"/3/search/person?query=nine&include_adult=false": 9, "/3/trending/person/day": 9,
	} {
		rows := askFor(t, target, func(c *Call) { c.Set = set }).List("results")
		if len(rows) != 1 || rows[0].Int("id") != want || rows[0].Text("name") == "" {
			t.Errorf("%s: rows %s, want %d with its name", target, object.Value(rows), want)
		}
	}
}

// TestDays looks at the lists that depend on the day.
func TestDays(t *testing.T) {
	t.Parallel()
	day := dataset.Day()
	night := time.Date(2025, time.December, 23, 20, 0, 0, 0, time.UTC) // morning of the 24th in Tokyo
	tests := []struct {
		name, target string
		now          time.Time
		want         []int // that are among the rows
		wantNot      []int
	}{
		{"in cinemas", "/3/movie/now_playing?", day, []int{83533}, []int{1234731}},
		{"to come", "/3/movie/upcoming?", day, []int{1234731}, []int{83533}},
		{"a month later", "/3/movie/now_playing?", day.AddDate(0, 0, 28), []int{83533, 1234731}, nil},
		{"nothing comes after all", "/3/movie/upcoming?", day.AddDate(10, 0, 0), []int{}, []int{1234731}},
		{"airs today", "/3/tv/airing_today?", day, []int{225171}, nil},
		{"airs tomorrow", "/3/tv/airing_today?", night, nil, []int{225171}},
		{"airs today in Tokyo", "/3/tv/airing_today?timezone=Asia/Tokyo", night, []int{225171}, nil},
		{"on the air", "/3/tv/on_the_air?", night, []int{225171}, nil},
		{"edited of late", "/3/movie/changes?", day, []int{83533}, []int{550}},
		{"edited in two weeks", "/3/movie/changes?start_date=2025-12-10", day, []int{550, 83533}, nil},
		{"edited to the end", "/3/movie/changes?end_date=2025-12-13", day, []int{83533}, []int{550}},
		{"edited seasons and episodes", "/3/tv/changes?start_date=2025-12-10", day, []int{1396, 1399, 225171}, nil},
		{"edited long ago", "/3/tv/changes?", day.AddDate(1, 0, 0), []int{}, []int{1396}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := allIDs(t, tt.target, clockAt(tt.now))
			for _, id := range tt.want {
				if !slices.Contains(got, id) {
					t.Errorf("%s has no %d, but %v", tt.target, id, got)
				}
			}
			for _, id := range tt.wantNot {
				if slices.Contains(got, id) {
					t.Errorf("%s has %d", tt.target, id)
				}
			}
		})
	}
}

// TestListsRefuse gives TMDB's codes for ranges and zones that are none.
func TestListsRefuse(t *testing.T) {
	t.Parallel()
	set, err := own()
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{
		"/3/movie/changes?start_date=2025-12-01&end_date=2025-12-24":     "code 20",
		"/3/tv/changes?start_date=2025-12-24&end_date=2025-12-01":        "code 20",
		"/3/movie/550/changes?start_date=2025-12-01&end_date=2025-12-24": "code 20",
		"/3/tv/on_the_air?timezone=Nowhere":                              "code 28",
		"/3/tv/on_the_air?timezone=Local":                                "code 28",
	} {
		path, query, _ := strings.Cut(target, "?")
		values, _ := url.ParseQuery(query)
		op, params, _ := spec.Match(http.MethodGet, path)
		if _, err := Serve(Call{Op: op, Path: params, Query: values, Set: set, Now: dataset.Day()}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", target, err, want)
		}
	}
}

func TestChangesOf(t *testing.T) {
	t.Parallel()
	for target, want := range map[string][]string{
		"/3/movie/550/changes":                                                  {}, // of the last 24 hours
		"/3/movie/550/changes?start_date=2025-12-22":                            {"images", "plot_keywords"},
		"/3/movie/550/changes?start_date=2025-12-20&end_date=2025-12-20":        {"overview"},
		"/3/movie/550/changes?start_date=2025-11-01&end_date=2025-11-02":        {},
		"/3/movie/603/changes?start_date=2025-12-20":                            {},
		"/3/movie/550/changes?end_date=2025-12-22":                              {"images", "overview"},
		"/3/movie/550/changes?start_date=2025-12-22&end_date=2025-12-22&page=1": {"images"},
	} {
		keys := []string{}
		for _, ch := range askFor(t, target).List("changes") {
			keys = append(keys, ch.Text("key"))
		}
		if !slices.Equal(keys, want) {
			t.Errorf("%s: %q, want %q", target, keys, want)
		}
	}
}

// TestSearch finds the best first.
func TestSearch(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		target string
		first  int // 0 for nothing
	}{
		{"movie?query=The+Matrix", 603},
		{"movie?query=matrix", 603},
		{"movie?query=kampfklub&include_adult=false", 0},
		{"movie?query=Boytsovskiy+klub", 550}, // an alternative title
		{"movie?query=sissi", 457},
		{"movie?query=the+matrix&year=1980", 0},
		{"movie?query=the+matrix&primary_release_year=1999", 603},
		{"movie?query=placeholder&include_adult=false", 0},
		{"movie?query=placeholder&include_adult=true", 90000001},
		{"tv?query=BREAKING+bad", 1396},
		{"tv?query=breaking&first_air_date_year=2008", 1396},
		{"tv?query=breaking&year=2012", 1396},
		{"tv?query=breaking&year=2020", 0},
		{"person?query=brad+pitt", 287},
		{"collection?query=star+wars", 10},
		{"company?query=lucasfilm", 1},
		{"company?query=루카스필름", 1}, // another name
		{"keyword?query=hero", 1701},
		{"multi?query=breaking+bad&include_adult=false", 1396},
		{"movie?query=%21&include_adult=false", 0},
	} {
		if !strings.Contains(tt.target, "include_adult") && !strings.HasPrefix(tt.target, "co") && !strings.HasPrefix(tt.target, "k") {
			tt.target += "&include_adult=false"
		}
		t.Run(tt.target, func(t *testing.T) {
			t.Parallel()
			rows := askFor(t, "/3/search/"+tt.target).List("results")
			switch {
			case tt.first == 0 && len(rows) > 0:
				t.Errorf("found %d, want nothing", rows[0].Int("id"))
			case tt.first != 0 && len(rows) == 0:
				t.Errorf("found nothing, want %d", tt.first)
			case tt.first != 0 && rows[0].Int("id") != tt.first:
				t.Errorf("found %d first, want %d", rows[0].Int("id"), tt.first)
			}
		})
	}
}

// TestFieldsOfRows has softcore and popularity where TMDB has them, and nowhere else.
func TestFieldsOfRows(t *testing.T) {
	t.Parallel()
	for target, want := range map[string][2]bool{ // softcore, popularity
		"/3/search/movie?query=matrix&include_adult=false":        {true, true},
		"/3/search/tv?query=breaking&include_adult=false":         {true, true},
		"/3/search/person?query=brad+pitt&include_adult=false":    {false, true},
		"/3/search/collection?query=star+wars":                    {false, false},
		"/3/search/company?query=lucasfilm":                       {false, false},
		"/3/trending/person/day":                                  {false, true},
		"/3/person/changes?start_date=2025-12-10":                 {true, false},
		"/3/trending/all/week?language=de-DE":                     {true, true},
		"/3/discover/tv?include_adult=false&language=fr-FR":       {true, true},
		"/3/search/collection?query=star+wars&language=de-DE":     {false, false},
		"/3/search/multi?query=brad+pitt&include_adult=false":     {false, true},
		"/3/movie/changes?start_date=2025-12-10&page=1":           {true, false},
		"/3/tv/changes?start_date=2025-12-10&end_date=2025-12-24": {true, false},
	} {
		row := askFor(t, target).List("results")[0]
		if got := [2]bool{row.Get("softcore") != nil, row.Get("popularity") != nil}; got != want {
			t.Errorf("%s: softcore and popularity %v, want %v", target, got, want)
		}
	}
}

func TestConfiguration(t *testing.T) {
	t.Parallel()
	const own = "http://127.0.0.1:8750/t/p/"
	for _, tt := range []struct{ images, base, secure string }{
		{"", "http://image.tmdb.org/t/p/", "https://image.tmdb.org/t/p/"},
		{own, own, own},
	} {
		o := askFor(t, "/3/configuration", func(c *Call) { c.Images = tt.images })
		images, _ := object.Parse(o.Get("images"))
		if images.Text("base_url") != tt.base || images.Text("secure_base_url") != tt.secure || images.Get("poster_sizes") == nil {
			t.Errorf("images at %q: %s", tt.images, o.Get("images"))
		}
		var keys []string
		if json.Unmarshal(o.Get("change_keys"), &keys) != nil || !slices.Contains(keys, "softcore") {
			t.Errorf("change keys %q", keys)
		}
	}
}

// TestWatchProviderList has those of a country with their priority there.
func TestWatchProviderList(t *testing.T) {
	t.Parallel()
	all := askFor(t, "/3/watch/providers/movie").List("results")
	there := askFor(t, "/3/watch/providers/movie?watch_region=de").List("results")
	last, n := 0, 0
	for _, row := range there {
		priorities, _ := object.Parse(row.Get("display_priorities"))
		if row.Int("display_priority") != priorities.Int("DE") || priorities.Get("DE") == nil {
			t.Errorf("%s has priority %d, and %d in Germany", row.Text("provider_name"), row.Int("display_priority"), priorities.Int("DE"))
		}
		if row.Int("display_priority") < last {
			t.Errorf("%s is out of order", row.Text("provider_name"))
		}
		last = row.Int("display_priority")
	}
	for _, row := range all {
		if priorities, _ := object.Parse(row.Get("display_priorities")); priorities.Get("DE") != nil {
			n++
		}
	}
	if len(there) != n || n == 0 || n == len(all) {
		t.Errorf("%d providers in Germany, want %d of %d", len(there), n, len(all))
	}
}
