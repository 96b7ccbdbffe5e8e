package dataset_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// files makes a file system of names and contents in turn.
func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func load(t *testing.T, pairs ...string) *dataset.Set {
	t.Helper()
	s, err := dataset.Load(files(pairs...))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// merge puts files on top of a set.
func merge(t *testing.T, base *dataset.Set, pairs ...string) *dataset.Set {
	t.Helper()
	return base.With(load(t, pairs...))
}

// TestLoadRefuses names the file that is at fault.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, content string
		want          string // part of the error
	}{
		{"empty", ``, "unexpected end"},
		{"no JSON", `{"path":`, ""},
		{"no object", `7`, ""},
		{"list of others", `[{"path": "/3/movie/1", "body": {"id": 1}}, 7]`, ""},
		{"list that breaks off", `[{"path": "/3/movie/1", "body": {"id": 1}}`, "list is no JSON"},
		{"no path", `{"body": {"id": 1}}`, "want path"},
		{"no body", `{"path": "/3/movie/1"}`, "want path"},
		{"path of another type", `{"path": 7, "body": {}}`, "path"},
		{"status of another type", `{"path": "/3/movie/1", "status": "OK", "body": {}}`, "status"},
		{"details are a list", `{"path": "/3/movie/1", "body": []}`, ""},
		{"a season of an unknown series that does not decode", `{"path": "/3/tv/{series_id}/season/{season_number}", "body": {"id": 1, "name": 7}}`, "name"},
		{"details that do not decode", `{"path": "/3/movie/1", "body": {"id": 1, "title": 7}}`, "title"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := dataset.Load(files("fine.json", `{"path": "/3/movie/2", "body": {"id": 2}}`, "dir/odd.json", tt.content))
			if err == nil || !strings.HasPrefix(err.Error(), "dir/odd.json: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v: want one that begins with dir/odd.json and has %q", err, tt.want)
			}
		})
	}
}

// TestLoadSkips leaves out what no response is made of, and other files.
func TestLoadSkips(t *testing.T) {
	t.Parallel()
	s := load(t,
		"search.json", `{"path": "/3/search/movie", "query": {"query": "x"}, "body": {"page": 1, "results": []}}`,
		"failure.json", `{"path": "/3/movie/5", "status": 404, "body": {"status_code": 34}}`,
		"session.json", `{"method": "POST", "path": "/3/authentication/session/new", "body": {"success": true}}`,
		"nowhere.json", `{"path": "/3/nothing", "body": {}}`,
		"several.json", `{"path": "/3/tv/{series_id}/season/{season_number}", "body": {"id": 3572}}`,
		"orphan.json", `{"path": "/3/tv/{series_id}/season/{season_number}/credits", "body": {"id": 1, "cast": []}}`,
		"twice.json", `[{"path": "/3/nothing", "body": {}}, {"path": "/3/movie/9/nothing", "body": {}}]`,
		"notes.txt", `not JSON`,
		"INDEX.json", `not JSON`,
	)
	want := []string{"failure.json", "nowhere.json", "orphan.json", "search.json", "session.json", "several.json", "twice.json"}
	if !slices.Equal(s.Skipped, want) || len(s.Movies) != 0 {
		t.Errorf("skipped %q and %d movies: want %q and none", s.Skipped, len(s.Movies), want)
	}
}

