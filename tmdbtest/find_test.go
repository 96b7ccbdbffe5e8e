package tmdbtest

import (
	"net/url"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// TestFind asks each source of the spec for one entry of each kind that may be
// known there.
func TestFind(t *testing.T) {
	t.Parallel()
	s := NewServer(t, WithData(fstest.MapFS{
		"movie.json": file(`{"path":"/3/movie/95000021","body":{"id":95000021,"title":"Movie","original_language":"en","status":"Released","release_date":"2020-01-01",
			"external_ids":{"imdb_id":"tt95000021","facebook_id":"same","instagram_id":"same","twitter_id":"same","wikidata_id":"Q95000021"}}}`),
		"series.json": file(`{"path":"/3/tv/95000022","body":{"id":95000022,"name":"Series","original_language":"en","status":"Ended","type":"Scripted","first_air_date":"2020-01-01",
			"external_ids":{"imdb_id":"tt95000022","tvdb_id":95000022,"facebook_id":"same","wikidata_id":"Q95000022"}}}`),
		"season.json": file(`{"path":"/3/tv/95000022/season/1","body":{"id":95000023,"season_number":1,"external_ids":{"tvdb_id":95000023,"wikidata_id":"Q95000023"},"episodes":[
			{"id":95000024,"episode_number":1,"season_number":1,"name":"One"}]}}`),
		"episode.json": file(`{"path":"/3/tv/95000022/season/1/episode/1/external_ids","body":{"imdb_id":"tt95000024","tvdb_id":95000024}}`),
		"person.json":  file(`{"path":"/3/person/95000025","body":{"id":95000025,"name":"Person","external_ids":{"imdb_id":"nm95000025","tiktok_id":"person","youtube_id":"person","facebook_id":"same"}}}`),
	}))
	tests := []struct {
		source, id                              string
		movies, people, series, season, episode int
	}{
		{"imdb_id", "tt95000021", 95000021, 0, 0, 0, 0},
		{"imdb_id", "tt95000022", 0, 0, 95000022, 0, 0},
		{"imdb_id", "tt95000024", 0, 0, 0, 0, 95000024},
		{"imdb_id", "nm95000025", 0, 95000025, 0, 0, 0},
		{"imdb_id", "tt00000000", 0, 0, 0, 0, 0},
		{"tvdb_id", "0", 0, 0, 0, 0, 0},
		{"facebook_id", "same", 95000021, 95000025, 95000022, 0, 0},
		{"instagram_id", "same", 95000021, 0, 0, 0, 0},
		{"twitter_id", "same", 95000021, 0, 0, 0, 0},
		{"tiktok_id", "person", 0, 95000025, 0, 0, 0},
		{"youtube_id", "person", 0, 95000025, 0, 0, 0},
		{"wikidata_id", "Q95000021", 95000021, 0, 0, 0, 0},
		{"wikidata_id", "Q95000022", 0, 0, 95000022, 0, 0},
		{"wikidata_id", "Q95000023", 0, 0, 0, 95000023, 0},
		{"tvdb_id", "95000022", 0, 0, 95000022, 0, 0},
		{"tvdb_id", "95000023", 0, 0, 0, 95000023, 0},
		{"tvdb_id", "95000024", 0, 0, 0, 0, 95000024},
	}
	for _, tt := range tests {
		f := fetch[gen.FindResults](t, s, "/3/find/"+url.PathEscape(tt.id)+"?external_source="+tt.source)
		got := []int{
			only(f.MovieResults, func(m gen.Movie) int { return m.ID }),
			only(f.PersonResults, func(p gen.Person) int { return p.ID }),
			only(f.TVResults, func(x gen.TVSeries) int { return x.ID }),
			only(f.TVSeasonResults, func(x gen.TVSeason) int { return x.ID }),
			only(f.TVEpisodeResults, func(e gen.TVEpisode) int { return e.ID }),
		}
		if want := []int{tt.movies, tt.people, tt.series, tt.season, tt.episode}; !slices.Equal(got, want) {
			t.Errorf("%s %s: %v, want %v", tt.source, tt.id, got, want)
		}
	}
	for _, source := range spec.ByID("findByExternalID").Query("external_source").Enum {
		if !slices.ContainsFunc(tests, func(tt struct {
			source, id                              string
			movies, people, series, season, episode int
		}) bool {
			return tt.source == source
		}) {
			t.Errorf("no test of %s", source)
		}
	}
}

// only returns the id of the only row, 0 if there is none and -1 if there are
// several.
func only[E any](rows []E, id func(E) int) int {
	switch len(rows) {
	case 0:
		return 0
	case 1:
		return id(rows[0])
	}
	return -1
}
