package dataset

import (
	"strings"
	"testing"
)

func TestLoadSmallWorld(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	if got := s.ReferenceDay(); got != "2025-12-24" {
		t.Errorf("reference day %q", got)
	}
	for _, kind := range []struct {
		name      string
		got, want int
	}{
		{"movies", len(s.Movies), 2},
		{"series", len(s.TV), 2},
		{"people", len(s.People), 2},
		{"collections", len(s.Collections), 1},
		{"companies", len(s.Companies), 2},
		{"networks", len(s.Networks), 1},
		{"keywords", len(s.Keywords), 1},
		{"genres", len(s.Genres), 3},
		{"countries", len(s.Countries), 2},
		{"languages", len(s.Languages), 2},
		{"departments", len(s.Departments), 3},
		{"certifications", len(s.Certifications), 2},
		{"providers", len(s.Providers), 1},
		{"users", len(s.Users), 1},
		{"lists", len(s.Lists), 1},
		{"changes", len(s.Changes), 1},
	} {
		if kind.got != kind.want {
			t.Errorf("%d %s, want %d", kind.got, kind.name, kind.want)
		}
	}
}

// Each case breaks one thing. The error has to name the file and what is wrong
// in it.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	const (
		light    = "movies/10-light.json"
		dark     = "movies/11-dark.json"
		tower    = "tv/20-tower/series.json"
		specials = "tv/20-tower/season-00.json"
		season   = "tv/20-tower/season-01.json"
		credits  = "tv/20-tower/credits.json"
		groups   = "tv/20-tower/episode-groups.json"
		people   = "people/a.json"
	)
	for _, tc := range []struct{ name, file, old, new, want string }{
		// form
		{"unknown field", light, `"runtime"`, `"run_time"`, `unknown field "run_time"`},
		{"wrong type", light, `"runtime": 90`, `"runtime": "90"`, "line 1: cannot unmarshal string into Go struct field Movie.runtime"},
		{"syntax", people, `"name": "Dan Director",`, `"name": "Dan Director"`, "line 3: invalid character"},
		{"two values", dark, `"backdrop_path": ""}`, `"backdrop_path": ""} {}`, "has more after the value"},
		{"null for a credit", light, `"cast": [`, `"cast": [null, `, "null is no element of a list"},
		{"null for a person", people, `[{"id": 100`, `[null, {"id": 100`, "null is no element of a list"},
		{"null for an edit", "changes.json", `"items": [`, `"items": [null, `, "null is no element of a list"},
		{"null for everything", dark, world[dark], "null", "id: is 0"},
		{"bad episode reference", credits, `"1x02"`, `"S01E02"`, `episode "S01E02" is not written as 1x02`},

		// ids
		{"movie twice", dark, `"id": 11`, `"id": 10`, "movie 10 is there twice, the first time in movies/10-light.json"},
		{"person twice", people, `"id": 101`, `"id": 100`, "person 100 is there twice"},
		{"season twice", season, `"number": 1, "poster_path"`, `"number": 0, "poster_path"`, "season 0 of series 20 is there twice"},
		{"season id twice", season, `"id": 41`, `"id": 40`, "id: 40 is that of another season"},
		{"episode id twice", season, `"id": 53`, `"id": 51`, "id: 51 is that of another episode"},
		{"episode number twice", season, `"id": 53, "number": 3`, `"id": 53, "number": 2`, "number: 2 is there twice"},
		{"credit id twice", credits, `"job": "Director", "count": 4`, `"id": "eeeeeeeeeeeeeeeeeeeeeeee", "job": "Director", "count": 4`, "crew[2].id: eeeeeeeeeeeeeeeeeeeeeeee is that of another credit, of person 101: Director"},
		{"username twice", "users.json", `}]}]`, `}]}, {"id": 2, "object_id": "aaaaaaaaaaaaaaaaaaaaaaab", "username": "ada", "language": "en", "country": "US", "gravatar_hash": "0123456789abcdef0123456789abcdef"}]`, `username: "ada" is taken by another user`},
		{"no id", light, `{"id": 10, "title"`, `{"title"`, "id: is 0, wants a positive number"},
		{"bad hex id", light, `"dddddddddddddddddddddddd"`, `"DDDD"`, `videos[0].id: "DDDD" is not 24 hex digits`},

		// references of movies
		{"cast", light, `"person": 100`, `"person": 999`, "cast[0].person: no person 999"},
		{"crew", light, `"person": 101, "job": "Director"`, `"person": 999, "job": "Director"`, "crew[0].person: no person 999"},
		{"genre", light, `"genres": [18]`, `"genres": [99]`, "genres[0]: no genre of movies 99"},
		{"genre of series", light, `"genres": [18]`, `"genres": [18, 10764]`, "genres[1]: no genre of movies 10764"},
		{"company", light, `"companies": [2]`, `"companies": [9]`, "companies[0]: no company 9"},
		{"collection", light, `"collection": 90`, `"collection": 91`, "collection: no collection 91"},
		{"keyword", light, `"keywords": [7]`, `"keywords": [7, 7]`, "keywords[1]: keyword 7 is there twice"},
		{"origin country", light, `"origin_countries": ["US"]`, `"origin_countries": ["UK"]`, `origin_countries[0]: no country "UK"`},
		{"spoken language", light, `"spoken_languages": ["en"]`, `"spoken_languages": ["eng"]`, `spoken_languages[0]: no language "eng"`},
		{"original language", dark, `"original_language": "de"`, `"original_language": "fr"`, `original_language: no language "fr"`},
		{"release country", light, `{"country": "US", "type": 3`, `{"country": "XX", "type": 3`, `releases[0].country: no country "XX"`},
		{"release type", light, `"type": 3,`, `"type": 7,`, "releases[0].type: is 7, wants 1 to 6"},
		{"alternative title", light, `{"country": "DE", "title": "Das Licht"}`, `{"country": "DD", "title": "Das Licht"}`, `alternative_titles[0].country: no country "DD"`},
		{"translation", light, `"language": "de", "country": "DE", "title": "Licht"`, `"language": "xy", "country": "DE", "title": "Licht"`, `translations[0].language: no language "xy"`},
		{"translation of the entity itself", light, `"language": "de", "country": "DE", "title": "Licht"`, `"language": "en", "country": "US", "title": "Licht"`, "translations[0]: is en-US"},
		{"image language", light, `"height": 30, "language": "de"`, `"height": 30, "language": "xy"`, `images.posters[1].language: no language "xy"`},
		{"provider", light, `"flatrate": [8]`, `"flatrate": [9]`, "watch[0].flatrate: no provider 9"},
		{"watch country", light, `{"country": "US", "flatrate"`, `{"country": "XX", "flatrate"`, `watch[0].country: no country "XX"`},
		{"author of a review", light, `"username": "ada"`, `"username": "eve"`, `reviews[0].username: no user "eve"`},
		{"recommendation", light, `"recommendations": [11]`, `"recommendations": [12]`, "recommendations[0]: no movie 12"},
		{"similar to itself", light, `"similar": [11]`, `"similar": [10]`, "has the movie itself"},
		{"job", light, `"job": "Director"`, `"job": "Dreamer"`, `crew[0].job: no department has a job "Dreamer"`},
		{"job of several departments", light, `"job": "Other", "department": "Sound"`, `"job": "Other"`, `crew[1].job: no department has a job "Other"`},
		{"department", light, `"department": "Sound"`, `"department": "Silence"`, `crew[1].department: no department "Silence"`},
		{"job of another department", light, `"department": "Sound"`, `"department": "Directing"`, `department Directing has no job "Other"`},
		{"seasons of a movie", light, `"character": "Keeper"`, `"character": "Keeper", "seasons": [1]`, "cast[0]: has seasons, episodes or a count"},

		// references of series
		{"series of a season", specials, `"series": 20`, `"series": 22`, "series: no series 22"},
		{"series of credits", credits, `"series": 20`, `"series": 22`, "series: no series 22"},
		{"series of a group", groups, `"series": 20`, `"series": 22`, "series: no series 22"},
		{"network", tower, `"networks": [3]`, `"networks": [4]`, "networks[0]: no network 4"},
		{"network of a group", groups, `"network": 3`, `"network": 4`, "network: no network 4"},
		{"genre of movies", tower, `"genres": [18, 10764]`, `"genres": [28]`, "genres[0]: no genre of series 28"},
		{"content rating", tower, `"country": "US", "rating"`, `"country": "XX", "rating"`, `content_ratings[0].country: no country "XX"`},
		{"similar series", tower, `"similar": [21]`, `"similar": [10]`, "similar[0]: no series 10"},
		{"season of a credit", credits, `"seasons": [1]`, `"seasons": [2]`, "cast[0].seasons: series 20 has no season 2"},
		{"episode of a credit", credits, `"1x02"`, `"1x09"`, "crew[1].episodes: series 20 has no episode 1x09"},
		{"credit of nothing", credits, `"seasons": [1]`, `"seasons": []`, "cast[0]: has none of seasons, episodes and count"},
		{"person of a series", credits, `"person": 100, "character"`, `"person": 99, "character"`, "cast[0].person: no person 99"},
		{"episode of a group", groups, `"1x02"`, `"1x09"`, "groups[0].episodes: series 20 has no episode 1x09"},
		{"translation of an episode", season, `"language": "de"`, `"language": "xy"`, `episodes[0]: translations[0].language: no language "xy"`},
		{"count and episodes", season, `"number": 1, "poster_path"`, `"number": 1, "count": 3, "poster_path"`, "count: is for seasons whose episodes are not listed"},
		{"neither count nor episodes", specials, `"count": 2`, `"count": 0`, "episodes: is missing, and so is count"},

		// references of the rest
		{"parent company", "companies.json", `"parent": 1`, `"parent": 9`, "id 2: parent: no company 9"},
		{"country of a company", "companies.json", `"origin_country": "US"`, `"origin_country": "XX"`, `id 2: origin_country: no country "XX"`},
		{"country of a network", "networks.json", `"origin_country": "DE"`, `"origin_country": "XX"`, `id 3: origin_country: no country "XX"`},
		{"country of a provider", "providers.json", `"tv": {"DE": 2}`, `"tv": {"XX": 2}`, `id 8: tv: no country "XX"`},
		{"country of a certification", "certifications.json", `"country": "US"`, `"country": "XX"`, `G of movie in XX: country: no country "XX"`},
		{"language of a genre", "genres.json", `{"de": "Reality"}`, `{"xy": "Reality"}`, `id 10764: names: no language "xy"`},
		{"country of a user", "users.json", `"country": "US"`, `"country": "XX"`, `id 1: country: no country "XX"`},
		{"rating", "users.json", `"episode": 51`, `"episode": 59`, "id 1: ratings[0].episode: no episode 59"},
		{"rating between steps", "users.json", `"value": 8.5`, `"value": 8.7`, "ratings[0].value: is 8.7, wants 0.5 to 10 in steps of 0.5"},
		{"favourite", "users.json", `"favorites": [{"movie": 10`, `"favorites": [{"movie": 19`, "favorites[0].movie: no movie 19"},
		{"favourite of no kind", "users.json", `"favorites": [{"movie": 10`, `"favorites": [{"person": 100`, "favorites[0]: names no or several entities, wants the id of one as movie, tv"},
		{"watchlist", "users.json", `"watchlist": [{"tv": 20`, `"watchlist": [{"tv": 29`, "watchlist[0].tv: no tv 29"},
		{"owner of a list", "lists.json", `"username": "ada"`, `"username": "eve"`, `id 5: username: no user "eve"`},
		{"item of a list", "lists.json", `{"tv": 20}`, `{"tv": 29}`, "items[1].tv: no tv 29"},
		{"item twice", "lists.json", `{"tv": 20}`, `{"movie": 10}`, "items[1]: movie 10 is there twice"},
		{"two in one item", "lists.json", `{"tv": 20}`, `{"tv": 20, "movie": 11}`, "items[1]: names no or several entities"},
		{"change", "changes.json", `"movie": 10`, `"person": 10`, "of title in person 10: person: no person 10"},
		{"action of a change", "changes.json", `"updated"`, `"renamed"`, `items[0].action: is "renamed", wants one of added, created, updated, deleted`},
		{"language of a change", "changes.json", `"language": "en"`, `"language": "xy"`, `items[0].language: no language "xy"`},
		{"department of a person", people, `"known_for_department": "Directing"`, `"known_for_department": "Doing"`, `id 101: known_for_department: no department "Doing"`},
		{"tagged image", people, `"movie": 10`, `"movie": 19`, "id 100: tagged[0].movie: no movie 19"},
		{"empty collection", "collections/90-lights.json", `"id": 90`, `"id": 91`, "no movie names the collection"},

		// values
		{"release date", light, `"release_date": "2001-02-03"`, `"release_date": "2001-02-30"`, `release_date: "2001-02-30" is not a date as 2006-01-02`},
		{"air date", season, `"2025-12-25"`, `"25.12.2025"`, `episodes[1].air_date: "25.12.2025" is not a date`},
		{"birthday", people, `"1970-01-31"`, `"1970"`, `id 100: birthday: "1970" is not a date`},
		{"instant", light, `"date": "2001-02-03T00:00:00.000Z"`, `"date": "tomorrow"`, `releases[0].date: "tomorrow" is not an instant`},
		{"reference day", "configuration.json", `"2025-12-24"`, `"Christmas"`, `reference_day: "Christmas" is not a date`},
		{"poster path", light, `"poster_path": "/light.jpg"`, `"poster_path": "light.jpg"`, `poster_path: "light.jpg" is not an image path`},
		{"image path with a folder", people, `"/ann.jpg"`, `"/ann/actor.jpg"`, `profile_path: "/ann/actor.jpg" is not an image path`},
		{"image path of another kind", "companies.json", `"/parent.png"`, `"/parent.gif"`, `logo_path: "/parent.gif" is not an image path`},
		{"image size", light, `"width": 20, "height": 30`, `"width": 20, "height": 0`, "images.posters[1]: has width 20 and height 0"},
		{"vote", light, `"vote_average": 7`, `"vote_average": 70`, "vote_average: is 70, wants 0 to 10"},
		{"status", light, `"Released"`, `"Out"`, `status: is "Out", wants one of Rumored, Planned`},
		{"type of a series", tower, `"type": "Scripted"`, `"type": "Good"`, `type: is "Good", wants one of Documentary`},
		{"type of an episode", season, `"finale"`, `"last"`, `episodes[2].type: is "last", wants one of standard, mid_season, finale`},
		{"type of a group", groups, `"type": 2`, `"type": 8`, "type: is 8, wants 1 to 7"},
		{"no title", light, `"title": "Light"`, `"title": " "`, "title: is missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(edited(t, tc.file, tc.old, tc.new))
			if err == nil {
				t.Fatal("loads")
			}
			for line := range strings.Lines(err.Error()) {
				if strings.HasPrefix(line, tc.file) && strings.Contains(line, tc.want) {
					return
				}
			}
			t.Errorf("no error of %s with %q in:\n%v", tc.file, tc.want, err)
		})
	}
}

func TestLoadRefusesFiles(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, file, text, want string }{
		{"unknown name", "films/1.json", "{}", "films/1.json: no file of the data has such a name"},
		{"too deep", "movies/old/1.json", "{}", "movies/old/1.json: no file of the data has such a name"},
		{"no configuration", "configuration.json", "", "configuration.json: is missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(files(map[string]string{tc.file: tc.text}))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func TestLoadTellsAllMistakes(t *testing.T) {
	t.Parallel()
	_, err := Load(files(map[string]string{
		"networks.json":  `[{"id": 3, "name": ""}]`,
		"keywords.json":  `[{"id": 7, "name": ""}]`,
		"companies.json": `[]`,
	}))
	if err == nil {
		t.Fatal("loads")
	}
	for _, want := range []string{"networks.json", "keywords.json", "no company 2", "no company 1"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
}
