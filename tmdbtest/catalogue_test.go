package tmdbtest

import (
	"encoding/json"
	"net/http"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
)

// fetch asks the server and returns the response, which has to be a success that
// the spec allows, as a type of package gen.
func fetch[T any](t *testing.T, s *Server, target string) T {
	t.Helper()
	a := get(s, target)
	if a.status != http.StatusOK {
		t.Fatalf("%s responds %d: %s", target, a.status, a.body)
	}
	for _, wrong := range checkResponse(a.op.ID, a.status, a.body) {
		t.Errorf("%s: %s", target, wrong)
	}
	var v T
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	return v
}

// refused asks the server for what it must refuse, and checks the code.
func refused(t *testing.T, s *Server, target string, code gen.StatusCode) {
	t.Helper()
	var v struct {
		StatusCode gen.StatusCode `json:"status_code"`
	}
	a := get(s, target)
	if err := json.Unmarshal(a.body, &v); err != nil || v.StatusCode != code || a.status != (&codes.Failure{Code: code}).Status() {
		t.Errorf("%s responds %d: %s, want %d with code %d", target, a.status, a.body, (&codes.Failure{Code: code}).Status(), code)
	}
}

// at is an option for a clock that stands still.
func at(t *testing.T, day string) Option {
	t.Helper()
	now, err := time.Parse(time.DateTime, day)
	if err != nil {
		t.Fatal(err)
	}
	return WithClock(func() time.Time { return now })
}

// extra are entries beside those of the data, for what needs an exact example.
var extra = fstest.MapFS{
	"movie.json": file(`{"path":"/3/movie/95000001","body":{"id":95000001,"title":"The Long Road","original_title":"Der lange Weg","original_language":"de",
		"overview":"A walk.","tagline":"Step by step.","homepage":"https://example.com/en","status":"Released","release_date":"2020-02-02","runtime":100,
		"popularity":1,"vote_average":6,"vote_count":10,"poster_path":"/main.jpg","backdrop_path":null,
		"translations":{"translations":[
			{"iso_639_1":"en","iso_3166_1":"US","name":"English","english_name":"English","data":{"title":"The Long Road","overview":"A walk.","tagline":"Step by step.","homepage":"https://example.com/en","runtime":100}},
			{"iso_639_1":"pt","iso_3166_1":"BR","name":"Português","english_name":"Portuguese","data":{"title":"A Longa Estrada","overview":"Uma caminhada.","tagline":"","homepage":"","runtime":0}},
			{"iso_639_1":"pt","iso_3166_1":"PT","name":"Português","english_name":"Portuguese","data":{"title":"A Estrada Longa","overview":"Um passeio.","tagline":"","homepage":"","runtime":98}},
			{"iso_639_1":"fr","iso_3166_1":"FR","name":"Français","english_name":"French","data":{"title":"","overview":"Une promenade.","tagline":"","homepage":"","runtime":0}}]},
		"release_dates":{"results":[
			{"iso_3166_1":"DE","release_dates":[{"type":3,"release_date":"2020-02-02T00:00:00.000Z","certification":"12","descriptors":[],"iso_639_1":"","note":""}]},
			{"iso_3166_1":"US","release_dates":[{"type":1,"release_date":"2020-03-01T00:00:00.000Z","certification":"","descriptors":[],"iso_639_1":"","note":""},
				{"type":3,"release_date":"2020-05-05T00:00:00.000Z","certification":"PG","descriptors":[],"iso_639_1":"","note":""}]},
			{"iso_3166_1":"BR","release_dates":[{"type":4,"release_date":"2020-07-07T00:00:00.000Z","certification":"","descriptors":[],"iso_639_1":"","note":""}]}]},
		"images":{"backdrops":[],"logos":[],"posters":[
			{"file_path":"/main.jpg","width":2000,"height":3000,"aspect_ratio":0.667,"iso_639_1":"en","iso_3166_1":"US","vote_average":0,"vote_count":0},
			{"file_path":"/pt.jpg","width":2000,"height":3000,"aspect_ratio":0.667,"iso_639_1":"pt","iso_3166_1":"BR","vote_average":0,"vote_count":0},
			{"file_path":"/de.jpg","width":2000,"height":3000,"aspect_ratio":0.667,"iso_639_1":"de","iso_3166_1":null,"vote_average":0,"vote_count":0},
			{"file_path":"/none.jpg","width":2000,"height":3000,"aspect_ratio":0.667,"iso_639_1":null,"iso_3166_1":null,"vote_average":0,"vote_count":0}]},
		"videos":{"results":[
			{"id":"95000001aaaaaaaaaaaaaaaa","site":"YouTube","key":"a","name":"Trailer","type":"Trailer","size":1080,"official":true,"iso_639_1":"en","iso_3166_1":"US","published_at":"2020-01-01T00:00:00.000Z"},
			{"id":"95000001bbbbbbbbbbbbbbbb","site":"YouTube","key":"b","name":"Vorschau","type":"Trailer","size":1080,"official":true,"iso_639_1":"de","iso_3166_1":"DE","published_at":"2020-01-02T00:00:00.000Z"}]}}}`),
	"series.json": file(`{"path":"/3/tv/95000002","body":{"id":95000002,"name":"Night Bus","original_name":"Автобус","original_language":"ru","overview":"A bus at night.",
		"status":"Returning Series","type":"Scripted","first_air_date":"2026-03-01","popularity":2,"vote_average":7,"vote_count":5,"poster_path":null,"backdrop_path":null,"number_of_seasons":1,"number_of_episodes":3,
		"last_episode_to_air":null,"next_episode_to_air":null,"last_air_date":null,
		"seasons":[{"id":95000003,"name":"Season 1","overview":"","air_date":"2026-03-01","episode_count":3,"season_number":1,"poster_path":null,"vote_average":0}],
		"translations":{"translations":[{"iso_639_1":"ru","iso_3166_1":"RU","name":"Pусский","english_name":"Russian","data":{"name":"Ночной автобус","overview":"Автобус ночью.","tagline":"","homepage":""}}]},
		"season/1":{"id":95000003,"name":"Season 1","overview":"","air_date":"2026-03-01","season_number":1,"poster_path":null,"vote_average":0,"episodes":[
			{"id":95000011,"episode_number":1,"season_number":1,"show_id":95000002,"name":"Depot","overview":"","air_date":"2026-03-01","runtime":null,"episode_type":"standard","production_code":"","still_path":null,"vote_average":0,"vote_count":0,"crew":[],"guest_stars":[]},
			{"id":95000012,"episode_number":2,"season_number":1,"show_id":95000002,"name":"Terminus","overview":"","air_date":"2026-03-08","runtime":null,"episode_type":"standard","production_code":"","still_path":null,"vote_average":0,"vote_count":0,"crew":[],"guest_stars":[]},
			{"id":95000013,"episode_number":3,"season_number":1,"show_id":95000002,"name":"Detour","overview":"","air_date":"2026-03-15","runtime":null,"episode_type":"standard","production_code":"","still_path":null,"vote_average":0,"vote_count":0,"crew":[],"guest_stars":[]}]}}}`),
	"depot.json":    file(`{"path":"/3/tv/95000002/season/1/episode/1/translations","body":{"id":95000011,"translations":[{"iso_639_1":"en","iso_3166_1":"US","name":"English","english_name":"English","data":{"name":"Depot","overview":""}}]}}`),
	"terminus.json": file(`{"path":"/3/tv/95000002/season/1/episode/2/translations","body":{"id":95000012,"translations":[{"iso_639_1":"ru","iso_3166_1":"RU","name":"Pусский","english_name":"Russian","data":{"name":"Конечная","overview":""}}]}}`),
}