// TestLoadPaths finds the ids of recordings, also of those that do not say what stood in the path.
func TestLoadPaths(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, recording string }{
		{"as requested", `{"path": "/3/movie/5", "body": {"id": 5, "title": "Five"}}`},
		{"with parameters", `{"path": "/3/movie/{movie_id}", "path_params": {"movie_id": "5"}, "body": {"id": 5, "title": "Five"}}`},
		{"with the id in the body only", `{"path": "/3/movie/{movie_id}", "body": {"id": 5, "title": "Five"}}`},
		{"with the id of IMDb", `{"path": "/3/movie/{movie_id}", "path_params": {"movie_id": "tt0000005"}, "body": {"id": 5, "title": "Five"}}`},
		{"in a list", `[{"path": "/3/movie/5", "body": {"id": 5, "title": "Five"}}]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "movie.json", tt.recording)
			if m := s.Movie(5); m == nil || m.Details().Title != "Five" {
				t.Errorf("movie 5 is %v, skipped %q", m, s.Skipped)
			}
		})
	}
}

// TestLoadPlaces finds seasons and episodes by their ids, where the recordings do not say of which series they
// are.
func TestLoadPlaces(t *testing.T) {
	t.Parallel()
	const (
		series     = `{"path": "/3/tv/{series_id}", "body": {"id": 1, "name": "One", "seasons": [{"id": 12, "season_number": 2}]}}`
		season     = `{"path": "/3/tv/{series_id}/season/{season_number}", "body": {"id": 12, "season_number": 2, "episodes": [{"id": 123, "episode_number": 3}]}}`
		telling    = `{"path": "/3/tv/{series_id}/season/{season_number}", "body": {"id": 12, "season_number": 2, "episodes": [{"id": 123, "episode_number": 3, "show_id": 1}]}}`
		asked      = `{"path": "/3/tv/1/season/2", "body": {"id": 12, "season_number": 2, "episodes": [{"id": 123, "episode_number": 3}]}}`
		appended   = `{"path": "/3/tv/1", "body": {"id": 1, "season/2": {"id": 12, "season_number": 2, "episodes": [{"id": 123, "episode_number": 3}]}}}`
		last       = `{"path": "/3/tv/1", "body": {"id": 1, "last_episode_to_air": {"id": 123, "season_number": 2, "episode_number": 3}}}`
		ofSeason   = `{"path": "/3/tv/{series_id}/season/{season_number}/credits", "body": {"id": 12, "cast": []}}`
		ofEpisode  = `{"path": "/3/tv/{series_id}/season/{season_number}/episode/{episode_number}/credits", "body": {"id": 123, "cast": []}}`
		withParams = `{"path": "/3/tv/{series_id}/season/{season_number}/credits", "path_params": {"series_id": "1", "season_number": "2"}, "body": {"id": 7, "cast": []}}`
	)
	for _, tt := range []struct {
		name            string
		base, top       string // the recordings
		season, episode bool   // whether there are credits
	}{
		{"by the series", ``, ofSeason + "," + series, true, false},
		{"by the series and season", ``, ofEpisode + "," + ofSeason + "," + season + "," + series, true, true},
		{"by the episodes", ``, telling + "," + ofEpisode + "," + ofSeason, true, true},
		{"by a season that was asked for", ``, asked + "," + ofEpisode + "," + ofSeason, true, true},
		{"by an appended season", ``, ofSeason + "," + ofEpisode + "," + appended, true, true},
		{"by the last episode", ``, last + "," + ofEpisode, false, true},
		{"by what is below", series + "," + asked, ofEpisode + "," + ofSeason, true, true},
		{"by the path", ``, withParams, true, false},
		{"by no id", ``, `{"path": "/3/tv/1", "body": {"id": 1, "seasons": [{"season_number": 2}]}},` +
			`{"path": "/3/tv/{series_id}/season/{season_number}/credits", "body": {"cast": []}}`, false, false},
		{"by nothing", ``, ofSeason + "," + ofEpisode, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := merge(t, load(t, "base.json", "["+tt.base+"]"), "top.json", "["+tt.top+"]")
			var season *dataset.Season
			if series := s.Series(1); series != nil {
				season = series.Season(2)
			}
			if got := season != nil && season.Piece("credits") != nil; got != tt.season {
				t.Errorf("credits of the season: %t, want %t", got, tt.season)
			}
			var episode *dataset.Episode
			if season != nil {
				episode = season.Episode(3)
			}
			if got := episode != nil && episode.Piece("credits") != nil; got != tt.episode {
				t.Errorf("credits of the episode: %t, want %t", got, tt.episode)
			}
			if got := slices.Contains(s.Skipped, "top.json"); got != (!tt.season && !tt.episode) {
				t.Errorf("skipped %q", s.Skipped)
			}
		})
	}
}

// TestLoadParts takes what is told of a season or an episode alone, and lists only what has details.
func TestLoadParts(t *testing.T) {
	t.Parallel()
	const (
		credits = `{"path": "/3/tv/1/season/2/credits", "body": {"id": 12, "cast": []}}`
		images  = `{"path": "/3/tv/1/season/2/episode/3/images", "body": {"id": 123, "stills": []}}`
		episode = `{"path": "/3/tv/1/season/2/episode/3", "body": {"id": 123, "episode_number": 3, "name": "Three"}}`
		season  = `{"path": "/3/tv/1/season/2", "body": {"id": 12, "episodes": [{"id": 123, "episode_number": 3, "name": "3", "show_id": 1}]}}`
	)
	for _, tt := range []struct {
		name, recordings string
		seasons          int // with details
		episode, id      string
	}{
		{"pieces", credits + "," + images, 0, "", "12"},
		{"an episode", images + "," + episode, 0, "Three", "0"},
		{"a season", credits + "," + season, 1, "3", "12"},
		{"a season and an episode of it", episode + "," + season, 1, "Three", "12"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "a.json", "["+tt.recordings+"]")
			if series := s.Series(1); series == nil || len(series.Seasons) != tt.seasons || len(s.TV) != 0 {
				t.Fatalf("series %v, %d with details", series, len(s.TV))
			}
			of := s.Series(1).Season(2)
			var name string
			if e := of.Episode(3); e != nil {
				name = e.Object().Text("name")
			}
			if id := string(of.SentID()); name != tt.episode || id != tt.id {
				t.Errorf("episode %q of season %s: want %q of %s", name, id, tt.episode, tt.id)
			}
			if e := of.Episode(3); e == nil || e.ID != 123 {
				t.Errorf("episode %v: want one with the id 123", e)
			}
			if of.Episode(4) != nil || s.Series(1).Season(1) != nil {
				t.Error("there are parts that nothing is told of")
			}
		})
	}
}

// TestLoadLanguages keeps the texts of details in other languages, which never take the place of English ones.
func TestLoadLanguages(t *testing.T) {
	t.Parallel()
	const (
		english = `{"path": "/3/movie/5", "date": "2020-01-01", "body": {"id": 5, "title": "Five", "overview": "A number."}}`
		german  = `{"path": "/3/movie/5", "date": "2026-01-01", "query": {"language": "de-DE"}, "body": {"id": 5, "title": "Fünf", "vote_count": 7}}`
	)
	for _, tt := range []struct{ name, base, top, title string }{
		{"together", ``, german + "," + english, "Five"},
		{"above English", english, german, "Five"},
		{"below English", german, english, "Five"},
		{"alone", ``, german, "Fünf"},
		{"twice", german, german, "Fünf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m := merge(t, load(t, "base.json", "["+tt.base+"]"), "top.json", "["+tt.top+"]").Movie(5)
			if got := m.Object().Text("title"); got != tt.title {
				t.Errorf("title %q, want %q", got, tt.title)
			}
			if in := m.In("de"); in.Text("title") != "Fünf" || in.Get("vote_count") != nil || m.In("en") != nil {
				t.Errorf("German texts %s, English ones %s", in, m.In("en"))
			}
		})
	}
}

// TestLoadOldList takes a piece that is a list, as translations once were.
func TestLoadOldList(t *testing.T) {
	t.Parallel()
	m := load(t, "a.json", `{"path": "/3/movie/5", "body": {"id": 5, "translations": [{"iso_639_1": "de"}]}}`).Movie(5)
	if list := m.Piece("translations").List("translations"); len(list) != 1 || list[0].Text("iso_639_1") != "de" {
		t.Errorf("translations %s", m.Piece("translations"))
	}
}

// TestMerge puts files on top of a set.
func TestMerge(t *testing.T) {
	t.Parallel()
	const (
		movie   = `{"path": "/3/movie/5", "date": "2025-02-01", "body": {"id": 5, "title": "Five", "keywords": {"keywords": [{"id": 1, "name": "one"}]}}}`
		german  = `{"path": "/3/movie/5", "date": "2026-01-01", "query": {"language": "de-DE"}, "body": {"id": 5, "title": "Fünf"}}`
		older   = `{"path": "/3/movie/5", "date": "2020-01-01", "body": {"id": 5, "title": "5"}}`
		newer   = `{"path": "/3/movie/5", "date": "2026-01-01", "body": {"id": 5, "title": "Five!"}}`
		keyword = `{"path": "/3/movie/5/keywords", "body": {"id": 5, "keywords": [{"id": 2, "name": "two"}]}}`
	)
	for _, tt := range []struct {
		name           string
		base, top      string
		title, keyword string
	}{
		{"as it is", movie, ``, "Five", "one"},
		{"a piece", movie, keyword, "Five", "two"},
		{"details keep the pieces of before", movie, newer, "Five!", "one"},
		{"details after a piece", keyword, older, "5", "two"},
		{"both at once", ``, keyword + "," + movie, "Five", "one"},
		{"the newer of two", ``, newer + "," + older, "Five!", ""},
		{"English before another language", ``, older + "," + german, "5", ""},
		{"another language alone", ``, german, "Fünf", ""},
		{"a piece alone", ``, keyword, "", "two"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			base := load(t, "base.json", "["+tt.base+"]")
			before := base.Movie(5)
			s := merge(t, base, "top.json", "["+tt.top+"]")
			m := s.Movie(5)
			if m == nil {
				t.Fatalf("there is no movie, skipped %q", s.Skipped)
			}
			var keyword string
			for _, k := range dataset.Piece[gen.MovieKeywords](m, "keywords").Keywords {
				keyword = k.Name
			}
			if m.Details().Title != tt.title || keyword != tt.keyword {
				t.Errorf("title %q, keyword %q: want %q, %q", m.Details().Title, keyword, tt.title, tt.keyword)
			}
			if got := len(s.Movies); got != min(len(tt.title), 1) {
				t.Errorf("%d movies with details", got)
			}
			if base.Movie(5) != before {
				t.Error("the set below changed")
			}
		})
	}
}

// TestMergeUsers replaces users and lists by name and id.
func TestMergeUsers(t *testing.T) {
	t.Parallel()
	s := merge(t, load(t, "users.json", `[{"id": 1, "username": "ada"}, {"id": 2, "username": "bruno"}]`, "lists.json", `[{"id": 7, "name": "old"}]`),
		"users.json", `[{"id": 3, "username": "ada"}]`, "lists.json", `[{"id": 7, "name": "new"}]`)
	if ada := s.User("ada"); ada == nil || ada.ID != 3 || s.User("bruno") == nil || len(s.Users) != 2 {
		t.Errorf("users %+v: want ada anew and bruno", s.Users)
	}
	if len(s.Lists) != 1 || s.Lists[0].Name != "new" {
		t.Errorf("lists %+v: want the new one", s.Lists)
	}
}

// TestLoadUsersRefuses finds nulls where nobody looks for them later.
func TestLoadUsersRefuses(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"users.json":  `[null]`,
		"lists.json":  `[null]`,
		"users.json ": `[{"username": "ada", "ratings": [null]}]`,
		"lists.json ": `[{"id": 1, "items": [null]}]`,
	} {
		name = strings.TrimSpace(name)
		if _, err := dataset.Load(files(name, content)); err == nil || !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("%s with %s: error %v", name, content, err)
		}
	}
}

// TestMove moves what is new with the clock, and nothing else.
func TestMove(t *testing.T) {
	t.Parallel()
	const recording = `{"path": "/3/movie/5", "body": {"id": 5, "title": "2025-12-24", "release_date": "%s",
		"release_dates": {"results": [{"iso_3166_1": "US", "release_dates": [{"certification": "", "release_date": "2025-12-31T00:00:00.000Z", "type": 3}]}]}}}`
	for _, tt := range []struct {
		name, date string
		days       int
		want       string
	}{
		{"new", "2025-12-24", 340, "2026-11-29"},
		{"to come", "2026-02-28", 1, "2026-03-01"},
		{"the first that moves", "2025-10-25", 10, "2025-11-04"},
		{"old", "2025-10-24", 340, "2025-10-24"},
		{"of the last century", "1999-12-24", 340, "1999-12-24"},
		{"by nothing", "2025-12-24", 0, "2025-12-24"},
		{"no date", "2025-13-40", 340, "2025-13-40"},
		{"unknown", "", 340, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := dataset.LoadOwn(files("movie.json", strings.Replace(recording, "%s", tt.date, 1)), tt.days)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(s.Movie(5).Details().ReleaseDate); got != tt.want {
				t.Errorf("release date %q, want %q", got, tt.want)
			}
			release := dataset.Piece[gen.MovieReleaseDates](s.Movie(5), "release_dates").Results[0].ReleaseDates[0].ReleaseDate
			at, ok := release.Time()
			if want := dataset.Day().AddDate(0, 0, 7+tt.days); !ok || at.Format("2006-01-02") != want.Format("2006-01-02") {
				t.Errorf("release in the US %q, want %v", release, want)
			}
		})
	}
}

// TestTimezone knows the zones of the configuration, and all if there is none.
func TestTimezone(t *testing.T) {
	t.Parallel()
	own, err := dataset.LoadOwn(data.FS, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		set  *dataset.Set
		zone string
		want bool
	}{
		{"known", own, "Europe/Berlin", true},
		{"unknown", own, "Europe/Nowhere", false},
		{"local", own, "Local", false},
		{"without configuration", load(t), "Europe/Nowhere", true},
	} {
		if got := tt.set.Timezone(tt.zone); got != tt.want {
			t.Errorf("%s: %s is %v, want %v", tt.name, tt.zone, got, tt.want)
		}
	}
}

// FuzzLoad reads foreign files, which may be anything, and looks at all that comes of them.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		`{"path": "/3/movie/5", "body": {"id": 5, "title": "Five", "credits": {"cast": [{"id": 1, "credit_id": "a"}]}}}`,
		`[{"path": "/3/tv/1", "body": {"id": 1, "season/1": {"id": 2, "season_number": 1, "episodes": [{"id": 3, "episode_number": 1}]}}}]`,
		`{"path": "/3/tv/season/2/changes", "body": {"changes": []}}`,
		`{"path": "/3/tv/1/season/1/credits", "body": {"cast": 7}}`,
		`{"path": "/3/person/{person_id}", "path_params": {"person_id": "x/y"}, "body": {"id": "z"}}`,
		`{"path": "/3/genre/movie/list", "query": {"language": 7}, "body": 7}`,
		`{"path": "/3/movie/{movie_id}/{x}", "body": {"id": "}{"}}`,
		`[{"path": "/3/tv/{series_id}/season/{season_number}", "body": {"id": 1, "season_number": -1, "episodes": [{"id": 2, "show_id": 1}]}}]`,
		`{"path": "/3/tv/{series_id}/season/{season_number}/episode/{episode_number}/credits", "body": {"id": 3, "crew": {}}}`,
		`{"path": "/3/tv/x/season/y/episode/z", "query": {"language": "de"}, "body": {"id": 3, "translations": [7]}}`,
		`{"path": "", "body": null}`,
		`[[[`, `{}`, `null`, "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		s, err := dataset.Load(files("a.json", content, "b.json", `{"path": "/3/tv/1", "body": {"id": 1}}`))
		if err != nil {
			return
		}
		below, err := dataset.Load(files("c.json", `{"path": "/3/tv/1/season/1", "body": {"id": 2, "episodes": [{"id": 3, "episode_number": 1}]}}`))
		if err != nil {
			t.Fatal(err)
		}
		s = below.With(s)
		s.Edited()
		s.Timezone("UTC")
		s.Find("imdb_id", "tt1")
		for _, m := range s.Movies {
			m.Details()
			m.Piece("credits")
		}
		for _, series := range s.TV {
			for _, season := range series.Seasons {
				season.Piece("credits")
			}
			for e := range series.Episodes {
				e.Details()
				e.Piece("credits")
			}
		}
		for _, p := range s.People() {
			s.Credits(p.ID)
		}
	})
}
