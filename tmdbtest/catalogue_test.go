package tmdbtest

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/gen"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// fetch asks the server and returns the answer, which has to be a success that
// the spec allows, as a type of package gen.
func fetch[T any](t *testing.T, s *Server, target string) T {
	t.Helper()
	a := get(s, target)
	if a.status != http.StatusOK {
		t.Fatalf("%s answers %d: %s", target, a.status, a.body)
	}
	for _, wrong := range checkAnswer(a.op.ID, a.status, a.body) {
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
	if err := json.Unmarshal(a.body, &v); err != nil || v.StatusCode != code || a.status != (&failure{code: code}).status() {
		t.Errorf("%s answers %d: %s, want %d with code %d", target, a.status, a.body, (&failure{code: code}).status(), code)
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
	"movies/95000001.json": file(`{"id":95000001,"title":"The Long Road","original_title":"Der lange Weg","original_language":"de",
		"overview":"A walk.","tagline":"Step by step.","homepage":"https://example.com/en","status":"Released","release_date":"2020-02-02","runtime":100,
		"popularity":1,"vote_average":6,"vote_count":10,"poster_path":"/main.jpg","backdrop_path":null,
		"translations":[
			{"language":"pt","country":"BR","title":"A Longa Estrada","overview":"Uma caminhada."},
			{"language":"pt","country":"PT","title":"A Estrada Longa","overview":"Um passeio.","runtime":98},
			{"language":"fr","country":"FR","overview":"Une promenade."}],
		"releases":[
			{"country":"DE","type":3,"date":"2020-02-02T00:00:00.000Z","certification":"12"},
			{"country":"US","type":1,"date":"2020-03-01T00:00:00.000Z"},
			{"country":"US","type":3,"date":"2020-05-05T00:00:00.000Z","certification":"PG"},
			{"country":"BR","type":4,"date":"2020-07-07T00:00:00.000Z"}],
		"images":{"posters":[
			{"file_path":"/pt.jpg","width":2000,"height":3000,"language":"pt","country":"BR"},
			{"file_path":"/de.jpg","width":2000,"height":3000,"language":"de"},
			{"file_path":"/none.jpg","width":2000,"height":3000}]},
		"videos":[
			{"id":"95000001aaaaaaaaaaaaaaaa","site":"YouTube","key":"a","name":"Trailer","type":"Trailer","size":1080,"language":"en","country":"US","published_at":"2020-01-01T00:00:00.000Z"},
			{"id":"95000001bbbbbbbbbbbbbbbb","site":"YouTube","key":"b","name":"Vorschau","type":"Trailer","size":1080,"language":"de","country":"DE","published_at":"2020-01-02T00:00:00.000Z"}]}`),
	"tv/95000002/series.json": file(`{"id":95000002,"name":"Night Bus","original_name":"Автобус","original_language":"ru","overview":"A bus at night.",
		"status":"Returning Series","type":"Scripted","first_air_date":"2026-03-01","popularity":2,"vote_average":7,"vote_count":5,"poster_path":null,"backdrop_path":null,
		"translations":[{"language":"ru","country":"RU","title":"Ночной автобус","overview":"Автобус ночью."}]}`),
	"tv/95000002/season-1.json": file(`{"series":95000002,"id":95000003,"number":1,"episodes":[
		{"id":95000011,"number":1,"name":"Depot","air_date":"2026-03-01"},
		{"id":95000012,"number":2,"name":"Terminus","air_date":"2026-03-08","translations":[{"language":"ru","country":"RU","title":"Конечная"}]},
		{"id":95000013,"number":3,"name":"Detour","air_date":"2026-03-15"}]}`),
}

// edited are changes of May 2021, when nothing else was edited.
var edited = fstest.MapFS{"changes.json": file(`[
	{"movie":550,"key":"images","items":[
		{"id":"8ef22e6dfd828dc9693f38e1","action":"added","time":"2021-05-12 10:02:11 UTC","value":{"poster":{"file_path":"/a.jpg"}}},
		{"id":"8ef22e6dfd828dc9693f38e2","action":"deleted","time":"2021-05-12 10:05:40 UTC","original_value":7}]},
	{"movie":550,"key":"plot_keywords","items":[{"id":"8ef22e6dfd828dc9693f38e3","action":"added","time":"2021-05-13 08:30:00 UTC","value":true}]},
	{"movie":550,"key":"overview","items":[{"id":"8ef22e6dfd828dc9693f38e4","action":"updated","time":"2021-05-10 17:45:09 UTC","language":"de","country":"DE","value":"Neu.","original_value":"Alt."}]},
	{"movie":90000001,"key":"adult","items":[{"id":"8ef22e6dfd828dc9693f38e5","action":"updated","time":"2021-05-13 23:59:59 UTC","value":true}]},
	{"person":287,"key":"biography","items":[{"id":"8ef22e6dfd828dc9693f38e6","action":"updated","time":"2021-05-11 00:00:00 UTC"}]},
	{"season":3572,"key":"episode","items":[{"id":"8ef22e6dfd828dc9693f38e7","action":"updated","time":"2021-05-11 00:00:00 UTC"}]},
	{"episode":62085,"key":"name","items":[{"id":"8ef22e6dfd828dc9693f38e8","action":"updated","time":"2021-05-11 23:00:00 UTC"}]}]`)}

// extraSet is the data with extra, read once.
var extraSet = sync.OnceValues(func() (*dataset.Set, error) {
	set, err := embedded()
	if err != nil {
		return nil, err
	}
	return set.Merge(extra)
})

// withExtra is a server of the data and extra.
func withExtra(t *testing.T, opts ...Option) *Server {
	t.Helper()
	return NewServer(t, append([]Option{func(c *config) (err error) {
		c.set, err = extraSet()
		return err
	}}, opts...)...)
}

// undated is a series without a date.
var undated = fstest.MapFS{
	"tv/95000009/series.json": file(`{"id":95000009,"name":"Someday","original_language":"en","status":"Planned","type":"Scripted","first_air_date":"","popularity":1,"vote_average":0,"vote_count":0,"poster_path":null,"backdrop_path":null}`),
}