// edited are changes of May 2021, when nothing else was edited.
var edited = fstest.MapFS{"changes.json": file(`[
	{"path":"/3/movie/550/changes","body":{"changes":[
		{"key":"images","items":[
			{"id":"8ef22e6dfd828dc9693f38e1","action":"added","time":"2021-05-12 10:02:11 UTC","iso_639_1":"","iso_3166_1":"","value":{"poster":{"file_path":"/a.jpg"}}},
			{"id":"8ef22e6dfd828dc9693f38e2","action":"deleted","time":"2021-05-12 10:05:40 UTC","iso_639_1":"","iso_3166_1":"","original_value":7}]},
		{"key":"plot_keywords","items":[{"id":"8ef22e6dfd828dc9693f38e3","action":"added","time":"2021-05-13 08:30:00 UTC","iso_639_1":"","iso_3166_1":"","value":true}]},
		{"key":"overview","items":[{"id":"8ef22e6dfd828dc9693f38e4","action":"updated","time":"2021-05-10 17:45:09 UTC","iso_639_1":"de","iso_3166_1":"DE","value":"Neu.","original_value":"Alt."}]}]}},
	{"path":"/3/movie/90000001/changes","body":{"changes":[{"key":"adult","items":[{"id":"8ef22e6dfd828dc9693f38e5","action":"updated","time":"2021-05-13 23:59:59 UTC","iso_639_1":"","iso_3166_1":"","value":true}]}]}},
	{"path":"/3/person/287/changes","body":{"changes":[{"key":"biography","items":[{"id":"8ef22e6dfd828dc9693f38e6","action":"updated","time":"2021-05-11 00:00:00 UTC","iso_639_1":"","iso_3166_1":""}]}]}},
	{"path":"/3/tv/season/3572/changes","body":{"changes":[{"key":"episode","items":[{"id":"8ef22e6dfd828dc9693f38e7","action":"updated","time":"2021-05-11 00:00:00 UTC","iso_639_1":"","iso_3166_1":""}]}]}},
	{"path":"/3/tv/episode/62085/changes","body":{"changes":[{"key":"name","items":[{"id":"8ef22e6dfd828dc9693f38e8","action":"updated","time":"2021-05-11 23:00:00 UTC","iso_639_1":"","iso_3166_1":""}]}]}}]`)}

// withExtra is a server of the data and extra, on the day that the data is made for.
func withExtra(t *testing.T, opts ...Option) *Server {
	t.Helper()
	return NewServer(t, append([]Option{WithData(extra), WithClock(Day)}, opts...)...)
}
