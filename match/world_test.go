package match

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// newServer starts a stand-in that has the titles of testdata/titles.txt beside its own.
func newServer(t testing.TB, opts ...tmdbtest.Option) *tmdbtest.Server {
	t.Helper()
	return tmdbtest.NewServer(t, append([]tmdbtest.Option{tmdbtest.WithData(world(t)), tmdbtest.WithClock(tmdbtest.Day)}, opts...)...)
}

// newClient returns a client of a server, and how many requests it has sent.
func newClient(t testing.TB, srv *tmdbtest.Server) (*tmdb.Client, *atomic.Int64) {
	t.Helper()
	var sent atomic.Int64
	client := tmdbtest.NewClient(t, srv, tmdb.WithTimeout(time.Minute), tmdb.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(r *http.Request) (*http.Response, error) {
			sent.Add(1)
			return next.RoundTrip(r)
		})
	}))
	return client, &sent
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// newMatcher returns a matcher that asks a server, and how many requests it has sent.
func newMatcher(t testing.TB, srv *tmdbtest.Server, opts ...Option) (*Matcher, *atomic.Int64) {
	t.Helper()
	client, sent := newClient(t, srv)
	m, err := New(client, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return m, sent
}

// lines returns the lines of a file in testdata that say something, cut at the bars.
func lines(t testing.TB, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		list = append(list, fields)
	}
	return list
}

type object = map[string]any

// world makes responses of the titles in testdata/titles.txt.
func world(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	add := func(path string, body object) {
		data, err := json.Marshal(object{"path": path, "body": body})
		if err != nil {
			t.Fatal(err)
		}
		fsys[strings.ReplaceAll(path[1:], "/", "-")+".json"] = &fstest.MapFile{Data: data}
	}
	addSeason := func(series int, s season) object {
		row := object{"id": 94000000 + series*50 + s.number, "name": fmt.Sprintf("Season %d", s.number), "overview": "",
			"air_date": s.episodes[0]["air_date"], "season_number": s.number, "poster_path": nil}
		body := maps.Clone(row)
		body["episodes"] = s.episodes
		add(fmt.Sprintf("/3/tv/%d/season/%d", series, s.number), body)
		row["episode_count"] = len(s.episodes)
		return row
	}
	for _, f := range lines(t, "titles.txt") {
		f = append(f, make([]string, 9)...)
		kind, number, _ := strings.Cut(f[0], " ")
		switch kind {
		case "also":
			of, number, _ := strings.Cut(number, " ")
			others := otherTitles(f[1])
			add("/3/"+of+"/"+number+"/alternative_titles", object{"id": atoi(t, number), "titles": others, "results": others})
			continue
		case "imdb":
			add("/3/"+number+"/external_ids", object{"id": 1, "imdb_id": f[1]})
			continue
		case "episodes":
			for _, s := range seasonsOf(t, f[1], f[2]) {
				addSeason(atoi(t, number), s)
			}
			continue
		}
		id, popularity := atoi(t, number), atoi(t, f[3])
		original := f[4]
		if original == "" {
			original = f[1]
		}
		others := otherTitles(f[5])
		path := fmt.Sprintf("/3/%s/%d", kind, id)
		if kind == "movie" {
			add(path, object{"id": id, "title": f[1], "original_title": original, "original_language": "en", "release_date": f[2],
				"popularity": popularity, "adult": false, "alternative_titles": object{"titles": others}})
			continue
		}
		var rows []object
		for _, s := range seasonsOf(t, f[2], f[7]) {
			rows = append(rows, addSeason(id, s))
		}
		add(path, object{"id": id, "name": f[1], "original_name": original, "original_language": "en", "first_air_date": f[2],
			"popularity": popularity, "adult": false, "origin_country": []string{f[6]}, "seasons": rows, "alternative_titles": object{"results": others}})
	}
	return fsys
}

func otherTitles(text string) []object {
	var list []object
	for title := range strings.SplitSeq(text, ";") {
		if title = strings.TrimSpace(title); title != "" {
			list = append(list, object{"iso_3166_1": "US", "title": title, "type": ""})
		}
	}
	return list
}

type season struct {
	number   int
	episodes []object
}

var seasonText = regexp.MustCompile(`^(\d+):(\d+)(?:-(\d+))?(d)?(?:@(\S+))?$`)

// seasonsOf reads the seasons of a line. Each begins a year after the one before, and has an
// episode a week.
func seasonsOf(t testing.TB, first, text string) []season {
	var list []season
	for i, field := range strings.Fields(text) {
		m := seasonText.FindStringSubmatch(field)
		if m == nil {
			t.Fatalf("titles.txt: season %q", field)
		}
		from, to := 1, atoi(t, m[2])
		if m[3] != "" {
			from, to = to, atoi(t, m[3])
		}
		step, day := 7, first
		if m[4] != "" {
			step = 1
		}
		if m[5] != "" {
			day = m[5]
		}
		start, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if m[5] == "" {
			start = start.AddDate(i, 0, 0)
		}
		s := season{number: atoi(t, m[1])}
		for n := from; n <= to; n++ {
			s.episodes = append(s.episodes, object{"id": 93000000 + s.number*10000 + n, "name": fmt.Sprintf("Episode %d", n), "overview": "",
				"episode_number": n, "season_number": s.number, "air_date": start.AddDate(0, 0, step*(n-from)).Format(time.DateOnly)})
		}
		list = append(list, s)
	}
	return list
}

func atoi(t testing.TB, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
