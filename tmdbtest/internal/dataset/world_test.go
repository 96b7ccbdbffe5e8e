package dataset

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// world is a small data set that is right in all of its parts, for tests to
// break.
var world = map[string]string{
	"configuration.json": `{"reference_day": "2025-12-24", "images": {"base_url": "http://image.example/", "secure_base_url": "https://image.example/", "backdrop_sizes": [], "logo_sizes": [], "poster_sizes": [], "profile_sizes": [], "still_sizes": []}, "change_keys": ["title"], "primary_translations": ["en-US"]}`,
	"countries.json":     `[{"code": "US", "english_name": "United States of America"}, {"code": "DE", "english_name": "Germany", "native_name": "Deutschland", "timezones": ["Europe/Berlin"]}]`,
	"languages.json":     `[{"code": "en", "english_name": "English", "name": "English"}, {"code": "de", "english_name": "German", "name": "Deutsch"}]`,
	"genres.json":        `[{"id": 18, "name": "Drama", "movie": true, "tv": true}, {"id": 28, "name": "Action", "movie": true}, {"id": 10764, "name": "Reality", "tv": true, "names": {"de": "Reality"}}]`,
	"keywords.json":      `[{"id": 7, "name": "lighthouse"}]`,
	"jobs.json":          `[{"department": "Directing", "jobs": ["Director"]}, {"department": "Sound", "jobs": ["Other"]}, {"department": "Crew", "jobs": ["Other"]}]`,
	"certifications.json": `[{"media": "movie", "country": "US", "certification": "G", "order": 1, "meaning": "For everyone."},
		{"media": "movie", "country": "CA-QC", "certification": "G", "order": 1, "meaning": "For everyone."}]`,
	"companies.json": `[{"id": 1, "name": "Parent Pictures", "logo_path": "/parent.png"}, {"id": 2, "name": "Child Pictures", "parent": 1, "origin_country": "US", "alternative_names": [{"name": "CP"}]}]`,
	"networks.json":  `[{"id": 3, "name": "Channel Three", "origin_country": "DE"}]`,
	"providers.json": `[{"id": 8, "name": "Streamer", "logo_path": "/streamer.jpg", "display_priority": 4, "movie": {"US": 1}, "tv": {"DE": 2}}]`,
	"users.json": `[{"id": 1, "object_id": "aaaaaaaaaaaaaaaaaaaaaaaa", "username": "ada", "password": "secret", "language": "en", "country": "US", "gravatar_hash": "0123456789abcdef0123456789abcdef",
		"ratings": [{"episode": 51, "value": 8.5, "at": "2025-12-01T00:00:00.000Z"}], "favorites": [{"movie": 10, "at": "2025-12-01T00:00:00.000Z"}], "watchlist": [{"tv": 20, "at": "2025-12-01T00:00:00.000Z"}]}]`,
	"lists.json":   `[{"id": 5, "name": "Seen twice", "username": "ada", "public": true, "language": "en", "country": "US", "created": "2025-12-01T00:00:00.000Z", "updated": "2025-12-01T00:00:00.000Z", "items": [{"movie": 10, "comment": "Again!"}, {"tv": 20}]}]`,
	"changes.json": `[{"movie": 10, "key": "title", "items": [{"id": "bbbbbbbbbbbbbbbbbbbbbbbb", "action": "updated", "time": "2025-12-20 10:00:00 UTC", "language": "en", "country": "US", "value": "New", "original_value": {"old": [1, null]}}]}]`,
	"people/a.json": `[{"id": 100, "name": "Ann Actor", "gender": 1, "known_for_department": "Acting", "birthday": "1970-01-31", "profile_path": "/ann.jpg", "external_ids": {"imdb_id": "nm1"},
			"tagged": [{"movie": 10, "type": "poster", "id": "cccccccccccccccccccccccc", "file_path": "/tagged.jpg", "width": 2, "height": 3}]},
		{"id": 101, "name": "Dan Director", "gender": 2, "known_for_department": "Directing"}]`,
	"collections/90-lights.json": `{"id": 90, "name": "Lights Collection", "poster_path": "/lights.jpg", "backdrop_path": ""}`,
	"movies/10-light.json": `{"id": 10, "title": "Light", "original_language": "en", "status": "Released", "release_date": "2001-02-03", "runtime": 90, "popularity": 1.5, "vote_average": 7, "vote_count": 9,
		"genres": [18], "origin_countries": ["US"], "production_countries": ["US"], "spoken_languages": ["en"], "companies": [2], "collection": 90, "keywords": [7], "poster_path": "/light.jpg", "backdrop_path": "",
		"external_ids": {"imdb_id": "tt1"},
		"releases": [{"country": "US", "type": 3, "date": "2001-02-03T00:00:00.000Z", "certification": "G"}],
		"alternative_titles": [{"country": "DE", "title": "Das Licht"}],
		"translations": [{"language": "de", "country": "DE", "title": "Licht", "overview": "Ein Turm."}],
		"images": {"posters": [{"file_path": "/other.jpg", "width": 20, "height": 30, "language": "de"}]},
		"videos": [{"id": "dddddddddddddddddddddddd", "site": "YouTube", "key": "k", "name": "Trailer", "type": "Trailer", "size": 1080, "language": "en", "country": "US", "published_at": "2001-01-01T00:00:00.000Z"}],
		"watch": [{"country": "US", "flatrate": [8]}],
		"cast": [{"person": 100, "character": "Keeper"}],
		"crew": [{"id": "eeeeeeeeeeeeeeeeeeeeeeee", "person": 101, "job": "Director"}, {"person": 101, "job": "Other", "department": "Sound"}],
		"reviews": [{"id": "ffffffffffffffffffffffff", "username": "ada", "rating": 8, "language": "en", "content": "Bright.", "created": "2025-12-01T00:00:00.000Z", "updated": "2025-12-01T00:00:00.000Z"}],
		"recommendations": [11], "similar": [11]}`,
	"movies/11-dark.json": `{"id": 11, "title": "Dark", "original_title": "Dunkel", "original_language": "de", "status": "Planned", "release_date": "", "popularity": 0, "vote_average": 0, "vote_count": 0, "collection": 90, "poster_path": "", "backdrop_path": ""}`,
	"tv/20-tower/series.json": `{"id": 20, "name": "Tower", "original_language": "en", "status": "Returning Series", "type": "Scripted", "first_air_date": "2025-12-01", "popularity": 2, "vote_average": 6, "vote_count": 3,
		"genres": [18, 10764], "networks": [3], "companies": [1], "keywords": [7], "poster_path": "/tower.jpg", "backdrop_path": "", "external_ids": {"imdb_id": "tt2", "tvdb_id": 77},
		"content_ratings": [{"country": "US", "rating": "TV-G"}], "similar": [21]}`,
	"tv/20-tower/season-00.json": `{"series": 20, "id": 40, "number": 0, "count": 2}`,
	"tv/20-tower/season-01.json": `{"series": 20, "id": 41, "number": 1, "poster_path": "/one.jpg", "external_ids": {"tvdb_id": 78}, "episodes": [
		{"id": 51, "number": 1, "name": "Up", "air_date": "2025-12-01", "external_ids": {"imdb_id": "tt3"}, "translations": [{"language": "de", "country": "DE", "title": "Hinauf"}]},
		{"id": 53, "number": 3, "name": "Out", "type": "finale"},
		{"id": 52, "number": 2, "name": "Down", "air_date": "2025-12-25", "still_path": "/down.jpg"}]}`,
	"tv/20-tower/credits.json": `{"series": 20, "cast": [{"person": 100, "character": "Guard", "seasons": [1]}],
		"crew": [{"person": 101, "job": "Creator"}, {"person": 101, "job": "Director", "episodes": ["1x01", "1x02"]}, {"person": 100, "job": "Director", "count": 4}]}`,
	"tv/20-tower/episode-groups.json": `[{"series": 20, "id": "111111111111111111111111", "name": "Downwards", "type": 2, "network": 3, "groups": [{"id": "222222222222222222222222", "name": "All", "order": 1, "episodes": ["1x02", "1x01"]}]}]`,
	"tv/21-cellar/series.json":        `{"id": 21, "name": "Cellar", "original_language": "en", "status": "Ended", "type": "Reality", "first_air_date": "", "popularity": 0, "vote_average": 0, "vote_count": 0, "poster_path": "", "backdrop_path": ""}`,
}

// files returns the small world with changes: a file that is "" is left out.
func files(changes map[string]string) fstest.MapFS {
	all := maps.Clone(world)
	maps.Copy(all, changes)
	fsys := fstest.MapFS{"README.md": &fstest.MapFile{Data: []byte("not read")}}
	for name, text := range all {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

// edited returns the small world with one text of one file replaced.
func edited(t *testing.T, file, old, new string) fstest.MapFS {
	t.Helper()
	if strings.Count(world[file], old) != 1 {
		t.Fatalf("%s has %q %d times, want it once", file, old, strings.Count(world[file], old))
	}
	return files(map[string]string{file: strings.Replace(world[file], old, new, 1)})
}

func mustLoad(t *testing.T, fsys fstest.MapFS) *Set {
	t.Helper()
	s, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
